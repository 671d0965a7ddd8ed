"""Which words of an announcement name what changes: each word judged by its meaning, its looks and its neighbours."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from changes.recognition.dates import Span, date_span
from changes.recognition.linear import Linear
from index.encoder.protocol import Encoded, Vectors

WORD = re.compile(r"`[^`\n]+`|[\w$/{}*&][\w$./:{}()*&+'#=@-]*[\w/)*}]|\w|->|[^\w\s]")
LOOKS = tuple(
    re.compile(pattern)
    for pattern in (
        r".*[a-zA-Z0-9]_\w",
        r"[a-zA-Z_]\w*\.[a-zA-Z_]\w*",
        r"`",
        r"/\w|.*\w/\w",
        r"[a-z]+[A-Z]|[A-Z][a-z]+[A-Z]",
        r"[a-z]+-[a-z0-9]",
        r"[A-Z]{2,}",
        r"[A-Z][a-z]",
        r".*\d",
        r"\W+$",
        r".*ing$",
        r".*(?:ed|en)$",
        r".*s$",
        r".*:\w",
        r"v\d",
    )
)
THINGS = re.compile(
    r"(?i)(?:table|column|field|schema|view|endpoint|api|model|dataset|feed|cluster|topic|bucket|dashboard|service|export"
    r"|file|job|index|data|parameter|client|sdk|score|report|key|queue|server|database|db|log|portal|tool|form|gateway"
    r"|dump|sync|warehouse|catalog|ranker|filter|classifier|forecast|record|number|image|corpus|set|log|run|login)s?$"
)
FIRM, SOFT = 0.42, 0.25
LONGEST = 6
LEADING = frozenset(
    [
        "the",
        "a",
        "an",
        "our",
        "your",
        "all",
        "any",
        "this",
        "that",
        "these",
        "those",
        "its",
        "new",
        "old",
        "whole",
        "current",
        "both",
        "in",
        "of",
        "to",
        "from",
        "on",
        "for",
    ]
)


@dataclass(frozen=True)
class Lexicon:
    """Words common enough to be told apart when they stand before, at or behind a word."""

    places: dict[str, int]

    @classmethod
    def of(cls, texts: Sequence[str], most: int = 250) -> "Lexicon":
        counts = Counter(text[start:end].lower() for text in texts for start, end in words(text))
        return cls({word: place for place, (word, _) in enumerate(counts.most_common(most))})


@dataclass(frozen=True)
class Tagger:
    model: Linear
    lexicon: Lexicon

    def places(self, text: str, encoded: Encoded) -> list[tuple[int, int]]:
        spans = words(text)
        if not spans:
            return []
        chances = self.model.probabilities(word_features(text, encoded, self.lexicon))[:, -1]
        return _joined(text, spans, chances)


def named(text: str, places: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    found = [_cleaned(text[start:end]) for start, end in places]
    return tuple(dict.fromkeys(name for name in found if len(name) > 1))


def words(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in WORD.finditer(text)]


def word_features(text: str, encoded: Encoded, lexicon: Lexicon) -> Vectors:
    """One row for each of `words(text)`."""
    spans = words(text)
    date = date_span(text)
    looks = [_looks(text[start:end]) for start, end in spans]
    known = [lexicon.places.get(text[start:end].lower(), -1) for start, end in spans]
    meanings = _meanings(spans, encoded)
    size = len(lexicon.places)
    rows = np.zeros((len(spans), meanings.shape[1] + 3 * (len(LOOKS) + 1 + size) + 4), np.float32)
    for place, span in enumerate(spans):
        rows[place, : meanings.shape[1]] = meanings[place] * 2
        column = meanings.shape[1]
        for neighbour in (place - 1, place, place + 1):
            if 0 <= neighbour < len(spans):
                rows[place, column : column + len(LOOKS) + 1] = looks[neighbour]
                if known[neighbour] >= 0:
                    rows[place, column + len(LOOKS) + 1 + known[neighbour]] = 1
            column += len(LOOKS) + 1 + size
        rows[place, column:] = _place(place, span, date)
    return rows


def _meanings(spans: list[tuple[int, int]], encoded: Encoded) -> Vectors:
    rows = np.zeros((len(spans), encoded.tokens.shape[1]), np.float32)
    for place, (start, end) in enumerate(spans):
        inside = [row for row, (first, last) in enumerate(encoded.spans) if first < end and last > start]
        if inside:
            rows[place] = encoded.tokens[inside].mean(axis=0)
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Vectors = rows / np.maximum(length, 1e-6)
    return scaled


def _looks(word: str) -> list[float]:
    return [*(float(bool(look.match(word))) for look in LOOKS), float(bool(THINGS.match(word)))]


def _place(place: int, span: tuple[int, int], date: Span | None) -> list[float]:
    in_date = date is not None and span[0] < date.end and span[1] > date.start
    return [float(in_date), float(place == 0), float(place < 4), min(place, 30) / 30]


def _joined(text: str, spans: list[tuple[int, int]], chances: Vectors) -> list[tuple[int, int]]:
    """A sure word takes along its half-sure neighbours: `partner api`."""
    found: list[tuple[int, int]] = []
    for place, chance in enumerate(chances):
        if chance < FIRM or not re.search(r"\w", text[slice(*spans[place])]):
            continue
        first, last = place, place
        while first > 0 and place - first < LONGEST and _goes_along(text, spans, chances, first - 1, first):
            first -= 1
        while last + 1 < len(spans) and last - place < LONGEST and _goes_along(text, spans, chances, last + 1, last):
            last += 1
        start, end = spans[first][0], spans[last][1]
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _goes_along(text: str, spans: list[tuple[int, int]], chances: Vectors, here: int, beside: int) -> bool:
    left, right = sorted((spans[here], spans[beside]))
    together = text[left[1] : right[0]] in ("", " ")
    return bool(together and chances[here] >= SOFT and re.search(r"\w", text[slice(*spans[here])]))


def _cleaned(name: str) -> str:
    bare = name.strip("`*\"'.,:;!? ")
    parts = bare.split()
    while len(parts) > 1 and parts[0].lower() in LEADING:
        parts = parts[1:]
    return " ".join(parts)
