"""Mentions and what stands around them, read: each sense with its probability, or several, or none of ours."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from glossary.crossing import Crossing, OpenWord, crossing
from glossary.model import Kind, Mention, Reading, Term, Utterance
from glossary.scoring import confidence, kinds
from glossary.scoring.evidence import Evidence
from glossary.scoring.features import sense_features, sidelong
from glossary.scoring.passage import Passage, Seen, look, passages
from glossary.scoring.spelled import spelled_out
from glossary.scoring.weights import Weights, softmax
from glossary.scoring.words import stems
from glossary.shelf import Shelf
from index.encoder.protocol import Encoder, Vectors

FAINT = 0.4  # a best sense that is less likely than this is no answer: the word is open
KINDS: tuple[Kind, ...] = ("sense", "ambiguous", "everyday")


@dataclass(frozen=True)
class Context:
    """What is known beside the message: the thread so far, who speaks, what was settled, what is usual here.

    `pins` maps terms to senses; `usual` maps terms to log-odds of their senses, learned from confirmed uses.
    """

    thread: tuple[str, ...] = ()
    discipline: str | None = None
    pins: Mapping[str, str] = field(default_factory=dict)
    usual: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


@dataclass(frozen=True)
class Disambiguator:
    encoder: Encoder
    shelf: Shelf
    weights: Weights

    def read(self, text: str, mentions: Sequence[tuple[Mention, Term]], context: Context) -> list[Reading]:
        """One pass of the encoder for all mentions together."""
        open_ones = [(mention, term) for mention, term in mentions if not _settled(term, text, mention, context)]
        seen = passages(self.encoder, text, context.thread, [mention for mention, _ in open_ones]) if open_ones else {}
        return [
            self._read(mention, term, seen[mention], context)
            if mention in seen
            else _certain(term, mention, *_known(term, text, mention, context))
            for mention, term in mentions
        ]

    def crossings(self, words: Sequence[OpenWord], answer: Utterance) -> list[Crossing]:
        return [crossing(word, answer, scores) for word, scores in self.taken(words, answer)]

    def taken(self, words: Sequence[OpenWord], answer: Utterance) -> Iterator[tuple[OpenWord, Vectors]]:
        """One more pass: the answer without its thread, scored for each word as if it spoke of it."""
        spots = {word.term.name: word.here or Mention(word.term.name, 0, 0) for word in words}
        seen = passages(self.encoder, answer.text, (), list(spots.values())) if words else {}
        for word in words:
            spot, entry = spots[word.term.name], self.shelf.known(word.term)
            passage = seen[spot]
            features = sense_features(look(passage, spot), stems(passage.text), entry.evidence, entry.cues)
            yield word, features @ self.weights.senses + self._leaning(word.term, Context(discipline=answer.discipline))

    def _read(self, mention: Mention, term: Term, passage: Passage, context: Context) -> Reading:
        entry = self.shelf.known(term)
        known, cues = entry.evidence, entry.cues
        seen = look(passage, mention)
        features = sense_features(seen, stems(passage.text), known, cues)
        scores = features @ self.weights.senses + self._leaning(term, context)
        by_kind = self._kinds(seen, known, features, scores)
        return reading(term, mention, by_kind, softmax(scores), self.weights.tilt)

    def _kinds(self, seen: Seen, known: Evidence, features: Vectors, scores: Vectors) -> Vectors:
        head = kinds.everyday_head(self.weights.everyday, seen)
        raw = kinds.kind_features(known, sidelong(seen, known), features, scores, head)
        return softmax(self.weights.kinds @ ((raw - self.weights.kind_centre) / self.weights.kind_scale))

    def _leaning(self, term: Term, context: Context) -> Vectors:
        """The speaker's own discipline, and what the word usually means in this channel."""
        usual = context.usual.get(term.name, {})
        own = [self.weights.speaker * (sense.discipline == context.discipline) for sense in term.senses]
        return np.array(own, np.float32) + np.array([usual.get(sense.id, 0.0) for sense in term.senses], np.float32)


def reading(term: Term, mention: Mention, by_kind: Vectors, by_sense: Vectors, tilt: Vectors) -> Reading:
    """A word with one sense cannot be ambiguous; its doubt goes to the sense."""
    if len(term.senses) == 1:
        by_kind = np.array([by_kind[0] + by_kind[1], 0.0, by_kind[2]], np.float32)
    best = int(by_sense.argmax())
    told = tilted(by_kind, float(by_sense[best]), tilt)
    kind = _kind(told, float(by_sense[best]))
    sure = float(told[KINDS.index(kind)]) * (float(by_sense[best]) if kind == "sense" else 1.0)
    return Reading(
        mention,
        kind,
        term.senses[best].id if kind == "sense" else None,
        round(confidence.told(kind, max(sure, FAINT) if kind == "ambiguous" else sure), 4),
        _ranked(term, by_kind[0] * by_sense),
        chances=tuple(round(float(chance), 4) for chance in by_kind),
    )


def tilted(by_kind: Vectors, best: float, tilt: Vectors) -> Vectors:
    """Towards asking, the less the more certain one sense is. Measured: these are the better calibrated chances."""
    fading = tilt * np.array([1.0, 1.0 - best**4, 1.0], np.float32)
    return softmax(np.log(by_kind + 1e-9) + fading)


def _kind(told: Vectors, best: float) -> Kind:
    kind = KINDS[int(told.argmax())]
    return "ambiguous" if kind == "sense" and best < FAINT else kind


def _settled(term: Term, text: str, mention: Mention, context: Context) -> bool:
    return _known(term, text, mention, context)[0] is not None


def _known(term: Term, text: str, mention: Mention, context: Context) -> tuple[str | None, str]:
    """A pin, or the writer's own words; in the thread the last one who spelled it out is right."""
    pinned = context.pins.get(term.name)
    if pinned and term.sense(pinned):
        return pinned, "pinned"
    return spelled_out(term, text, mention.end), "spelled out"


def _certain(term: Term, mention: Mention, sense: str | None, reason: str) -> Reading:
    rest = tuple((one.id, 0.0) for one in term.senses if one.id != sense)
    return Reading(mention, "sense", sense, 0.99, ((str(sense), 0.99), *rest), reason, chances=(0.99, 0.0, 0.0))


def _ranked(term: Term, chances: Vectors) -> tuple[tuple[str, float], ...]:
    pairs = [(sense.id, round(float(p), 4)) for sense, p in zip(term.senses, chances, strict=True)]
    return tuple(sorted(pairs, key=lambda pair: -pair[1]))
