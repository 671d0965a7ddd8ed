"""Which page the very words point to: naive Bayes over words and pairs of words, ready as soon as the pages are read."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
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
class Heard:
    """What the known words of a text say: each entry is one word speaking for one page."""

    words: tuple[str, ...]
    word: NDArray[np.intp]
    page: NDArray[np.intp]
    gain: NDArray[np.float64]
    absent: NDArray[np.float64]

    @property
    def scores(self) -> NDArray[np.float64]:
        spoken = np.bincount(self.page, weights=self.gain, minlength=len(self.absent))
        total: NDArray[np.float64] = spoken + len(self.words) * self.absent
        return total

    def speaking_for(self, page: int) -> list[str]:
        """Single words that lead to this page rather than away from it, the strongest first."""
        here = np.flatnonzero((self.page == page) & (self.gain > -self.absent[page]))
        ordered = here[np.argsort(-self.gain[here])]
        return [self.words[place] for place in self.word[ordered].tolist() if " " not in self.words[place]]


@dataclass(frozen=True)
class Wording:
    """For each known word the pages that use it and what it speaks for each; all others lose `absent` by it."""

    rows: dict[str, int]
    starts: list[int]
    pages: NDArray[np.intp]
    gains: NDArray[np.float64]
    absent: NDArray[np.float64]

    def hear(self, words: Iterable[str]) -> Heard:
        known = tuple(word for word in words if word in self.rows)
        parts = [(self.starts[row], self.starts[row + 1]) for row in (self.rows[word] for word in known)]
        places = np.concatenate([np.arange(start, end) for start, end in parts]) if parts else np.zeros(0, np.intp)
        word = np.repeat(np.arange(len(parts)), [end - start for start, end in parts])
        return Heard(known, word, self.pages[places], self.gains[places], self.absent)


def learn(tellings: Sequence[Telling], number: int) -> Wording:
    counts: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    sizes = np.zeros(number)
    for telling in tellings:
        for word in words_of(telling.text):
            counts[word][telling.page] += telling.weight
            sizes[telling.page] += telling.weight
    total = sizes.sum()
    pages, gains, starts = [], [], [0]
    for by_page in counts.values():
        usual = SMOOTHING * sum(by_page.values()) / total
        pages += list(by_page)
        gains += [np.log1p(count / usual) for count in by_page.values()]
        starts.append(len(pages))
    absent = np.log(SMOOTHING / (sizes + SMOOTHING))
    rows = {word: row for row, word in enumerate(counts)}
    return Wording(rows, starts, np.array(pages, np.intp), np.array(gains), absent)


def words_of(text: str) -> set[str]:
    """Stems of the words that say something, and every pair of neighbours."""
    stems = [stem(word) for word in WORD.findall(text.lower().replace("’", "'"))]
    return {one for one in stems if one not in COMMON} | {f"{a} {b}" for a, b in pairwise(stems)}


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """Crude on purpose: both sides are cut alike, and the vectors know the rest. Labelled, labels and label are one."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > SHORTEST_STEM - 1 and word[-1] == word[-2] else word
