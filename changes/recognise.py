"""Is this message announcing a change, as opposed to asking, complaining, joking, planning? And which, from when, how bad?"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import cast

import numpy as np

from changes.model import Kind, When
from changes.recognition.cues import readable, worth_reading
from changes.recognition.dates import date_span
from changes.recognition.features import apart, features
from changes.recognition.outcomes import outcomes
from changes.recognition.tagger import named
from changes.recognition.weights import Weights, shipped
from index.encoder.protocol import Encoded, Encoder, Vectors

LONGEST = 4_000
MANY_WORDS, SURE = 45, 0.7
CANNOT_TELL = 0.6  # a guess that can be mended in the form helps more than none, so none needs to be clearly likelier
TAKEN_BACK = re.compile(
    r"^\W*(?:(?:oh |ok |sorry,? |please |wait,? )*)(?:scratch that|strike that|forget (?:that|it|what i said|my last)"
    r"|never ?mind|ignore (?:that|this|my last|the above)|disregard|i take (?:that|it) back|false alarm"
    r"|correction:? (?:we (?:don't|won't)|no))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Recognition:
    """`breaking` None: it cannot be told. `effective` is the date as written. Kind and the rest only when it announces.

    `kind` is the likeliest, however unlikely: `kind_chance` says how likely.
    """

    announcement: bool
    probability: float
    kind: Kind | None = None
    kind_chance: float = 1.0
    assets: tuple[str, ...] = ()
    breaking: bool | None = None
    effective: str | None = None
    evidence: tuple[str, ...] = ()


NOTHING = Recognition(announcement=False, probability=0.0)


@dataclass(frozen=True)
class Recogniser:
    encoder: Encoder
    weights: Weights

    @classmethod
    def open(cls, encoder: Encoder) -> "Recogniser":
        return cls(encoder, shipped())

    def recognise(self, text: str) -> Recognition:
        """One forward pass at most, and none for most messages."""
        said = text[:LONGEST]
        if not worth_reading(said):
            return NOTHING
        return self.judge(said, self.encoder.read([readable(said)])[0])

    def fields(self, text: str) -> Recognition:
        """For what somebody calls an announcement: what it would say in a form, whatever we think of it."""
        said = text[:LONGEST]
        encoded = self.encoder.read([readable(said)])[0]
        row = features([said], np.asarray(encoded.sentence, np.float32)[None], self.weights.vocabulary)
        return self._told(said, encoded, row, float(self.weights.announcing.probabilities(row)[0, 1]))

    def judge(self, text: str, encoded: Encoded) -> Recognition:
        """For whoever has read the message already."""
        row = features([text], np.asarray(encoded.sentence, np.float32)[None], self.weights.vocabulary)
        probability = float(self.weights.announcing.probabilities(row)[0, 1])
        if probability < self._needed(text):
            return Recognition(announcement=False, probability=round(probability, 4))
        return self._told(text, encoded, row, probability)

    def _needed(self, text: str) -> float:
        """Long explanations touch on many things; they must be clearer before they count as announcements."""
        return max(self.weights.threshold, SURE) if len(text.split()) > MANY_WORDS else self.weights.threshold

    def _told(self, text: str, encoded: Encoded, row: Vectors, probability: float) -> Recognition:
        places = self.weights.tagger.places(text, encoded)
        kinds = self.weights.kind.probabilities(np.concatenate([row, apart(encoded, places)[None]], axis=1))[0]
        span = date_span(text)
        return Recognition(
            announcement=True,
            probability=round(probability, 4),
            kind=cast(Kind, self.weights.kind.classes[int(kinds.argmax())]),
            kind_chance=round(float(kinds.max()), 4),
            assets=named(text, places),
            breaking=self._breaking(text, encoded, row),
            effective=text[span.start : span.end] if span else None,
            evidence=harm_words(text),
        )

    def _breaking(self, text: str, encoded: Encoded, row: Vectors) -> bool | None:
        model = self.weights.harm
        row = np.concatenate([row, outcomes(text, encoded, self.weights.sayings)[None]], axis=1)
        shares = dict(zip(model.classes, model.probabilities(row)[0], strict=True))
        if shares["unclear"] >= CANNOT_TELL:
            return None
        return bool(shares["breaking"] > shares["harmless"])


HARM_WORDS = re.compile(
    r"\b(?:breaking|will (?:fail|break|stop)|fails?|breaks?|rejected|refused|removed|dropped|no longer|wrong|has to|have to|must"
    r"|no action|nothing to do|no impact|additive|unchanged|same|optional|backward[- ]compatible|as before)\b",
    re.IGNORECASE,
)


def harm_words(text: str) -> tuple[str, ...]:
    """The words that speak for or against harm, to be shown beside the guess."""
    return tuple(dict.fromkeys(match.group().lower() for match in HARM_WORDS.finditer(text)))


def takes_back(text: str) -> bool:
    """ "Scratch that": the author withdraws what was just said, and an offer made for it goes away."""
    return bool(TAKEN_BACK.search(text))


def when_of(recognition: Recognition, said: datetime, zone: str = "UTC") -> When | None:
    """The written date, read as of the moment of the message in its author's zone."""
    from changes.recognition.moments import read_moment

    return read_moment(recognition.effective, said, zone) if recognition.effective else None
