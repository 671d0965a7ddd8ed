"""The slow and plain way to find phrases: every phrase, word by word, at every place. What the fast way must agree with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from index.dictionary import GLUED_FROM
from index.inflection import shapes
from index.markup import prose
from index.wording import Phrase

WORD = re.compile(r"[^\W_]+(?:['.+&/@][^\W_]+)*(?:\+\+|#)?")
PART = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
JOINERS = ("", " ", "-", "_", "  ", " - ", "\n", "\t", "% ")
APART = (" + ", " & ", " / ", " @ ")
AT_MOST = 4  # words that signs with room around them make one
BEFORE, BEHIND = ".@#$+/~%&*=^_-", "*%+$^=_"

Words = tuple[str, ...]
Span = tuple[str, int, int]


class Anything:
    def __contains__(self, item: object) -> bool:
        return True


@dataclass(frozen=True)
class Wanted:
    words: Words
    phrase: Phrase
    before: str
    behind: str


@dataclass(frozen=True)
class PlainPhrases:
    """`find` tells spans and all keys that could be meant there."""

    known: list[Wanted]

    @classmethod
    def of(cls, phrases: list[Phrase]) -> "PlainPhrases":
        cut = [one for one in map(_cut, phrases) if one.words]
        together = [("".join(one.words), one) for one in cut if len(one.words) > 1]
        glued = [replace(one, words=(word,)) for word, one in together if len(word) >= GLUED_FROM and word.isalnum()]
        return cls(cut + glued)

    def find(self, text: str) -> list[tuple[int, int, set[str]]]:
        composed = {shape for one in self.known for word in one.words for shape in (word, *shapes(word))}
        led = {shape for one in self.known for word in [one.before + one.words[0]] for shape in (word, *shapes(word))}
        readable = prose(text, {word for word in composed | led if not PART.fullmatch(word)})
        folded = _folded(readable.text)
        words, found, place = list(_words(folded, composed)), [], 0
        while place < len(words):
            there = [(len(one.words), _span(one, words[place:], folded, readable.text), one) for one in self.known]
            longest = max((length for length, span, _ in there if span), default=0)
            if longest:
                spans = [(span, one.phrase.key) for length, span, one in there if span and length == longest]
                widest = max((span for span, _ in spans), key=lambda span: span[1] - span[0])
                keys = {key for span, key in spans if span == widest}
                found += [(*span, keys)] if (span := readable.span(*widest)) else []
            place += longest or 1
        return found


def _cut(phrase: Phrase) -> Wanted:
    text = _folded(prose(phrase.text, Anything()).text)
    for apart in APART:
        while match := re.search(rf"[^\W_]{re.escape(apart)}[^\W_]", text):
            text = text[: match.start() + 1] + apart.strip() + text[match.end() - 1 :]
    words = [match.group() for match in WORD.finditer(text)]
    if not words:
        return Wanted((), phrase, "", "")
    start, end = next(WORD.finditer(text)).start(), list(WORD.finditer(text))[-1].end()
    before = text[len(text[:start].rstrip(BEFORE)) : start]
    behind = text[end : len(text) - len(text[end:].lstrip(BEHIND))]
    bare = before == behind and before in ("*", "_", "~")
    return Wanted(tuple(words), phrase, "" if bare else before, "" if bare else behind)


def _folded(text: str) -> str:
    return "".join(low if len(low := letter.casefold()) == 1 else letter.lower()[:1] for letter in text)


def _words(folded: str, composed: set[str]) -> Iterator[Span]:
    tight, place = list(WORD.finditer(folded)), 0
    while place < len(tight):
        run = next((run for run in _runs(folded, tight[place : place + AT_MOST]) if run[0] in composed), None)
        if run:
            yield run[:3]
        else:
            match = tight[place]
            for part in [match] if match.group() in composed else _pieces(folded, *match.span(), composed):
                yield part.group(), part.start(), part.end()
        place += run[3] if run else 1


def _pieces(folded: str, place: int, end: int, composed: set[str]) -> Iterator[re.Match[str]]:
    while part := PART.search(folded, place, end):
        stops = [stop for stop in range(end, part.start(), -1) if stop == end or not WORD.match(folded, stop)]
        longer = (WORD.fullmatch(folded, part.start(), stop) for stop in stops)
        signed = (one for one in longer if one and one.group() in composed and not PART.fullmatch(one.group()))
        part = next((one for one in signed if any(map(str.isalpha, one.group()))), part)
        yield part
        place = part.end()


def _runs(folded: str, tight: list[re.Match[str]]) -> Iterator[tuple[str, int, int, int]]:
    """The longest first, with how many words it is."""
    for many in range(len(tight), 1, -1):
        gaps = [folded[one.end() : other.start()] for one, other in pairwise(tight[:many])]
        if all(gap in APART for gap in gaps):
            start, end = tight[0].start(), tight[many - 1].end()
            yield folded[start:end], start, end, many


def _span(one: Wanted, there: list[Span], folded: str, written: str) -> tuple[int, int] | None:
    spans = there[: len(one.words)]
    if len(spans) < len(one.words) or not all(
        text == word or text in shapes(word) for word, (text, _, _) in zip(one.words, spans, strict=True)
    ):
        return None
    gaps = [folded[one[2] : other[1]] for one, other in pairwise(spans)]
    owned = ["" if one[0].endswith("s") and gap == "' " else gap for one, gap in zip(spans, gaps, strict=False)]
    letters = "".join(filter(str.isalnum, written[spans[0][1] : spans[-1][2]]))
    wanted = "".join(filter(str.isalnum, one.phrase.text))
    if not all(gap in JOINERS for gap in owned) or (one.phrase.exact and letters not in (wanted, wanted + "s")):
        return None
    start, end = spans[0][1] - len(one.before), spans[-1][2] + len(one.behind)
    italics = [match.span(1) for match in re.finditer(r"(?=((?<!\w)_(?!\s)[^_\n]+(?<!\s)_(?!\w)))", folded)]
    marks = {place for first, behind in italics for place in (first, behind - 1)}
    upright = "".join(" " if place in marks else letter for place, letter in enumerate(folded))
    left, right = upright[max(0, start - 1) : max(0, start)], upright[end : end + 1]
    signs = start >= 0 and folded[start:end].startswith(one.before) and folded[start:end].endswith(one.behind)
    attached = (one.before and (left.isalnum() or left == one.before[0])) or (
        one.behind and (right.isalnum() or right == one.behind[-1])
    )
    return (start, end) if signs and not attached and not set(left + right) & set("_@#$\\") else None
