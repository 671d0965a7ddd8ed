"""A layer with fewer inner neurons says what it said, as far as those who stay can say it."""

from typing import Any

import numpy as np

from index.encoder.thinning import FEWER, STEP, thinned

WIDE, INNER, LAYER = 12, round(STEP / FEWER), "encoder.layer.0."


def test_who_repeats_others_leaves_and_nothing_is_missed() -> None:
    chance = np.random.default_rng(3)
    weights = _weights(chance)
    for part in ("weight", "bias"):  # the last repeat the first
        weights[f"{LAYER}intermediate.dense.{part}"][-STEP:] = 2 * weights[f"{LAYER}intermediate.dense.{part}"][:STEP]
    texts = chance.normal(size=(4000, WIDE))

    thin = thinned(weights, [_moments(weights, texts)])

    assert thin[f"{LAYER}intermediate.dense.bias"].shape == (INNER - STEP,)
    assert np.abs(_said(thin, texts) - _said(weights, texts)).max() < 0.01 * np.abs(_said(weights, texts)).max()


def test_the_others_make_up_for_who_left() -> None:
    chance = np.random.default_rng(4)
    weights = _weights(chance)
    texts = chance.normal(size=(4000, WIDE))

    thin = thinned(weights, [_moments(weights, texts)])

    off = _said(thin, texts) - _said(weights, texts)
    only_left_out = _said(
        weights | {key: thin[key] for key in thin if "intermediate" in key} | _cut(weights, thin), texts
    )
    assert np.square(off).mean() < 0.2 * np.square(only_left_out - _said(weights, texts)).mean()


def _weights(chance: Any) -> dict[str, Any]:
    return {
        f"{LAYER}intermediate.dense.weight": chance.normal(size=(INNER, WIDE)),
        f"{LAYER}intermediate.dense.bias": chance.normal(size=INNER),
        f"{LAYER}output.dense.weight": chance.normal(size=(WIDE, INNER)),
        f"{LAYER}output.dense.bias": chance.normal(size=WIDE),
        f"{LAYER}output.LayerNorm.weight": np.ones(WIDE),
    }


def _inner(weights: dict[str, Any], texts: Any) -> Any:
    bent = np.maximum(
        texts @ weights[f"{LAYER}intermediate.dense.weight"].T + weights[f"{LAYER}intermediate.dense.bias"], 0
    )
    return np.hstack([bent, np.ones((len(texts), 1))])


def _moments(weights: dict[str, Any], texts: Any) -> Any:
    inner = _inner(weights, texts)
    return inner.T @ inner


def _said(weights: dict[str, Any], texts: Any) -> Any:
    outward = np.vstack([weights[f"{LAYER}output.dense.weight"].T, weights[f"{LAYER}output.dense.bias"]])
    return _inner(weights, texts) @ outward


def _cut(weights: dict[str, Any], thin: dict[str, Any]) -> dict[str, Any]:
    """The old outward weights of those who stay."""
    stay = [
        place
        for place, row in enumerate(weights[f"{LAYER}intermediate.dense.weight"])
        if (row == thin[f"{LAYER}intermediate.dense.weight"]).all(axis=1).any()
    ]
    return {f"{LAYER}output.dense.weight": weights[f"{LAYER}output.dense.weight"][:, stay]}
