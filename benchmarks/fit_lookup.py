"""`python -m benchmarks.fit_lookup`: weights for the lookup from our own questions, kept near hand-set ones; prints them."""

from dataclasses import astuple

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp

from benchmarks.encoders import CACHE
from benchmarks.lookup import own_questions
from glossary.loader import load_terms
from glossary.passages import Passages, Weights
from index.encoder.choose import Choice, open_encoder
from index.kept import KeptVectors

HAND_SET = np.array([8, 6, 4, 5, 8, 3.5, 3.5])
TETHER = 0.05  # how strongly the weights are held to the hand-set ones
FOLDS = 5


def main() -> None:
    encoder = open_encoder(Choice(CACHE))
    passages = Passages.of(load_terms(), KeptVectors(encoder, CACHE.parent / "lookup.db").of)
    questions = own_questions()
    features = np.stack([passages.features(text, encoder.encode([text])[0]) for text, _ in questions])
    ours = np.stack([_rows_of(passages, wanted) for _, wanted in questions])
    folds = np.random.default_rng(1).integers(0, FOLDS, len(questions))
    held_out = [
        _first(features[folds == one], ours[folds == one], fitted(features[folds != one], ours[folds != one]))
        for one in range(FOLDS)
    ]
    print("held out, top-1 by meaning alone:", round(float(np.concatenate(held_out).mean()), 3))
    print("shipped:", np.round(astuple(Weights()), 1), "fitted:", np.round(fitted(features, ours), 1))


def fitted(features: np.ndarray, ours: np.ndarray) -> np.ndarray:
    """Each weight is the hand-set one times e to the power of what is learned."""

    def loss(step: np.ndarray) -> float:
        scores = features @ (HAND_SET * np.exp(step))
        right = logsumexp(np.where(ours, scores, -np.inf), axis=1)
        return float((logsumexp(scores, axis=1) - right).mean() + TETHER * (step**2).sum())

    learned: np.ndarray = HAND_SET * np.exp(minimize(loss, np.zeros(len(HAND_SET)), method="L-BFGS-B").x)
    return learned


def _rows_of(passages: Passages, wanted: frozenset[str]) -> np.ndarray:
    return np.array([bool(wanted & {name.casefold() for name in term.names}) for term, _ in passages.senses])


def _first(features: np.ndarray, ours: np.ndarray, weights: np.ndarray) -> np.ndarray:
    best = (features @ weights).argmax(axis=1)
    hits: np.ndarray = ours[np.arange(len(ours)), best]
    return hits


if __name__ == "__main__":
    main()
