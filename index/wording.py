"""A phrase as it is looked for: its words, and the signs it begins and ends with, which must stand there too."""

import re
from dataclasses import dataclass

from index.markup import prose

# A word keeps its inner punctuation where the dictionary knows it so: c++, c#, ci/cd, node.js, r&d, 24/7, recall@10.
WORD = re.compile(r"[^\W_]+(?:['.+&/@][^\W_]+)*(?:\+\+|#)?")
ROOM = re.compile(r"(?<=[^\W_]) ([+&/@]) (?=[^\W_])")
BEFORE = re.compile(r"[.@#$+/~%&*=^_-]+$")  # .NET, @here, #1, +1, /dev/null, _id
BEHIND = re.compile(r"[*%+$^=_]+")  # A*, 95%; what ends a sentence is none
NAME_SIGNS = frozenset("_@#$\\")
PAIRED = frozenset("*_~")  # bold, italic or struck, and no part of it
NO_LETTER = re.compile(r"[\W_]")


@dataclass(frozen=True)
class Phrase:
    """Something to find, and the key it stands for; `exact` wants the very letters (IT, GO, US)."""

    text: str
    key: str
    exact: bool = False


@dataclass(frozen=True)
class Wording:
    phrase: Phrase
    words: tuple[str, ...]
    before: str = ""
    behind: str = ""

    @classmethod
    def of(cls, phrase: Phrase) -> "Wording":
        text = ROOM.sub(r"\1", folded(prose(phrase.text, _Everything()).text))
        words = list(WORD.finditer(text))
        if not words:
            return cls(phrase, ())
        before, behind = BEFORE.search(text[: words[0].start()]), BEHIND.match(text, words[-1].end())
        signs = before.group() if before else "", behind.group() if behind else ""
        outer = ("", "") if signs[0] == signs[1] and signs[0] in PAIRED else signs
        return cls(phrase, tuple(word.group() for word in words), *outer)

    @property
    def picky(self) -> bool:
        return bool(self.phrase.exact or self.before or self.behind)

    def span(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """Its words stand from start to end: where it stands with its signs, or None if something is not as it wants."""
        first, last = start - len(self.before), end + len(self.behind)
        if first < 0 or not (text.startswith(self.before, first) and text.startswith(self.behind, end)):
            return None
        left, right = text[max(first - 1, 0) : first], text[last : last + 1]
        if _attached(self.before[:1], left) or _attached(self.behind[-1:], right):
            return None
        return (first, last) if not self.phrase.exact or _same_letters(self.phrase.text, text[start:end]) else None


def folded(text: str) -> str:
    """A few letters grow when folded (ß, İ); those are made small only, so that offsets stay true."""
    small = text.casefold()
    if len(small) == len(text):
        return small
    return "".join(low if len(low := letter.casefold()) == 1 else letter.lower()[0] for letter in text)


class _Everything:
    def __contains__(self, item: object) -> bool:
        return True


def _attached(sign: str, beside: str) -> bool:
    """The last dot of an ellipsis is no sign of its own, nor is the plus of 2+1."""
    return bool(sign) and (beside.isalnum() or beside == sign or beside in NAME_SIGNS)


def _same_letters(exact: str, written: str) -> bool:
    wanted, there = (NO_LETTER.sub("", text) for text in (exact, written))
    return there in (wanted, wanted + "s")
