"""Known phrases in running text: longest first, on word boundaries, in one walk that only looks words up."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from index.inflection import shapes
from index.markup import Prose, prose

# A word keeps its inner punctuation: c++, c#, ci/cd, node.js, r&d, user's, 24/7.
WORD = re.compile(r"[^\W_]+(?:['.+&/][^\W_]+)*(?:\+\+|#|'(?![^\W_]))?")
PART = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
PLAIN = re.compile(r"[^\W_]+")
COMPOSED = re.compile(r"[^\W_][.+&/'][^\W_]|[^\W_](?:\+\+|#|')")
JOINERS = frozenset(("", " ", "-", "_", "  ", " - ", "\n", "\t"))
NAME_SIGNS = frozenset("_@#$\\")

Node = dict[str, "Node"]
Word = tuple[str, int, int]


@dataclass(frozen=True)
class Phrase:
    """Something to find, and the key it stands for; `exact` wants the very letters (IT, GO, US)."""

    text: str
    key: str
    exact: bool = False


class Found(NamedTuple):
    """Where a phrase stands in the original text, and what it may stand for."""

    start: int
    end: int
    keys: tuple[str, ...]


@dataclass
class Ending:
    """The phrases that end at one place of the dictionary."""

    anyhow: tuple[str, ...] = ()
    exact: tuple[Phrase, ...] = ()

    def add(self, phrase: Phrase) -> None:
        if phrase.exact:
            self.exact += (phrase,)
        elif phrase.key not in self.anyhow:
            self.anyhow += (phrase.key,)

    def keys(self, text: str, start: int, end: int) -> tuple[str, ...]:
        if not self.exact:
            return self.anyhow
        written = text[start:end]
        return self.anyhow + tuple(phrase.key for phrase in self.exact if _same_letters(phrase.text, written))


@dataclass
class Phrases:
    """A dictionary of word sequences. Build once, then `find` from any thread."""

    _root: Node = field(default_factory=dict)
    _ends: dict[int, "Ending"] = field(default_factory=dict)
    _first: frozenset[str] = frozenset()
    _composed: frozenset[str] = frozenset()

    @classmethod
    def of(cls, phrases: Iterable[Phrase]) -> "Phrases":
        built = cls()
        composed: set[str] = set()
        for phrase in phrases:
            composed.update(built._add(phrase))
        built._spread(built._root, set())
        built._first = frozenset(built._root) - composed
        built._composed = frozenset(composed | {shape for word in composed for shape in shapes(word)})
        return built

    def find(self, text: str) -> list[Found]:
        readable = prose(text, self._composed)
        folded = readable.text.casefold()
        if len(folded) != len(readable.text):
            folded = _same_length(readable.text)
        plain = COMPOSED.search(folded) is None
        if plain and self._first.isdisjoint(PLAIN.findall(folded)):
            return []
        return list(self._walk(readable, folded, self._plain_words(folded) if plain else self._words(folded)))

    def _walk(self, readable: Prose, folded: str, words: list[Word]) -> Iterator[Found]:
        root, index, count = self._root, 0, len(words)
        while index < count:
            node = root.get(words[index][0])
            if node is None:
                index += 1
                continue
            best, after = self._longest(readable.text, folded, words, index, node)
            if best is not None:
                yield (
                    best
                    if readable.origin is None
                    else Found(readable.at(best.start), readable.at(best.end), best.keys)
                )
            index = after

    def _longest(self, text: str, folded: str, words: list[Word], index: int, node: Node) -> tuple[Found | None, int]:
        start, end = words[index][1], words[index][2]
        best, after, position = None, index + 1, index
        while True:
            here = self._ends.get(id(node))
            if here is not None and (keys := here.keys(text, start, end)) and _stands_alone(folded, start, end):
                best, after = Found(start, end, keys), position + 1
            position += 1
            if position == len(words) or folded[end : words[position][1]] not in JOINERS:
                return best, after
            deeper = node.get(words[position][0])
            if deeper is None:
                return best, after
            node, end = deeper, words[position][2]

    @staticmethod
    def _plain_words(folded: str) -> list[Word]:
        return [(match.group(), match.start(), match.end()) for match in PLAIN.finditer(folded)]

    def _words(self, folded: str) -> list[Word]:
        words: list[Word] = []
        for match in WORD.finditer(folded):
            word = match.group()
            if word.isalnum() or word in self._composed:
                words.append((word, *match.span()))
            else:
                words.extend(self._parts(word, match.start()))
        return words

    def _parts(self, word: str, offset: int) -> Iterator[Word]:
        for part in PART.finditer(word):
            yield part.group(), offset + part.start(), offset + part.end()

    def _add(self, phrase: Phrase) -> set[str]:
        """Enter a phrase and its glued spelling ("crossvalidation"); returns its words that hold punctuation."""
        words = [match.group() for match in WORD.finditer(prose(phrase.text, _Everything()).text.casefold())]
        self._enter(words, phrase)
        if len(words) > 1 and len("".join(words)) >= 6:
            self._enter(["".join(words)], phrase)
        return {word for word in words if not word.isalnum()}

    def _enter(self, words: list[str], phrase: Phrase) -> None:
        node = self._root
        for word in words:
            node = node.setdefault(word, {})
        if words:
            self._ends.setdefault(id(node), Ending()).add(phrase)

    def _spread(self, node: Node, done: set[int]) -> None:
        """Let every shape of a word lead where the word leads; a shape that is a word of its own keeps its own way."""
        if id(node) in done:
            return
        done.add(id(node))
        for word, child in list(node.items()):
            self._spread(child, done)
            for shape in shapes(word):
                own = node.setdefault(shape, child)
                if own is not child:
                    self._lend(child, own)

    def _lend(self, child: Node, own: Node) -> None:
        if id(child) in self._ends:
            self._ends.setdefault(id(own), self._ends[id(child)])
        for word, grandchild in child.items():
            own.setdefault(word, grandchild)


class _Everything:
    def __contains__(self, item: object) -> bool:
        return True


def _same_length(text: str) -> str:
    """A few letters grow when folded (ß); keep those as they are, so that offsets stay true."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def _same_letters(exact: str, written: str) -> bool:
    return written == exact or written.removesuffix("s").removesuffix("'") == exact


def _stands_alone(folded: str, start: int, end: int) -> bool:
    """Not a piece of an identifier such as dim_model_region."""
    before = folded[start - 1] if start else " "
    behind = folded[end] if end < len(folded) else " "
    return before not in NAME_SIGNS and behind not in NAME_SIGNS
