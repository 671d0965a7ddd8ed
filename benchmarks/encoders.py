"""Each encoder beside the bare forward pass of its own graph or model, in one process, on one thread."""

import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from benchmarks import turns
from benchmarks.material import own_messages
from benchmarks.report import Section
from benchmarks.turns import Times
from index.encoder.choose import Choice, bundled_model, open_encoder
from index.encoder.fast import FastEncoder, runtime
from index.encoder.protocol import Encoder, Vectors
from index.encoder.reference import ReferenceEncoder

TITLE = "Encoders"
REFERENCE = "sentence-transformers"
CACHE = Path(__file__).resolve().parents[1] / ".artifacts" / "models"
COUNT = 150
TURN = 10
WARM = 2  # times all messages: a bot at work has read more, and moved the weights to where they are read sooner
BATCHES = 5
Encode = Callable[[str], Any]
LAYERS = 6
WIDE = 384
PRODUCTS = [(WIDE, 3 * WIDE), (WIDE, WIDE), (WIDE, 4 * WIDE), (4 * WIDE, WIDE)]  # of one layer, from and to so many


def run() -> list[Section]:
    import torch

    torch.set_num_threads(1)
    texts = [text for text in own_messages() if 8 <= len(text.split()) <= 20][:COUNT]
    reference = ReferenceEncoder.load(str(bundled_model()))
    fast = open_encoder(Choice(CACHE))
    small = open_encoder(Choice(CACHE, kind="int8"))
    works: dict[str, Encode] = {
        REFERENCE: lambda text: reference.encode([text]),
        "fast fp32": lambda text: fast.encode([text]),
        "fast fp32, bare graph": _bare(fast, texts),
        "fast fp32, sentence and tokens": lambda text: fast.read([text]),
        "fast int8": lambda text: small.encode([text]),
        "fast int8, bare graph": _bare(small, texts),
        "its products in eight bits alone": _products(small, texts),
    }
    of_ours: dict[str, Encoder] = {"fast fp32": fast, "fast int8": small}
    for encoder in (reference, fast, small):
        encoder.encode(WARM * texts)
    expected = reference.encode(texts)
    cosines = {name: _cosine(encoder.encode(texts), expected) for name, encoder in of_ours.items()}
    return [_singly(_interleaved(works, texts), cosines), _together({REFERENCE: reference, **of_ours}, texts)]


def _singly(times: Mapping[str, Times], cosines: Mapping[str, str]) -> Section:
    rows = [
        [name, one.milliseconds, f"{1 / one.median:.0f}", times[REFERENCE].over(one), cosines.get(name, "")]
        for name, one in times.items()
    ]
    note = (
        f"{COUNT} short messages of the glossary, one at a time, one thread, in {COUNT // TURN} turns of {TURN}, each begun by "
        "another; medians of processor time, and of the ratios of the turns, with their middle half. A bare graph is given what "
        "the tokenizer made of the message beforehand."
    )
    columns = ["encoder", "ms", "messages/s", "× sentence-transformers", "cosine to reference, mean / min"]
    return Section("One short message", note, columns, rows)


def _interleaved(works: Mapping[str, Encode], texts: Sequence[str]) -> dict[str, Times]:
    """Ten texts by each encoder in turn, after one that brings its caches back."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    starts = range(0, len(texts), TURN)
    for name, start in turns.in_turn(tuple(works), starts):
        works[name](texts[start])
        those = texts[start : start + TURN]
        taken[name].append(median(turns.seconds(works[name], text, time.process_time) for text in those))
    return {name: Times(tuple(values)) for name, values in taken.items()}


def _bare(encoder: Encoder, texts: Sequence[str]) -> Encode:
    assert isinstance(encoder, FastEncoder)
    inputs = {}
    for text in texts:
        ids = np.array([encoder.tokenizer.encode(text).ids], np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        inputs[text] = {one.name: given[one.name] for one in encoder.session.get_inputs()}
    return lambda text: encoder.session.run(["sentence"], inputs[text])


def _products(encoder: Encoder, texts: Sequence[str]) -> Encode:
    """The least an int8 graph can take: the whole-number products of its layers, nothing between them."""
    assert isinstance(encoder, FastEncoder)
    session, chance = _products_alone(), np.random.default_rng(1)
    inputs: dict[str, dict[str, Any]] = {}
    for text in texts:
        long = len(encoder.tokenizer.encode(text).ids)
        inputs[text] = {
            f"from.{wide}": chance.integers(0, 255, (long, wide)).astype(np.uint8) for wide in (WIDE, 4 * WIDE)
        }
    return lambda text: session.run(None, inputs[text])


def _products_alone() -> Any:
    from onnx import TensorProto, helper, numpy_helper

    onnxruntime = runtime()
    chance, nodes, weights = np.random.default_rng(1), [], []
    for number, (wide, out) in enumerate(PRODUCTS * LAYERS):
        weight = chance.integers(-127, 127, (wide, out)).astype(np.int8)
        weights.append(numpy_helper.from_array(weight, f"weight.{number}"))
        nodes.append(helper.make_node("MatMulInteger", [f"from.{wide}", f"weight.{number}"], [f"to.{number}"]))
    given = [helper.make_tensor_value_info(f"from.{wide}", TensorProto.UINT8, ["T", wide]) for wide in (WIDE, 4 * WIDE)]
    made = [helper.make_empty_tensor_value_info(node.output[0]) for node in nodes]
    drawn = helper.make_graph(nodes, "products", given, made, weights)
    model = helper.make_model(drawn, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def _cosine(vectors: Vectors, expected: Vectors) -> str:
    cosines = (vectors * expected).sum(axis=1)
    return f"{cosines.mean():.5f} / {cosines.min():.5f}"


def _together(encoders: Mapping[str, Encoder], texts: Sequence[str]) -> Section:
    works = {name: partial(_batch, encoder, texts) for name, encoder in encoders.items()}
    times = turns.taken(works, range(BATCHES))
    rows = [[name, f"{len(texts) / one.median:.0f}", times[REFERENCE].over(one)] for name, one in times.items()]
    note = f"{len(texts)} messages in one call, one thread, {BATCHES} turns."
    return Section("Many at once", note, ["encoder", "messages/s", "× sentence-transformers"], rows)


def _batch(encoder: Encoder, texts: Sequence[str], turn: int) -> object:
    return encoder.encode(texts)
