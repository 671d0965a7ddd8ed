"""The slow and plain way to find phrases: every phrase, word by word, at every place. What the fast way must agree with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from index.dictionary import GLUED_FROM, Phrase
from index.inflection import shapes
from index.markup import prose

WORD = re.compile(r"[^\W_]+(?:['.+&/@][^\W_]+)*(?:\+\+|#)?")
PART = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
JOINERS = ("", " ", "-", "_", "  ", " - ", "\n", "\t")

Words = tuple[str, ...]
Span = tuple[str, int, int]


class Anything:
    def __contains__(self, item: object) -> bool:
        return True


@dataclass(frozen=True)
class PlainPhrases:
    """`find` tells spans and all keys that could be meant there."""

    known: list[tuple[Words, Phrase]]

    @classmethod
    def of(cls, phrases: list[Phrase]) -> "PlainPhrases":
        cut = [(tuple(WORD.findall(_folded(prose(one.text, Anything()).text))), one) for one in phrases]
        together = [("".join(words), one) for words, one in cut if len(words) > 1]
        glued = [((word,), one) for word, one in together if len(word) >= GLUED_FROM and word.isalnum()]
        return cls([(words, one) for words, one in cut + glued if words])

    def find(self, text: str) -> list[tuple[int, int, set[str]]]:
        composed = {shape for words, _ in self.known for word in words for shape in (word, *shapes(word))}
        readable = prose(text, {word for word in composed if not PART.fullmatch(word)})
        folded = _folded(readable.text)
        words, found, place = list(_words(folded, composed)), [], 0
        while place < len(words):
            there = [
                (len(w), one.key) for w, one in self.known if _stands(w, one, words[place:], folded, readable.text)
            ]
            longest = max((length for length, _ in there), default=0)
            if longest:
                start, end = words[place][1], words[place + longest - 1][2]
                keys = {key for length, key in there if length == longest}
                found += [(*span, keys)] if (span := readable.span(start, end)) else []
            place += longest or 1
        return found


def _folded(text: str) -> str:
    return "".join(low if len(low := letter.casefold()) == 1 else letter.lower()[:1] for letter in text)


def _words(folded: str, composed: set[str]) -> Iterator[Span]:
    for match in WORD.finditer(folded):
        for part in [match] if match.group() in composed else PART.finditer(folded, *match.span()):
            yield part.group(), part.start(), part.end()


def _stands(words: Words, phrase: Phrase, there: list[Span], folded: str, written: str) -> bool:
    spans = there[: len(words)]
    if len(spans) < len(words) or not all(
        text == word or text in shapes(word) for word, (text, _, _) in zip(words, spans, strict=True)
    ):
        return False
    start, end = spans[0][1], spans[-1][2]
    gaps = [folded[one[2] : other[1]] for one, other in pairwise(spans)]
    around = folded[max(0, start - 1) : start] + folded[end : end + 1]
    letters = written[start:end]
    exact = phrase.text in (letters, letters.removesuffix("s").removesuffix("'"))
    return all(gap in JOINERS for gap in gaps) and not set(around) & set("_@#$\\") and (exact or not phrase.exact)
