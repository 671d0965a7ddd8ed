"""Learn from the examples: `python -m changes.recognition.fit` cross-validates, prints the figures and writes the weights.

Needs scikit-learn, which comes with sentence-transformers; running the recogniser does not.
"""

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from changes.evaluation import Judged, figures, wanted_of
from changes.recognise import NOTHING, Recogniser
from changes.recognition.cues import readable, worth_reading
from changes.recognition.examples import Announcement, Other, announcements, others
from changes.recognition.features import Vocabulary, apart, features
from changes.recognition.linear import Linear
from changes.recognition.outcomes import outcomes, sayings
from changes.recognition.tagger import Lexicon, Tagger, word_features, words
from changes.recognition.weights import FILE, Weights
from index.encoder.protocol import Encoded, Encoder, Vectors

FOLDS = 8
STRICTNESS = {"announcing": 1.0, "kind": 0.5, "harm": 1.0, "tagger": 0.8}
THRESHOLD = 0.53


@dataclass(frozen=True)
class Lesson:
    """All examples, read once by the encoder: first the announcements, then the others."""

    told: list[Announcement]
    rest: list[Other]
    encoded: list[Encoded]
    sayings: Vectors

    @property
    def texts(self) -> list[str]:
        return [*(one.text for one in self.told), *(one.text for one in self.rest)]

    @property
    def sentences(self) -> Vectors:
        return np.stack([one.sentence for one in self.encoded]).astype(np.float32)


def read(encoder: Encoder) -> Lesson:
    told, rest = announcements(), others()
    lesson = Lesson(told, rest, [], np.asarray(encoder.encode(list(sayings())), np.float32))
    return replace(lesson, encoded=encoder.read([readable(text) for text in lesson.texts]))


def learn(lesson: Lesson, chosen: Sequence[int] | None = None) -> Weights:
    """From the examples with these numbers, or from all."""
    numbers = list(range(len(lesson.texts))) if chosen is None else list(chosen)
    texts = [lesson.texts[number] for number in numbers]
    vocabulary = Vocabulary.of(texts)
    rows = features(texts, lesson.sentences[numbers], vocabulary)
    telling = np.array([number < len(lesson.told) for number in numbers])
    told = [lesson.told[number] for number in numbers if number < len(lesson.told)]
    encoded = [lesson.encoded[number] for number in numbers if number < len(lesson.told)]
    return Weights(
        vocabulary=vocabulary,
        announcing=_fit(rows, np.where(telling, "yes", "no"), "announcing"),
        kind=_kind(told, encoded, rows[telling]),
        harm=_harm(told, encoded, rows[telling], lesson.sayings),
        sayings=lesson.sayings,
        tagger=_tagger(told, encoded),
        threshold=THRESHOLD,
    )


def cross_validate(encoder: Encoder, lesson: Lesson) -> dict[str, float]:
    """Each example judged by a recogniser that has not seen it."""
    judged: list[Judged] = []
    for fold in _folds(len(lesson.texts)):
        held = set(fold)
        weights = learn(lesson, [number for number in range(len(lesson.texts)) if number not in held])
        judged.extend(_judge(lesson, number, Recogniser(encoder, weights)) for number in fold)
    return figures(judged)


def main() -> None:
    from index.encoder.choose import Choice, open_encoder

    cache = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(".artifacts/models")
    encoder = open_encoder(Choice(cache))
    lesson = read(encoder)
    for name, value in cross_validate(encoder, lesson).items():
        sys.stdout.write(f"{name:24} {value:.3f}\n")
    learn(lesson).save(FILE)
    sys.stdout.write(f"wrote {FILE.name}, {FILE.stat().st_size // 1000} kB\n")


def _fit(rows: Vectors, answers: "np.ndarray[tuple[int], np.dtype[np.str_]]", name: str) -> Linear:
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    weighting = "balanced" if name in ("kind", "harm") else None
    model = LogisticRegression(C=STRICTNESS[name], max_iter=3_000, class_weight=weighting).fit(rows, answers)
    classes = tuple(str(one) for one in model.classes_)
    return Linear(classes, model.coef_.astype(np.float32), model.intercept_.astype(np.float32))


def _kind(told: list[Announcement], encoded: list[Encoded], rows: Vectors) -> Linear:
    about = [apart(meaning, one.assets) for one, meaning in zip(told, encoded, strict=True)]
    return _fit(np.concatenate([rows, np.stack(about)], axis=1), np.array([one.kind for one in told]), "kind")


def _harm(told: list[Announcement], encoded: list[Encoded], rows: Vectors, sayings: Vectors) -> Linear:
    said = [outcomes(one.text, meaning, sayings) for one, meaning in zip(told, encoded, strict=True)]
    return _fit(np.concatenate([rows, np.stack(said)], axis=1), np.array([one.harm for one in told]), "harm")


def _tagger(told: list[Announcement], encoded: list[Encoded]) -> Tagger:
    lexicon = Lexicon.of([one.text for one in told])
    rows = [word_features(one.text, meaning, lexicon) for one, meaning in zip(told, encoded, strict=True)]
    answers = [_is_asset(one, span) for one in told for span in words(one.text)]
    return Tagger(_fit(np.concatenate(rows), np.array(answers), "tagger"), lexicon)


def _is_asset(one: Announcement, span: tuple[int, int]) -> str:
    return "yes" if any(span[0] < end and span[1] > start for start, end in one.assets) else "no"


def _judge(lesson: Lesson, number: int, recogniser: Recogniser) -> Judged:
    text = lesson.texts[number]
    told = lesson.told[number] if number < len(lesson.told) else None
    found = recogniser.judge(text, lesson.encoded[number]) if worth_reading(text) else NOTHING
    return Judged(wanted_of(told), found)


def _folds(count: int) -> list[list[int]]:
    order = list(range(count))
    random.Random(1).shuffle(order)
    return [order[start::FOLDS] for start in range(FOLDS)]


if __name__ == "__main__":
    main()
