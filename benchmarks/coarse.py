"""The CoarseWSD-20 protocol: on our own words in the set's form, beside plain recipes, and on the set itself if it is here."""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from benchmarks.report import Section
from glossary.disambiguator import Disambiguator
from glossary.evaluation import coarse
from glossary.evaluation.coarse import Answers, Sentence, Word
from glossary.model import Mention
from glossary.scoring.passage import VIEWS, look, passages
from glossary.scoring.weights import Weights
from glossary.shelf import Shelf
from index.encoder.choose import Choice, open_encoder
from index.encoder.protocol import Encoder, Vectors, unit

TITLE = "Reading coarse senses of common words"
ROOT = Path(__file__).parents[1]
OWN = Path(__file__).parent / "data" / "coarse"
HALVES = {"looked_at": "looked at", "held_out": "held out"}
REAL = "COARSEWSD"  # names the folder of CoarseWSD-20, which is neither shipped nor fetched
BARS = {1: "86 / 89", 3: "87 / 90", 10: "88 / 91"}
SHARES = {2: (0.8, 0.2), 3: (0.75, 0.19, 0.06), 4: (0.7, 0.18, 0.08, 0.04)}
SENTENCE, TARGET, WINDOW = VIEWS.index("sentence"), VIEWS.index("target"), VIEWS.index("window")
Recipe = Callable[[Vectors, Sequence[Vectors], Vectors], Vectors]  # test views, examples' views, definitions: scores


def run() -> list[Section]:
    encoder = open_encoder(Choice(ROOT / ".artifacts" / "models"))
    reader = Disambiguator(encoder, Shelf(encoder), Weights.load())
    return [*(_half(reader, half) for half in HALVES), _real(reader)]


def _half(reader: Disambiguator, half: str) -> Section:
    words = [coarse.word_of(path.parent) for path in sorted((OWN / half).glob("*/train.data.txt"))]
    glosses = coarse.glosses(OWN / half)
    rows = [(name, *_cells(_answers(reader.encoder, words, glosses, recipe))) for name, recipe in RECIPES.items()]
    rows += [
        ("ours, class names only", *_cells([coarse.answers_of(reader, word, {}, coarse.SHOTS) for word in words])),
        ("**ours**", *_cells([coarse.answers_of(reader, word, glosses, coarse.SHOTS) for word in words])),
    ]
    senses = sum(len({one.sense for one in word.test}) for word in words)
    note = (
        f"{len(words)} words ({', '.join(word.name for word in words)}), {senses} senses, 10 sentences of"
        f" each to draw examples from and 12 to read, all our own. Macro-F1 at 1 / 3 / 10 examples, mean and spread of"
        f" {coarse.DRAWS} draws (one at 10); *uneven* takes each sense in turn for the usual one (80 : 20, 75 : 19 : 6),"
        " as it is in the set."
    )
    columns = ("", *(f"{shots} ex." for shots in coarse.SHOTS), *(f"{shots} ex., uneven" for shots in coarse.SHOTS))
    return Section(f"Own words, {HALVES[half]}", note, columns, rows)


def _cells(answers: Sequence[Mapping[int, Sequence[Answers]]]) -> list[str]:
    even, uneven = [], []
    for shots in coarse.SHOTS:
        found = [of_word[shots] for of_word in answers]
        figures = coarse.figures(found)
        even.append(f"{100 * figures.macro_f1:.1f} ± {100 * figures.spread:.1f}")
        uneven.append(f"{100 * np.mean([_uneven(*one) for draws in found for one in draws]):.1f}")
    return [*even, *uneven]


