"""Each encoder beside the bare forward pass of its own graph or model, in one process, on one thread."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from benchmarks.material import own_messages
from benchmarks.report import Section
from index.encoder.choose import Choice, bundled_model, open_encoder
from index.encoder.fast import FastEncoder
from index.encoder.protocol import Encoder
from index.encoder.reference import ReferenceEncoder

TITLE = "Encoders"
CACHE = Path(__file__).resolve().parents[1] / ".artifacts" / "models"
COUNT = 150


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
    note = f"{len(texts)} short messages of the glossary, one at a time, one thread, encoders taking turns; median of each."
    columns = ["encoder", "ms", "messages/s", "× sentence-transformers", "cosine to reference, mean / min"]
    batches = _batches({"sentence-transformers": reference, "fast fp32": fast, "fast int8": small}, texts)
    return [Section("One short message", note, columns, rows), batches]


def _interleaved(works: dict[str, Callable[[str], Any]], texts: Sequence[str]) -> dict[str, float]:
    """Each text by each encoder in turn: a machine that slows down slows all of them."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for text in [texts[0], *texts]:
        for name, work in works.items():
            start = time.perf_counter()
            work(text)
            taken[name].append(time.perf_counter() - start)
    return {name: median(values[1:]) for name, values in taken.items()}


def _bare(encoder: Encoder, texts: Sequence[str]) -> Callable[[str], Any]:
    assert isinstance(encoder, FastEncoder)
    inputs = {}
    for text in texts:
        ids = np.array([encoder.tokenizer.encode(text).ids], np.int64)
        inputs[text] = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
    return lambda text: encoder.session.run(["sentence"], inputs[text])


def _cosine(encoder: Encoder | None, texts: Sequence[str], expected: Any) -> str:
    if encoder is None:
        return ""
    cosines = (encoder.encode(texts) * expected).sum(axis=1)
    return f"{cosines.mean():.5f} / {cosines.min():.5f}"


def _batches(encoders: dict[str, Encoder], texts: Sequence[str]) -> Section:
    rows = []
    for name, encoder in encoders.items():
        start = time.perf_counter()
        encoder.encode(texts)
        rows.append([name, f"{len(texts) / (time.perf_counter() - start):.0f}"])
    return Section("Many at once", f"{len(texts)} messages in one call.", ["encoder", "messages/s"], rows)
