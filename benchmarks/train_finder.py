"""Learns what the playbook finder knows: `python -m benchmarks.train_finder` writes playbooks/finding/learned.npz."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.encoders import CACHE
from benchmarks.material import chat
from index.encoder.choose import Choice, open_encoder
from index.encoder.protocol import Vectors
from index.kept import KeptVectors
from playbooks.finder import WORDING_WEIGHT
from playbooks.finding import learned, wording
from playbooks.finding.fitness import SIGNS, Fitness, Signs
from playbooks.finding.learned import Learned, Recall
from playbooks.finding.meaning import log_softmax
from playbooks.finding.tellings import Telling, digest, tellings
from playbooks.finding.wording import words_of
from playbooks.loader import load_pages
from playbooks.model import Page
from playbooks.research import Research

Rows = NDArray[np.float64]
FOLDS = 5
RIDGE = 0.01
EVERYDAY_COUNTS = 30  # times: there are thousands of messages by developers and some ninety lines of everyday talk
BORDER_RIDGE = 0.001
SIZE = 384  # of a sentence vector
OFF_TOPIC = Path(__file__).parent / "off_topic.txt"


def main() -> None:
    encoder = open_encoder(Choice(CACHE))
    kept = KeptVectors(encoder, CACHE.parent / "train-finder.db")
    pages, told = load_pages(), tellings(load_pages(), Research.load())
    foreign = foreign_texts()
    problems, others = [], []
    whole = learned.learn(told, len(pages), kept.of)
    for fold in range(FOLDS):
        rest, held = split(told, fold)
        away = [text for text in foreign if fold_of(text) != fold]
        direction = border(kept.of([one.text for one in rest if one.vivid]), kept.of(away))
        known = Fitness(np.zeros(SIGNS), 0.0, direction)
        judge = Judge(pages, rest, Learned(learned.learn(rest, len(pages), kept.of), known), kept.of)
        problems += [judge.signs(one.text) for one in held]
        noise = Judge(pages, told, Learned(whole, known), kept.of)
        others += [noise.signs(text) for text in foreign if fold_of(text) == fold]
    weights, bias = fit(problems, others)
    direction = border(kept.of([one.text for one in told if one.vivid]), kept.of(foreign))
    kept.close()
    probe = encoder.encode([learned.PROBE])[0]
    learned.write(learned.SHIPPED, digest(told), probe, Learned(whole, Fitness(weights, bias, direction)))
    print(f"{learned.SHIPPED.name}: {len(told)} tellings, {learned.SHIPPED.stat().st_size / 1024:.0f} KiB")
    print("fitness", np.round(weights, 2), round(bias, 2))


def foreign_texts() -> list[str]:
    talk = chat()[::2]
    if not talk:
        raise SystemExit("fitness is learned from real chat: without it nothing is written")
    everyday = OFF_TOPIC.read_text(encoding="utf-8").splitlines()
    return [text for text in talk if words_of(text)] + EVERYDAY_COUNTS * everyday


def fold_of(text: str) -> int:
    """The same text is in the same fold however often it is there."""
    return sum(text.encode()) % FOLDS


def border(problems: Vectors, foreign: Vectors, rounds: int = 30) -> Rows:
    """Logistic regression on the sentence vectors alone, both sides weighing the same; the place of the border last."""
    rows = np.vstack([problems, foreign]).astype(np.float64)
    rows = np.hstack([rows, np.ones((len(rows), 1))])
    truth = np.array([1.0] * len(problems) + [0.0] * len(foreign))
    counts = np.where(truth == 1, 1 / len(problems), 1 / len(foreign))
    return _regressed(rows, truth, counts, BORDER_RIDGE, rounds, small=1e-6)


def _regressed(rows: Rows, truth: Rows, counts: Rows, ridge: float, rounds: int, *, small: float) -> Rows:
    """By Newton's steps, until one is small."""
    bounds = ridge * np.eye(rows.shape[1])
    weights = np.zeros(rows.shape[1])
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (counts * (chance - truth)) + bounds @ weights
        bend = (rows * (counts * chance * (1 - chance))[:, None]).T @ rows + bounds
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if np.abs(step).max() < small:
            break
    return weights


def split(told: Sequence[Telling], fold: int, folds: int = FOLDS) -> tuple[list[Telling], list[Telling]]:
    """Problems as people tell them are held back in turn; what the page says about them stays."""
    counts = [place for place, one in enumerate(told) if one.vivid]
    held = {place for number, place in enumerate(counts) if number % folds == fold}
    rest = [one for place, one in enumerate(told) if place not in held]
    return rest, [told[place] for place in sorted(held)]


class Judge:
    """The finder's scores and signs, with tellings left out."""

    def __init__(self, pages: Sequence[Page], told: Sequence[Telling], known: Learned, recall: Recall) -> None:
        self._known, self._recall = known, recall
        self._wording = wording.learn(told, len(pages))
        self._summaries = recall([f"{page.title}. {page.summary}" for page in pages])
        vivid = [one for one in told if one.vivid]
        self._vectors = recall([one.text for one in vivid])
        self._places = np.array([one.page for one in vivid])

    def scores(self, text: str) -> tuple[NDArray[np.float32], NDArray[np.float32], Vectors]:
        vector = self._recall([text])[0]
        said = self._wording.hear(words_of(text)).scores.astype(np.float32)
        return log_softmax(self._known.meaning.scores(vector) + np.float32(WORDING_WEIGHT) * said), said, vector

    def signs(self, text: str) -> Signs:
        scores, said, vector = self.scores(text)
        best = int(scores.argmax())
        near = np.sort(self._vectors[self._places == best] @ vector)[::-1]
        summary = float(self._summaries[best] @ vector)
        certainty = float(np.exp(scores[best]))
        likeness = self._known.fitness.likeness(vector)
        return Signs(certainty, float(said[best]), near[0], near[:3].mean(), summary, len(words_of(text)), likeness)


def fit(problems: Sequence[Signs], foreign: Sequence[Signs], rounds: int = 500) -> tuple[Rows, float]:
    """Logistic regression by Newton's steps, both sides weighing the same."""
    rows = np.array([one.values() for one in (*problems, *foreign)])
    middle, spread = rows.mean(axis=0), rows.std(axis=0)
    rows = np.hstack([(rows - middle) / spread, np.ones((len(rows), 1))])
    truth = np.array([1.0] * len(problems) + [0.0] * len(foreign))
    counts = np.where(truth == 1, 0.5 / len(problems), 0.5 / len(foreign))
    weights = _regressed(rows, truth, counts, RIDGE / len(rows), rounds, small=1e-9)
    plain = weights[:-1] / spread
    return plain, float(weights[-1] - plain @ middle)


if __name__ == "__main__":
    main()
