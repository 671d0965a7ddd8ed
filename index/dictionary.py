"""Word sequences as a tree; words are entered by one spelling each, which every other shape of them leads to."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.inflection import shapes

GAP = ""  # what stands between neighbouring gaps of a text
UNKNOWN = "?"
GLUED_FROM = 6  # letters: "golive" is written for "go-live", "atest" for nothing


@dataclass(frozen=True)
class Phrase:
    """Something to find, and the key it stands for; `exact` wants the very letters (IT, GO, US)."""

    text: str
    key: str
    exact: bool = False


class Node(dict[str, "Node"]):
    """Which words lead on, and what ends after the words that led here."""

    __slots__ = ("anyhow", "ends", "exact")

    def __init__(self, anyhow: tuple[str, ...] = (), exact: tuple[Phrase, ...] = ()) -> None:
        super().__init__()
        self.anyhow, self.exact, self.ends = anyhow, exact, bool(anyhow or exact)

    def add(self, phrase: Phrase) -> None:
        self.ends = True
        if phrase.exact:
            self.exact += (phrase,)
        elif phrase.key not in self.anyhow:
            self.anyhow += (phrase.key,)

    def keys_for(self, text: str, start: int, end: int) -> tuple[str, ...]:
        if not self.exact:
            return self.anyhow
        written = text[start:end]
        return self.anyhow + tuple(phrase.key for phrase in self.exact if _same_letters(phrase.text, written))


@dataclass(frozen=True)
class Dictionary:
    """`spelling` turns any shape of a known word into the word that `first` and its nodes go by."""

    spelling: dict[str, str]
    first: Node

    @classmethod
    def of(cls, phrases: Iterable[tuple[Phrase, Sequence[str]]]) -> "Dictionary":
        root = Node()
        for phrase, words in phrases:
            _enter(root, words, phrase)
            glued = "".join(words)
            if len(words) > 1 and len(glued) >= GLUED_FROM and glued.isalnum():
                _enter(root, [glued], phrase)
        spelling, doubtful = _spellings(_words(root))
        return cls(spelling, _joined((root,), doubtful, {}))


def _enter(node: Node, words: Sequence[str], phrase: Phrase) -> None:
    for word in words:
        node = node.setdefault(word, Node())
    if words:
        node.add(phrase)


def _words(node: Node) -> set[str]:
    return set(node).union(*map(_words, node.values()))


def _spellings(words: set[str]) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Also, for each word, its doubtful shapes: those that are words themselves (labels) or of two words (bases)."""
    of_shape = defaultdict(list)
    for word in sorted(words):
        for shape in shapes(word):
            of_shape[shape].append(word)
    spelling, doubtful = {word: word for word in (*words, GAP)}, defaultdict(list)
    for shape, owners in of_shape.items():
        if shape not in words and len(owners) == 1:
            spelling[shape] = owners[0]
            continue
        spelling[shape] = shape
        for word in owners:
            doubtful[word].append(shape)
    return spelling, doubtful


def _joined(alike: tuple[Node, ...], doubtful: dict[str, list[str]], known: dict[tuple[int, ...], Node]) -> Node:
    """One node that stands for all of these; what a word itself says comes before what its shapes say."""
    ways: dict[str, list[Node]] = defaultdict(list)
    for node in alike:
        for word, child in node.items():
            ways[word].append(child)
    for word, children in list(ways.items()):
        for shape in doubtful.get(word, ()):
            ways[shape].extend(children)
    anyhow = next((node.anyhow for node in alike if node.anyhow), ())
    whole = Node(anyhow, tuple(phrase for node in alike for phrase in node.exact))
    for word, children in ways.items():
        same = tuple(map(id, children))
        if same not in known:
            known[same] = _joined(tuple(children), doubtful, known)
        whole[word] = known[same]
    return whole


def _same_letters(exact: str, written: str) -> bool:
    return written == exact or written.removesuffix("s").removesuffix("'") == exact
