"""Known phrases in running text: longest first, on word boundaries, in one walk that only looks words up."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, count, repeat
from operator import add, sub
from typing import NamedTuple

from index.dictionary import GAP, UNKNOWN, Dictionary, Node, Stand
from index.inflection import shapes
from index.markup import Prose, prose
from index.wording import NAME_SIGNS, WORD, Phrase, Wording, folded

__all__ = ["Found", "Phrase", "Phrases"]

PART = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
PIECE = re.compile(r"[^\W_]+(?:['.+&/@][^\W_]+){0,3}(?:\+\+|#)?")
LAST_OF_IT = re.compile(r"(?:['.+&/@][^\W_]+|\+\+|#)$")
RUN = re.compile(rf"{WORD.pattern}(?: [+&/@] {WORD.pattern}){{0,3}}")
ROOMY = re.compile(r" [+&/@] ")
SIGNED = re.compile(r"[.+&/@#](?:(?<=[^\W_].)(?:[^\W_+]|\+|(?<=#))| (?<=[^\W_] [+&/@] )[^\W_])")
NO_LETTER = re.compile(r"[^\w']|_")
LOOSE = re.compile(r"'(?:(?![^ '])|(?<![^ '].))")  # not inside a word, as the one of user's is
ASCII_LETTERS = bytes(code if chr(code).isalnum() or chr(code) == "'" else ord(" ") for code in range(128)) + bytes(128)
ITALICS = re.compile(r"(?<!\w)_(?!\s)[^_\n]+(?<!\s)_(?!\w)")
JOINERS = frozenset(("", " ", "-", "_", "  ", " - ", "\n", "\t", "% "))


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
        wordings = [Wording.of(phrase) for phrase in phrases]
        signed = {word for one in wordings for word in one.words if not PART.fullmatch(word)}
        signed |= {one.before + one.words[0] for one in wordings if one.before}
        return cls(Dictionary.of(wordings), frozenset(signed.union(*map(shapes, signed))))

    def find(self, text: str) -> list[Found]:
        readable = prose(text, self.composed)
        small = folded(readable.text)
        signed = self.composed and SIGNED.search(small)
        cut = _with_signs(small, self.composed) if signed else Cut(_plain(small))
        words = list(map(self.known.spelling.get, cut.words, repeat(UNKNOWN)))
        nodes = list(map(self.known.first.get, words))
        places = _promising(nodes, words)
        if not places:
            return []
        found = _longest_ones(_Text(readable.text, small, words, *cut.spans()), nodes, places)
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
                yield Found(*best)


def _longest(text: _Text, node: Node, place: int) -> tuple[Stand | None, int]:
    written, folded, words, starts, ends = text
    start, end, last = starts[place], ends[place], len(words) - 1
    best, after = None, place + 1
    while True:
        if node.ends:
            one = node.stands(written, start, end) if node.picky else (start, end, node.anyhow)
            if one[2] and _stands_alone(folded, one[0], one[1]):
                best, after = one, place + 1
        place += 1
        while place < last and words[place] == GAP:
            place += 1
        deeper = node.get(words[place])
        if deeper is None or not _joined(folded, end, starts[place]):
            return best, after
        node, end = deeper, ends[place]


def _joined(folded: str, end: int, start: int) -> bool:
    between = folded[end:start]
    return between in JOINERS or (between == "' " and folded[end - 1] == "s")  # the users' stories, Bayes' theorem


def _plain(folded: str) -> list[str]:
    bare = folded.encode().translate(ASCII_LETTERS).decode() if folded.isascii() else NO_LETTER.sub(" ", folded)
    return [*(LOOSE.sub(" ", bare) if "'" in bare else bare).split(" "), GAP]


def _with_signs(folded: str, composed: frozenset[str]) -> Cut:
    runs = _runs(folded, composed) if ROOMY.search(folded) else WORD.finditer(folded)
    parts = [part for run in runs for part in _parts(run, composed)]
    return Cut([*(part.group() for part in parts), GAP], [*(part.end() for part in parts), len(folded)])


def _runs(folded: str, composed: frozenset[str]) -> Iterator[re.Match[str]]:
    """Words, and several of them as one where they are known so: ci / cd."""
    place = 0
    while run := RUN.search(folded, place):
        known = run.group()
        while " " in known and known not in composed:
            known = known.rsplit(" ", 2)[0]
        place = run.start() + len(known)
        yield RUN.match(folded, run.start(), place) or run


def _parts(match: re.Match[str], composed: frozenset[str]) -> Iterable[re.Match[str]]:
    word = match.group()
    return (match,) if word.isalnum() or word in composed else _pieces(match, composed)


def _pieces(match: re.Match[str], composed: frozenset[str]) -> Iterator[re.Match[str]]:
    """What signs join is several words, and some of them may have signs of their own: Node.js/React, CI/CD/CT."""
    place, end = match.span()
    while piece := PIECE.search(match.string, place, end):
        start, known = piece.start(), _begins_with(piece.group(), composed)
        part = PIECE.match(match.string, start, start + len(known)) if known else PART.match(match.string, start, end)
        if part is None:
            return
        yield part
        place = part.end()


def _begins_with(piece: str, composed: frozenset[str]) -> str:
    """Numbers alone are no word there: 24/7/2025 is a day."""
    while piece not in composed and (last := LAST_OF_IT.search(piece)):
        piece = piece[: last.start()]
    return piece if any(map(str.isalpha, piece)) and not PART.fullmatch(piece) and piece in composed else ""


def _moved(found: Iterable[Found], readable: Prose) -> Iterator[Found]:
    for one in found:
        if span := readable.span(one.start, one.end):
            yield Found(*span, one.keys)


def _stands_alone(folded: str, start: int, end: int) -> bool:
    """Not a piece of an identifier such as dim_model_region."""
    before = folded[start - 1] if start else " "
    behind = folded[end] if end < len(folded) else " "
    return (before not in NAME_SIGNS or _of_italics(folded, start - 1)) and (
        behind not in NAME_SIGNS or _of_italics(folded, end)
    )


def _of_italics(folded: str, place: int) -> bool:
    """The sign there begins or ends what is written _in italics_."""
    if folded[place] != "_":
        return False
    match = ITALICS.match(folded, place) or ITALICS.match(folded, max(folded.rfind("_", 0, place), 0))
    return match is not None and place in (match.start(), match.end() - 1)
