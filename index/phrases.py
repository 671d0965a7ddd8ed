"""Known phrases in running text: longest first, on word boundaries, in one walk that only looks words up."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, count, repeat
from operator import add, sub
from typing import NamedTuple

from index.dictionary import GAP, UNKNOWN, Dictionary, Node, Phrase
from index.inflection import shapes
from index.markup import Prose, prose

__all__ = ["Found", "Phrase", "Phrases"]

# A word keeps its inner punctuation where the dictionary knows it so: c++, c#, ci/cd, node.js, r&d, 24/7, recall@10.
WORD = re.compile(r"[^\W_]+(?:['.+&/@][^\W_]+)*(?:\+\+|#)?")
PART = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
SIGNED = re.compile(r"[.+&/@#](?<=[^\W_].)(?:[^\W_+]|\+|(?<=#))")
NO_LETTER = re.compile(r"[^\w']|_")
LOOSE = re.compile(r"'(?:(?![^ '])|(?<![^ '].))")  # not inside a word, as the one of user's is
ASCII_LETTERS = bytes(code if chr(code).isalnum() or chr(code) == "'" else ord(" ") for code in range(128)) + bytes(128)
JOINERS = frozenset(("", " ", "-", "_", "  ", " - ", "\n", "\t"))
NAME_SIGNS = frozenset("_@#$\\")


class Found(NamedTuple):
    """Where a phrase stands in the original text, and what it may stand for."""

    start: int
    end: int
    keys: tuple[str, ...]


class Cut(NamedTuple):
    """A text's words, empty ones between neighbouring gaps; where no `ends` are told, each gap is one character wide."""

    words: list[str]
    ends: list[int] | None = None

    def spans(self) -> tuple[list[int], list[int]]:
        lengths = list(map(len, self.words))
        ends = self.ends or list(map(add, accumulate(lengths), count()))
        return list(map(sub, ends, lengths)), ends


@dataclass(frozen=True)
class Phrases:
    """Build once, then `find` from any thread."""

    known: Dictionary
    composed: frozenset[str]

    @classmethod
    def of(cls, phrases: Iterable[Phrase]) -> "Phrases":
        cut = [(phrase, WORD.findall(_folded(prose(phrase.text, _Everything()).text))) for phrase in phrases]
        signed = {word for _, words in cut for word in words if not PART.fullmatch(word)}
        return cls(Dictionary.of(cut), frozenset(signed.union(*map(shapes, signed))))

    def find(self, text: str) -> list[Found]:
        readable = prose(text, self.composed)
        folded = _folded(readable.text)
        signed = self.composed and SIGNED.search(folded)
        cut = _with_signs(folded, self.composed) if signed else Cut(_plain(folded))
        words = list(map(self.known.spelling.get, cut.words, repeat(UNKNOWN)))
        nodes = list(map(self.known.first.get, words))
        places = _promising(nodes, words)
        if not places:
            return []
        found = _longest_ones(_Text(readable.text, folded, words, *cut.spans()), nodes, places)
        return list(found if readable.origin is None else _moved(found, readable))


class _Text(NamedTuple):
    written: str
    folded: str
    words: list[str]
    starts: list[int]
    ends: list[int]


def _promising(nodes: list[Node | None], words: list[str]) -> list[int]:
    """Where a phrase may begin: it ends with that word or goes on with the next. In most messages nowhere."""
    return [
        place
        for place, node in enumerate(nodes)
        if node is not None and (node.ends or (behind := words[place + 1]) in node or behind == GAP)
    ]


def _longest_ones(text: _Text, nodes: list[Node | None], places: list[int]) -> Iterator[Found]:
    free = 0
    for place in places:
        node = nodes[place]
        if place >= free and node is not None:
            best, after = _longest(text, node, place)
            if best is not None:
                free = after
                yield best


def _longest(text: _Text, node: Node, place: int) -> tuple[Found | None, int]:
    written, folded, words, starts, ends = text
    start, end, last = starts[place], ends[place], len(words) - 1
    best, after = None, place + 1
    while True:
        if node.ends and (keys := node.keys_for(written, start, end)) and _stands_alone(folded, start, end):
            best, after = Found(start, end, keys), place + 1
        place += 1
        while place < last and words[place] == GAP:
            place += 1
        deeper = node.get(words[place])
        if deeper is None or folded[end : starts[place]] not in JOINERS:
            return best, after
        node, end = deeper, ends[place]


class _Everything:
    def __contains__(self, item: object) -> bool:
        return True


def _folded(text: str) -> str:
    """A few letters grow when folded (ß, İ); those are made small only, so that offsets stay true."""
    folded = text.casefold()
    if len(folded) == len(text):
        return folded
    return "".join(low if len(low := letter.casefold()) == 1 else letter.lower()[0] for letter in text)


def _plain(folded: str) -> list[str]:
    bare = folded.encode().translate(ASCII_LETTERS).decode() if folded.isascii() else NO_LETTER.sub(" ", folded)
    return [*(LOOSE.sub(" ", bare) if "'" in bare else bare).split(" "), GAP]


def _with_signs(folded: str, composed: frozenset[str]) -> Cut:
    parts = [part for match in WORD.finditer(folded) for part in _parts(match, composed)]
    return Cut([*(part.group() for part in parts), GAP], [*(part.end() for part in parts), len(folded)])


def _parts(match: re.Match[str], composed: frozenset[str]) -> Iterable[re.Match[str]]:
    word = match.group()
    return (match,) if word.isalnum() or word in composed else PART.finditer(match.string, *match.span())


def _moved(found: Iterable[Found], readable: Prose) -> Iterator[Found]:
    for one in found:
        if span := readable.span(one.start, one.end):
            yield Found(*span, one.keys)


def _stands_alone(folded: str, start: int, end: int) -> bool:
    """Not a piece of an identifier such as dim_model_region."""
    before = folded[start - 1] if start else " "
    behind = folded[end] if end < len(folded) else " "
    return before not in NAME_SIGNS and behind not in NAME_SIGNS
