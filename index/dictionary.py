"""Word sequences as a tree; words are entered by one spelling each, which every other shape of them leads to."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.inflection import shapes
from index.wording import Wording

GAP = ""  # what stands between neighbouring gaps of a text
UNKNOWN = "?"
GLUED_FROM = 6  # letters: "golive" is written for "go-live", "atest" for nothing


Stand = tuple[int, int, tuple[str, ...]]  # from where to where, and what may be meant there; it may be nothing


class Node(dict[str, "Node"]):
    """Which words lead on, and what ends after the words that led here."""

    __slots__ = ("anyhow", "ends", "picky")

    def __init__(self, anyhow: tuple[str, ...] = (), picky: tuple[Wording, ...] = ()) -> None:
        super().__init__()
        self.anyhow, self.picky, self.ends = anyhow, picky, bool(anyhow or picky)

    def add(self, wording: Wording) -> None:
        self.ends = True
        if wording.picky:
            self.picky += (wording,)
        elif wording.phrase.key not in self.anyhow:
            self.anyhow += (wording.phrase.key,)

    def stands(self, text: str, start: int, end: int) -> Stand:
        """What ends here and is the widest, for the words between."""
        spans = [(one.span(text, start, end), one.phrase.key) for one in self.picky]
        first, last = min((span for span, _ in spans if span), key=_narrowness, default=(start, end))
        anyhow = self.anyhow if (first, last) == (start, end) else ()
        return first, last, anyhow + tuple(key for span, key in spans if span == (first, last))


@dataclass(frozen=True)
class Dictionary:
    """`spelling` turns any shape of a known word into the word that `first` and its nodes go by."""

    spelling: dict[str, str]
    first: Node

    @classmethod
    def of(cls, wordings: Iterable[Wording]) -> "Dictionary":
        root = Node()
        for one in wordings:
            _enter(root, one.words, one)
            glued = "".join(one.words)
            if len(one.words) > 1 and len(glued) >= GLUED_FROM and glued.isalnum():
                _enter(root, [glued], one)
        spelling, doubtful = _spellings(_words(root))
        return cls(spelling, _joined((root,), doubtful, {}))


def _enter(node: Node, words: Sequence[str], wording: Wording) -> None:
    for word in words:
        node = node.setdefault(word, Node())
    if words:
        node.add(wording)


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
    whole = Node(anyhow, tuple(one for node in alike for one in node.picky))
    for word, children in ways.items():
        same = tuple(map(id, children))
        if same not in known:
            known[same] = _joined(tuple(children), doubtful, known)
        whole[word] = known[same]
    return whole


def _narrowness(span: tuple[int, int]) -> int:
    return span[0] - span[1]
