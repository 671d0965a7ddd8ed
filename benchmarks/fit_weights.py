"""`python -m benchmarks.fit_weights`: the weights of the glossary's reading, fitted on its own messages.

Every message is scored by an entry that lacks it, and every figure reported is of terms the weights have not seen.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq, minimize

from benchmarks.encoders import CACHE
from benchmarks.own_content import EVERYDAY, UNCLEAR, Labelled, Texts, encode_missing, labelled, within_senses
from glossary.disambiguator import tilted
from glossary.loader import load_terms
from glossary.scoring import features, kinds, turn
from glossary.scoring.confidence import log_odds
from glossary.scoring.features import sidelong
from glossary.scoring.weights import HEADS, SHIPPED
from index.encoder.choose import Choice, open_encoder

FOLDS = 5
SPEAKER = 0.9  # set, not fitted: our examples say who writes only when it is a surprise
RIDGE_SENSES, RIDGE_HEAD, RIDGE_KINDS = 3e-4, 3e-5, 1e-3
TURNED = 0.97  # how far the space is turned: 0 leaves it, at 1 all messages of one sense spread alike in all directions
TILT = {"sense": 0.0, "ambiguous": 1.5, "everyday": 0.7}
MIX = {"sense": 0.55, "ambiguous": 0.22, "everyday": 0.23}  # what a labelled message is expected to be
KINDS = tuple(MIX)
EVERYDAY_OFFSET = "everyday, offset of its log odds"


@dataclass(frozen=True)
class Fitted:
    senses: np.ndarray
    everyday: np.ndarray
    kinds: np.ndarray
    centre: np.ndarray
    scale: np.ndarray


def kind_of(item: Labelled) -> int:
    return {EVERYDAY: 2, UNCLEAR: 1}.get(item.label, 0)


def folds(items: Sequence[Labelled]) -> np.ndarray:
    names = sorted({item.term.name for item in items})
    place = {name: row % FOLDS for row, name in enumerate(np.random.default_rng(7).permutation(names))}
    return np.array([place[item.term.name] for item in items])


def fit_turn(spread: np.ndarray) -> np.ndarray:
    """For each view the matrix that evens out how messages of one sense differ."""
    return np.stack([_evening(spread[:, view]) for view in range(spread.shape[1])]).astype(np.float16)


def _evening(rows: np.ndarray) -> np.ndarray:
    values, directions = np.linalg.eigh(rows.T @ rows)
    scale = ((1 - TURNED) + TURNED * values / values.mean()) ** -0.5
    evened: np.ndarray = (directions * scale) @ directions.T
    return evened


def fit_senses(items: Sequence[Labelled]) -> np.ndarray:
    clear = [item for item in items if item.label >= 0]
    most = max(len(item.features) for item in clear)
    table = np.zeros((len(clear), most, len(features.NAMES)))
    mask = np.full((len(clear), most), -1e9)
    for row, item in enumerate(clear):
        table[row, : len(item.features)] = item.features
        mask[row, : len(item.features)] = 0
    right = np.array([item.label for item in clear])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = table @ weights + mask
        scores -= scores.max(axis=1, keepdims=True)
        chances = np.exp(scores)
        chances /= chances.sum(axis=1, keepdims=True)
        each = np.arange(len(right))
        chances_right = chances[each, right]
        slope = np.einsum("nk,nkf->f", chances, table) - table[each, right].sum(axis=0)
        size = len(right)
        return (
            -np.log(chances_right + 1e-12).mean() + RIDGE_SENSES * weights @ weights,
            slope / size + 2 * RIDGE_SENSES * weights,
        )

    found: np.ndarray = minimize(loss, np.full(table.shape[2], 2.0), jac=True, method="L-BFGS-B").x
    return found


def fit_classes(
    table: np.ndarray, labels: np.ndarray, share: np.ndarray, ridge: float, counts: np.ndarray | None = None
) -> np.ndarray:
    """Multinomial logistic regression to the given shares; the last column is the constant and is not held back."""
    counts = np.ones(len(labels)) if counts is None else counts
    weight = counts * (share / np.bincount(labels, weights=counts, minlength=len(share)))[labels]
    held = np.ones(table.shape[1])
    held[-1] = 0
    hot = np.eye(len(share))[labels]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(len(share), -1)
        chances = softmax_rows(table @ weights.T)
        value = -(weight * np.log(chances[np.arange(len(labels)), labels] + 1e-12)).sum()
        slope = (weight[:, None] * (chances - hot)).T @ table
        return value + ridge * (held * weights**2).sum(), (slope + 2 * ridge * held * weights).ravel()

    start = np.zeros(len(share) * table.shape[1])
    found: np.ndarray = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return found.reshape(len(share), -1)


def fit_head(items: Sequence[Labelled]) -> np.ndarray:
    labels = np.array([int(kind_of(item) == 2) for item in items])
    both = fit_classes(head_table(items), labels, np.array([0.5, 0.5]), RIDGE_HEAD)
    head: np.ndarray = both[1] - both[0]
    return head


def head_table(items: Sequence[Labelled]) -> np.ndarray:
    return np.array([np.append(kinds.head_view(item.seen), 1.0) for item in items], np.float32)


def kind_row(item: Labelled, senses: np.ndarray, head: float) -> np.ndarray:
    scores = (item.features @ senses).astype(np.float32)
    return kinds.kind_features(item.evidence, sidelong(item.seen, item.evidence), item.features, scores, head)


def fit(items: Sequence[Labelled]) -> tuple[Fitted, np.ndarray, list[np.ndarray]]:
    """The weights, and out-of-fold chances of kinds and of senses."""
    fold = folds(items)
    heads = np.zeros(len(items))
    senses_of_fold = []
    for held in range(FOLDS):
        known = [item for item, at in zip(items, fold, strict=True) if at != held]
        unseen = [item for item, at in zip(items, fold, strict=True) if at == held]
        senses_of_fold.append(fit_senses(known))
        heads[fold == held] = head_table(unseen) @ fit_head(known)
    rows = [kind_row(item, senses_of_fold[at], head) for item, at, head in zip(items, fold, heads, strict=True)]
    kind_weights, centre, scale, by_kind = fit_kinds(items, fold, np.array(rows, np.float64))
    by_sense = [
        softmax_rows((item.features @ senses_of_fold[at])[None])[0] for item, at in zip(items, fold, strict=True)
    ]
    fitted = Fitted(fit_senses(items), fit_head(items), kind_weights, centre, scale)
    return fitted, by_kind, by_sense


def fit_kinds(
    items: Sequence[Labelled], fold: np.ndarray, table: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    centre, scale = table.mean(axis=0), table.std(axis=0) + 1e-6
    centre[-1], scale[-1] = 0, 1
    table = (table - centre) / scale
    labels = np.array([kind_of(item) for item in items])
    counts = np.array([item.counts for item in items])
    share = np.array(list(MIX.values()))
    unseen = np.zeros((len(items), len(MIX)))
    for held in range(FOLDS):
        rows = fold != held
        weights = fit_classes(table[rows], labels[rows], share, RIDGE_KINDS, counts[rows])
        unseen[~rows] = softmax_rows(table[~rows] @ weights.T)
    return fit_classes(table, labels, share, RIDGE_KINDS, counts), centre, scale, unseen


def softmax_rows(scores: np.ndarray) -> np.ndarray:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: np.ndarray = raised / raised.sum(axis=1, keepdims=True)
    return shares


def report(items: Sequence[Labelled], by_kind: np.ndarray, by_sense: list[np.ndarray]) -> dict[str, float]:
    labels = np.array([kind_of(item) for item in items])
    clear = np.flatnonzero(labels == 0).tolist()
    guess = by_kind.argmax(axis=1)
    figures = {"senses": float(np.mean([by_sense[row].argmax() == items[row].label for row in clear]))}
    for place, kind in enumerate(KINDS):
        figures[f"{kind} recall"] = float((guess[labels == place] == place).mean())
        mixed = [MIX[KINDS[of]] * (guess[labels == of] == place).mean() for of in range(3)]
        figures[f"{kind} precision"] = float(mixed[place] / sum(mixed))
    return figures


def everyday_offset(items: Sequence[Labelled], by_kind: np.ndarray, by_sense: list[np.ndarray]) -> float:
    """What the log odds of "everyday" lack to be right, in the mix that is expected, as often as they say."""
    tilt = np.array(list(TILT.values()))
    told = np.array([tilted(one, float(of.max()), tilt) for one, of in zip(by_kind, by_sense, strict=True)])
    labels = np.array([kind_of(item) for item in items])
    counts = np.array([item.counts for item in items])
    weight = counts * (np.array(list(MIX.values())) / np.bincount(labels, weights=counts))[labels]
    said = told.argmax(axis=1) == KINDS.index("everyday")
    odds = np.array([log_odds(float(chance)) for chance in told[said, 2]])
    right = labels[said] == KINDS.index("everyday")

    def away(offset: float) -> float:
        return float(weight[said] @ (1 / (1 + np.exp(-odds - offset)) - right))

    return float(brentq(away, -5, 5))


def write(fitted: Fitted, figures: dict[str, float]) -> None:
    def named(names: Sequence[str], values: np.ndarray) -> dict[str, float]:
        return {name: round(float(value), 4) for name, value in zip(names, values, strict=True)}

    content = {
        "made by": "python -m benchmarks.fit_weights",
        "on unseen terms": {name: round(value, 3) for name, value in figures.items()},
        "speaker": SPEAKER,
        "tilt": TILT,
        "senses": named(features.NAMES, fitted.senses),
        "kinds": {kind: named(kinds.NAMES, row) for kind, row in zip(KINDS, fitted.kinds, strict=True)},
        "kind_centre": named(kinds.NAMES, fitted.centre),
        "kind_scale": named(kinds.NAMES, fitted.scale),
    }
    SHIPPED.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    np.savez_compressed(HEADS, everyday=fitted.everyday.astype(np.float16))


def main() -> int:
    encoder = open_encoder(Choice(CACHE))
    terms = load_terms()
    texts: Texts = {}
    encode_missing(terms, encoder, texts)
    np.savez_compressed(turn.SHIPPED, turn=fit_turn(within_senses(terms, texts)))
    turn.shipped.cache_clear()
    items = list(labelled(terms, texts))
    fitted, by_kind, by_sense = fit(items)
    figures = report(items, by_kind, by_sense) | {EVERYDAY_OFFSET: everyday_offset(items, by_kind, by_sense)}
    write(fitted, figures)
    print(
        f"{len(items)} messages of {len(terms)} terms",
        *(f"{name} {value:.3f}" for name, value in figures.items()),
        sep="\n",
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
