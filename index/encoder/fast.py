"""The fast runtime: the same weights as the reference, one graph, no torch in the process."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.encoder import folder
from index.encoder.cutting import Cutter
from index.encoder.pages import Pages, large_pages
from index.encoder.protocol import Encoded, Vectors, sound

if TYPE_CHECKING:
    import onnxruntime
    from tokenizers import Encoding, Tokenizer

BATCH = 16  # measured: beyond 32 the graph gets slower
SLOWER = "SkipLayerNormFusion"  # measured: it takes three times as long as the two steps it joins


class BrokenGraph(ValueError):
    """The file is no whole graph: half a copy, say."""


@dataclass(frozen=True)
class FastEncoder:
    """`alone`: an int8 graph scales whole tensors, so a vector would depend on its batch; texts go one by one."""

    name: str
    dimensions: int
    session: "onnxruntime.InferenceSession"
    tokenizer: "Tokenizer"
    cutter: Cutter
    pages: Pages
    alone: bool

    @classmethod
    def load(cls, graph: Path, model: Path, *, alone: bool, threads: int = 1) -> "FastEncoder":
        onnxruntime = runtime()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            with large_pages() as pages:
                session = onnxruntime.InferenceSession(
                    str(graph), options, providers=["CPUExecutionProvider"], disabled_optimizers=[SLOWER]
                )
        except _refusals() as error:
            raise BrokenGraph(f"{graph.name} cannot be run: {error}") from error
        cuts, width = folder.tokenizer(model), session.get_outputs()[0].shape[1]
        return cls(f"fast:{graph.stem}", int(width), session, cuts, Cutter(cuts), pages, alone)

    def encode(self, texts: Sequence[str]) -> Vectors:
        cut = [self.cutter.ids(text) for text in texts]  # where its tokens stand is not asked
        if len(cut) == 1:
            alone: Vectors = self._run(cut, ["sentence"])[0]
            return alone
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        for places in self._batches(cut):
            vectors[places] = self._run([cut[place] for place in places], ["sentence"])[0]
        return vectors

    def read(self, texts: Sequence[str]) -> list[Encoded]:
        cut = self._cut(texts)
        ids = [one.ids for one in cut]
        found: dict[int, Encoded] = {}
        for places in self._batches(ids):
            sentences, tokens = self._run([ids[place] for place in places], ["sentence", "tokens"])
            for row, place in enumerate(places):
                found[place] = _encoded(cut[place], sentences[row], tokens[row])
        return [found[place] for place in range(len(texts))]

    def _cut(self, texts: Sequence[str]) -> "list[Encoding]":
        if len(texts) == 1:  # measured: the way through a batch costs a lone message a twentieth of its time
            return [self.tokenizer.encode(sound(texts[0]))]
        return self.tokenizer.encode_batch([sound(text) for text in texts])

    def _batches(self, cut: Sequence[list[int]]) -> list[list[int]]:
        """Places of texts of like length together, so that little is padded."""
        size = 1 if self.alone else BATCH
        order = sorted(range(len(cut)), key=lambda place: len(cut[place]))
        return [order[start : start + size] for start in range(0, len(order), size)]

    def _run(self, cut: Sequence[list[int]], outputs: list[str]) -> Any:
        self.pages.passed(len(cut))
        longest = max(map(len, cut))
        given = {"input_ids": [[*one, *[0] * (longest - len(one))] for one in cut]}
        if not self.alone:
            given["attention_mask"] = [[1] * len(one) + [0] * (longest - len(one)) for one in cut]
        return self.session.run(outputs, {name: np.array(rows, np.int64) for name, rows in given.items()})


def runtime() -> Any:
    """Told before it is imported to tell nobody: otherwise it names this machine to its makers, and what runs on it."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    return onnxruntime


def _refusals() -> tuple[type[Exception], ...]:
    """The runtime's own, which have no common name."""
    from onnxruntime.capi import onnxruntime_pybind11_state as runtime

    names = ("Fail", "InvalidArgument", "InvalidGraph", "InvalidProtobuf", "NotImplemented", "RuntimeException")
    return tuple(getattr(runtime, name) for name in names)


def _encoded(cut: "Encoding", sentence: Vectors, tokens: Vectors) -> Encoded:
    real = [place for place, (start, end) in enumerate(cut.offsets) if end > start]
    return Encoded(sentence, tokens[real], tuple(cut.offsets[place] for place in real))