def _uneven(gold: Sequence[str], said: Sequence[str]) -> float:
    """Macro-F1 if the senses were met as unevenly as in the set, each being the usual one in turn."""
    senses = sorted(set(gold))
    counts = np.array(
        [[sum(g == one and s == other for g, s in zip(gold, said, strict=True)) for other in senses] for one in senses]
    )
    rates = counts / counts.sum(axis=1, keepdims=True)
    scores = []
    for turn in range(len(senses)):
        table = rates * np.roll(SHARES[len(senses)], turn)[:, None]
        scores.append(np.mean(2 * np.diag(table) / (table.sum(axis=0) + table.sum(axis=1))))
    return float(np.mean(scores))


def _answers(
    encoder: Encoder, words: Sequence[Word], glosses: Mapping[str, str], recipe: Recipe
) -> list[dict[int, list[Answers]]]:
    return [_of_word(encoder, word, glosses, recipe) for word in words]


def _of_word(encoder: Encoder, word: Word, glosses: Mapping[str, str], recipe: Recipe) -> dict[int, list[Answers]]:
    test = _views(encoder, word.name, word.test)
    by_text = dict(zip((one.text for one in word.train), _views(encoder, word.name, word.train), strict=True))
    found: dict[int, list[Answers]] = {}
    for shots in coarse.SHOTS:
        for draw in range(coarse.DRAWS):
            term = coarse.term_of(word, glosses, shots, draw)
            examples = [np.stack([by_text[one.text] for one in sense.examples]) for sense in term.senses]
            best = recipe(test, examples, encoder.encode([sense.definition for sense in term.senses])).argmax(axis=1)
            said = [term.senses[row].id for row in best]
            found.setdefault(shots, []).append(([one.sense for one in word.test], said))
    return found


def _views(encoder: Encoder, word: str, sentences: Sequence[Sentence]) -> Vectors:
    mentions = [Mention(word, one.start, one.end) for one in sentences]
    return np.stack(
        [
            look(passages(encoder, one.text, (), [mention])[mention], mention).views
            for one, mention in zip(sentences, mentions, strict=True)
        ]
    )


def _nearest(test: Vectors, examples: Sequence[Vectors], told: Vectors) -> Vectors:
    return np.stack([(test[:, SENTENCE] @ own[:, SENTENCE].T).max(axis=1) for own in examples], axis=1)


def _told(test: Vectors, examples: Sequence[Vectors], told: Vectors) -> Vectors:
    return test[:, SENTENCE] @ told.T


def _middles(views: Sequence[int], counts: int = 0) -> Recipe:
    """Likeness to the middle of the examples, the definition counting as so many of them."""

    def scores(test: Vectors, examples: Sequence[Vectors], told: Vectors) -> Vectors:
        middles = [unit(own.sum(axis=0) + counts * said) for own, said in zip(examples, told, strict=True)]
        likeness: Vectors = np.sum([test[:, view] @ np.stack(middles)[:, view].T for view in views], axis=0)
        return likeness

    return scores


RECIPES: dict[str, Recipe] = {
    "nearest example, sentence": _nearest,
    "middle of the examples, sentence": _middles([SENTENCE]),
    "middle, the word's own tokens": _middles([TARGET]),
    "middle, words around it": _middles([WINDOW]),
    "middle, sentence + word + words around": _middles([SENTENCE, TARGET, WINDOW]),
    "definition alone": _told,
    "the mixture, definition as two examples": _middles([SENTENCE, TARGET, WINDOW], 2),
}


def _real(reader: Disambiguator) -> Section:
    title, columns = "CoarseWSD-20 itself", ("examples", "macro-F1", "micro", "must / goal")
    folder = os.environ.get(REAL)
    if not folder:
        return Section(title, f"Not measured: the set is not here; name its folder in `{REAL}`.", columns, [])
    rows = [
        (shots, f"{100 * one.macro_f1:.1f} ± {100 * one.spread:.1f}", f"{100 * one.micro:.1f}", BARS[shots])
        for shots, one in coarse.measure(reader, Path(folder))
    ]
    return Section(title, f"Our one-line definitions, {coarse.DRAWS} draws.", columns, rows)
