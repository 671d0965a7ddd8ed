"""What was learned, in a small file beside the code; for other pages or another encoder it is learned anew and kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.encoder.protocol import Vectors
from index.vectors import Encodes
from index.whole import whole
from playbooks.finding import meaning
from playbooks.finding.fitness import Fitness
from playbooks.finding.meaning import Meaning
from playbooks.finding.tellings import Telling, digest

SHIPPED = Path(__file__).parent / "learned.npz"
PROBE = "nobody knows what this column means"
SAME_MODEL = 0.95  # a quantised twin of the encoder is near enough, another model is not

Recall = Callable[[Sequence[str]], Vectors]  # an encoder that remembers


@dataclass(frozen=True)
class Learned:
    meaning: Meaning
    fitness: Fitness


def learned(
    tellings: Sequence[Telling], pages: int, encoder: Encodes, recall: Recall, keep: Path | None = None
) -> Learned:
    """From the shipped file, else from `keep`, else from the tellings themselves, which takes some seconds."""
    probe = encoder.encode([PROBE])[0]
    name = digest(tellings)
    fitness = _fitness(SHIPPED)
    for path in (SHIPPED, keep):
        known = _read(path, name, probe) if path is not None else None
        if known is not None:
            return Learned(known, fitness)
    fresh = learn(tellings, pages, recall)
    if keep is not None:
        write(keep, name, probe, Learned(fresh, fitness))
    return Learned(fresh, fitness)


def learn(tellings: Sequence[Telling], pages: int, recall: Recall) -> Meaning:
    places = np.array([one.page for one in tellings], np.int64)
    counts = np.array([one.weight for one in tellings], np.float32)
    return meaning.learn(recall([one.text for one in tellings]), places, counts, pages)


def write(path: Path, name: str, probe: Vectors, known: Learned) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole(path) as half, half.open("wb") as file:
        np.savez_compressed(
            file,
            name=name,
            probe=probe.astype(np.float16),
            weights=known.meaning.weights.astype(np.float16),
            bias=known.meaning.bias.astype(np.float32),
            fitness=np.append(known.fitness.weights, known.fitness.bias),
            direction=known.fitness.direction.astype(np.float32),
        )


def _read(path: Path, name: str, probe: Vectors) -> Meaning | None:
    if not path.exists():
        return None
    with np.load(path) as file:
        known = file["probe"].astype(np.float32)
        if str(file["name"]) != name or known.shape != probe.shape or float(known @ probe) < SAME_MODEL:
            return None
        return Meaning(file["weights"].astype(np.float32), file["bias"])


def _fitness(path: Path) -> Fitness:
    with np.load(path) as file:
        *weights, bias = file["fitness"]
        return Fitness(np.array(weights), float(bias), file["direction"].astype(np.float64))
