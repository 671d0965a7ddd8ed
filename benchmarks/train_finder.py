"""Learns what the playbook finder knows: `python -m benchmarks.train_finder` writes playbooks/finding/learned.npz."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.encoders import CACHE
from benchmarks.material import chat
from index.encoder.choose import Choice, open_encoder
from index.encoder.protocol import Vectors
from index.kept import KeptVectors
from playbooks.finder import WORDING_WEIGHT
from playbooks.finding import learned, wording
from playbooks.finding.fitness import Fitness, Signs
from playbooks.finding.learned import Learned, Recall
from playbooks.finding.meaning import log_softmax
from playbooks.finding.tellings import Telling, digest, tellings
from playbooks.finding.wording import words_of
from playbooks.loader import load_pages
from playbooks.model import Page
from playbooks.research import Research

FOLDS = 5
RIDGE = 0.01


def main() -> None:
    encoder = open_encoder(Choice(CACHE))
    kept = KeptVectors(encoder, CACHE.parent / "train-finder.db")
    pages, told = load_pages(), tellings(load_pages(), Research.load())
    held_back = [sign for fold in range(FOLDS) for sign in signs_of_fold(told, pages, fold, kept.of)]
    whole = learned.learn(told, len(pages), kept.of)
    noise = Judge(pages, told, Learned(whole, Fitness(np.zeros(7), 0.0)), kept.of)
    foreign = [noise.signs(text) for text in chat()[::2] if words_of(text)]
    fitness = fit(held_back, foreign)
    kept.close()
    probe = encoder.encode([learned.PROBE])[0]
    learned.write(learned.SHIPPED, digest(told), probe, Learned(whole, fitness))
    print(f"{learned.SHIPPED.name}: {len(told)} tellings, {learned.SHIPPED.stat().st_size / 1024:.0f} KiB")
    print("fitness", np.round(fitness.weights, 2), round(fitness.bias, 2))


def signs_of_fold(told: Sequence[Telling], pages: Sequence[Page], fold: int, recall: Recall) -> list[Signs]:
    """Of the problems told in one fold, as judged by what the others taught."""
    rest, held = split(told, fold)
    known = Learned(learned.learn(rest, len(pages), recall), Fitness(np.zeros(7), 0.0))
    judge = Judge(pages, rest, known, recall)
    return [judge.signs(one.text) for one in held]


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
        return Signs(certainty, float(said[best]), near[0], near[:3].mean(), summary, len(words_of(text)))


def fit(problems: Sequence[Signs], foreign: Sequence[Signs], rounds: int = 500) -> Fitness:
    """Logistic regression by Newton's steps, both sides weighing the same."""
    rows = np.array([one.values() for one in (*problems, *foreign)])
    middle, spread = rows.mean(axis=0), rows.std(axis=0)
    rows = np.hstack([(rows - middle) / spread, np.ones((len(rows), 1))])
    truth = np.array([1.0] * len(problems) + [0.0] * len(foreign))
    counts = np.where(truth == 1, 0.5 / len(problems), 0.5 / len(foreign))
    weights = np.zeros(rows.shape[1])
    ridge = RIDGE * np.eye(rows.shape[1]) / len(rows)
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (counts * (chance - truth)) + ridge @ weights
        bend = (rows * (counts * chance * (1 - chance))[:, None]).T @ rows + ridge
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if np.abs(step).max() < 1e-9:
            break
    plain = weights[:-1] / spread
    return Fitness(plain, float(weights[-1] - plain @ middle))


if __name__ == "__main__":
    main()
