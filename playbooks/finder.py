"""The right page for a problem told in anybody's words, and why it fits; nothing rather than noise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoder.protocol import Vectors
from index.vectors import Encodes
from index.words import content_words
from playbooks.finding import wording
from playbooks.finding.fitness import Signs
from playbooks.finding.learned import Learned, Recall, learned
from playbooks.finding.meaning import log_softmax
from playbooks.finding.tellings import tellings, told_of
from playbooks.finding.wording import Heard, Wording, stem, words_of
from playbooks.model import Page
from playbooks.research import Research

WORDING_WEIGHT = 0.125  # beside the meaning; a conditional logit on held-back tellings gave 0.996 : 0.125
SAMENESS, ALIKE_FROM = 2.0, 0.5  # what a page loses for being like one above it: three views rather than one thrice
VARIED = 3
MOST_TELLING = 4
# Both floors were set on real developer chat (benchmarks/playbooks.py): search answers nearly every real problem,
# a suggestion interrupts people and comes at most once in a thousand messages.
SEARCH_FLOOR = -1.5
SUGGESTION_FLOOR = 4.25
FEWEST_WORDS_TO_SUGGEST = 5
# Lead nowhere when they are shown alone. The scores are learned without `COMMON` only, so it stays as it is.
POINTLESS = frozenset(
    """
    another any anybody anyone anything both each either every everybody everyone many other others
    """.split()  # noqa: SIM905 as in `index.words`
)


@dataclass(frozen=True)
class Why:
    """The telling on the page most like the question, and the question's words that point to the page."""

    symptom: str
    similarity: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """`score` is the probability among all pages, `fit` the log-odds that the text tells such a problem at all."""

    page: Page
    score: float
    fit: float
    why: Why


@dataclass(frozen=True)
class _Shelf:
    """A page's own vectors."""

    told: tuple[str, ...]
    vectors: Vectors
    told_on_page: int


@dataclass(frozen=True)
class Finder:
    """Build with `Finder.of(...)`; then `search` and `suggest` from any thread."""

    pages: tuple[Page, ...]
    shelves: Sequence[_Shelf]
    summaries: Vectors
    wording: Wording
    known: Learned
    encoder: Encodes

    @classmethod
    def of(
        cls,
        pages: Sequence[Page],
        research: Research,
        encoder: Encodes,
        recall: Recall | None = None,
        keep: Path | None = None,
    ) -> "Finder":
        """`recall` encodes texts and remembers them; `keep` is where what was learned of other pages is kept."""
        recall = recall or encoder.encode
        told = tellings(pages, research)
        shelves = _shelves(pages, research, recall)
        summaries = recall([f"{page.title}. {page.summary}" for page in pages])
        known = learned(told, len(pages), encoder, recall, keep)
        return cls(tuple(pages), shelves, summaries, wording.learn(told, len(pages)), known, encoder)

    def search(self, query: str, top: int = 3, meant: Sequence[str] = ()) -> list[Found]:
        """`meant` are wordings of the senses to which words of the query are pinned here."""
        return self._found(query, top, SEARCH_FLOOR, meant)

    def suggest(self, message: str) -> Found | None:
        """For a message nobody asked us about."""
        if len(content_words(message)) < FEWEST_WORDS_TO_SUGGEST:
            return None
        found = self._found(message, 1, SUGGESTION_FLOOR)
        return found[0] if found else None

    def _found(self, query: str, top: int, floor: float, meant: Sequence[str] = ()) -> list[Found]:
        text = f"{query} ({'; '.join(meant)})" if meant else query
        words = words_of(text)
        if not words:
            return []
        vector = self.encoder.encode([text])[0]
        heard = self.wording.hear(words)
        said = heard.scores
        scores = log_softmax(self.known.meaning.scores(vector) + np.float32(WORDING_WEIGHT) * said.astype(np.float32))
        best = int(scores.argmax())
        signs = self._signs(best, float(np.exp(scores[best])), float(said[best]), vector, len(words))
        fit = self.known.fitness.of(signs)
        if fit < floor:
            return []
        asked = {word: stem(word) for word in content_words(query)}
        return [
            Found(self.pages[place], float(np.exp(scores[place])), fit, self._why(place, vector, asked, heard))
            for place in _varied(scores, self.summaries, top)
        ]

    def _signs(self, page: int, certainty: float, said: float, vector: Vectors, words: int) -> Signs:
        near = np.sort(self.shelves[page].vectors @ vector)[::-1]
        summary = float(self.summaries[page] @ vector)
        likeness = self.known.fitness.likeness(vector)
        return Signs(certainty, said, float(near[0]), float(near[:3].mean()), summary, words, likeness)

    def _why(self, page: int, vector: Vectors, asked: Mapping[str, str], heard: Heard) -> Why:
        """`asked`: the question's words that say something, each with its stem."""
        shelf = self.shelves[page]
        near = shelf.vectors[: shelf.told_on_page] @ vector
        place = int(near.argmax())
        symptom = shelf.told[place]
        pointing = {stem(word) for word in content_words(symptom)}
        pointing.update(heard.speaking_for(page)[:MOST_TELLING])
        words = tuple(word for word, cut in asked.items() if cut in pointing and word not in POINTLESS)
        return Why(symptom, float(near[place]), words)


def _shelves(pages: Sequence[Page], research: Research, recall: Recall) -> list[_Shelf]:
    """One call encodes all: the tellings shown on the page come first, those behind it after them."""
    told = [told_of(page, research.challenges.get(page.id)) for page in pages]
    vectors = recall([text for texts in told for text in texts])
    ends = np.cumsum([len(texts) for texts in told])[:-1]
    parts = np.split(vectors, ends)
    return [_Shelf(t, v, len(page.open_when)) for page, t, v in zip(pages, told, parts, strict=True)]


def _varied(scores: NDArray[np.float32], summaries: Vectors, top: int) -> list[int]:
    """Best first; each of the first three also unlike those above it."""
    order = [int(place) for place in np.argsort(-scores, kind="stable")]
    chosen = order[:1]
    rest = order[1 : 4 * VARIED]
    while len(chosen) < min(VARIED, top) and rest:
        alike = summaries[rest] @ summaries[chosen].T
        chosen.append(rest.pop(int(np.argmax(scores[rest] - SAMENESS * np.maximum(alike.max(axis=1) - ALIKE_FROM, 0)))))
    return (chosen + [place for place in order if place not in chosen])[:top]
