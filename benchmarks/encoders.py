"""Each encoder beside the bare forward pass of its own graph or model, in one process, on one thread."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from benchmarks.material import own_messages, seconds
from benchmarks.report import Section
from index.encoder.choose import Choice, bundled_model, open_encoder
from index.encoder.fast import FastEncoder
from index.encoder.protocol import Encoder
from index.encoder.reference import ReferenceEncoder

TITLE = "Encoders"
CACHE = Path(__file__).resolve().parents[1] / ".artifacts" / "models"
COUNT = 150
TURN = 10
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
    works: dict[str, Callable[[str], Any]] = {
        "sentence-transformers": lambda text: reference.encode([text]),
        "fast fp32": lambda text: fast.encode([text]),
        "fast fp32, bare graph": _bare(fast, texts),
        "fast fp32, sentence and tokens": lambda text: fast.read([text]),
        "fast int8": lambda text: small.encode([text]),
        "fast int8, bare graph": _bare(small, texts),
        "its products in eight bits alone": _products(small, texts),
    }
    times = _interleaved(works, texts)
    expected = reference.encode(texts)
    cosines = {"fast fp32": fast, "fast int8": small}
    rows = [
        [
            name,
            f"{1000 * one:.2f}",
            f"{1 / one:.0f}",
            f"{times['sentence-transformers'] / one:.2f}",
            _cosine(cosines.get(name), texts, expected),
        ]
        for name, one in times.items()
    ]
    note = f"{len(texts)} short messages of the glossary, one at a time, one thread, in turns of {TURN}; median processor time."
    columns = ["encoder", "ms", "messages/s", "× sentence-transformers", "cosine to reference, mean / min"]
    batches = _batches({"sentence-transformers": reference, "fast fp32": fast, "fast int8": small}, texts)
    return [Section("One short message", note, columns, rows), batches]


def _interleaved(works: dict[str, Callable[[str], Any]], texts: Sequence[str]) -> dict[str, float]:
    """Ten texts by each encoder in turn: a machine that slows down slows all of them, and each finds its own caches."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for start in range(0, len(texts), TURN):
        for name, work in works.items():
            work(texts[start])
            taken[name] += [_seconds(work, text) for text in texts[start : start + TURN]]
    return {name: median(values) for name, values in taken.items()}


def _seconds(work: Callable[[str], Any], text: str) -> float:
    start = time.process_time()
    work(text)
    return time.process_time() - start


def _bare(encoder: Encoder, texts: Sequence[str]) -> Callable[[str], Any]:
    assert isinstance(encoder, FastEncoder)
    inputs = {}
    for text in texts:
        ids = np.array([encoder.tokenizer.encode(text).ids], np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        inputs[text] = {one.name: given[one.name] for one in encoder.session.get_inputs()}
    return lambda text: encoder.session.run(["sentence"], inputs[text])


def _products(encoder: Encoder, texts: Sequence[str]) -> Callable[[str], Any]:
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
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

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


def _cosine(encoder: Encoder | None, texts: Sequence[str], expected: Any) -> str:
    if encoder is None:
        return ""
    cosines = (encoder.encode(texts) * expected).sum(axis=1)
    return f"{cosines.mean():.5f} / {cosines.min():.5f}"


def _batches(encoders: dict[str, Encoder], texts: Sequence[str]) -> Section:
    rows = []
    for name, encoder in encoders.items():
        taken = seconds(lambda of=encoder: of.encode(texts), runs=3)
        rows.append([name, f"{len(texts) / taken:.0f}"])
    return Section("Many at once", f"{len(texts)} messages in one call, one thread.", ["encoder", "messages/s"], rows)
