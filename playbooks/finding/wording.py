"""Which page the very words point to: naive Bayes over words and pairs of words, ready as soon as the pages are read."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.words import COMMON
from playbooks.finding.tellings import Telling

SMOOTHING = 100.0  # a page starts with this many words of the whole library's usual mix
WORD = re.compile(r"[a-z0-9']+")
ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "edly", "ers", "er", "ed", "es", "ly", "s")
SHORTEST_STEM = 4


@dataclass(frozen=True)
class Wording:
    """For each known word the pages that use it and what it speaks for each; all others lose `absent` by it."""

    rows: dict[str, int]
    starts: NDArray[np.int64]
    pages: NDArray[np.int64]
    gains: NDArray[np.float32]
    absent: NDArray[np.float32]

    def scores(self, words: Iterable[str]) -> NDArray[np.float32]:
        known = [self.rows[word] for word in words if word in self.rows]
        total = self.absent * np.float32(len(known))
        for row in known:
            part = slice(self.starts[row], self.starts[row + 1])
            total[self.pages[part]] += self.gains[part]
        return total

    def speaking_for(self, page: int, words: Iterable[str]) -> list[str]:
        """Single words that lead to this page, the strongest first."""
        found = []
        for word in words:
            if word in self.rows and " " not in word:
                part = slice(self.starts[self.rows[word]], self.starts[self.rows[word] + 1])
                here = np.flatnonzero(self.pages[part] == page)
                if len(here):
                    found.append((float(self.gains[part][here[0]]), word))
        return [word for gain, word in sorted(found, reverse=True) if gain > -self.absent[page]]


def learn(tellings: Sequence[Telling], number: int) -> Wording:
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    sizes = np.zeros(number)
    for telling in tellings:
        for word in words_of(telling.text):
            counts[word][telling.page] += telling.weight  # type: ignore[assignment]  # a Counter adds fractions too
            sizes[telling.page] += telling.weight
    total = sizes.sum()
    pages, gains, starts = [], [], [0]
    for by_page in counts.values():
        usual = SMOOTHING * sum(by_page.values()) / total
        pages += list(by_page)
        gains += [np.log1p(count / usual) for count in by_page.values()]
        starts.append(len(pages))
    absent = np.log(SMOOTHING / (sizes + SMOOTHING)).astype(np.float32)
    rows = {word: row for row, word in enumerate(counts)}
    return Wording(rows, np.array(starts), np.array(pages, np.int64), np.array(gains, np.float32), absent)


def words_of(text: str) -> set[str]:
    """Stems of the words that say something, and every pair of neighbours."""
    stems = [stem(word) for word in WORD.findall(text.lower().replace("’", "'"))]
    return {one for one in stems if one not in COMMON} | {f"{a} {b}" for a, b in pairwise(stems)}


def stem(word: str) -> str:
    """Crude on purpose: both sides are cut alike, and the vectors know the rest. Labelled, labels and label are one."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > SHORTEST_STEM - 1 and word[-1] == word[-2] else word
