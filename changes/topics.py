"""How much a change is about a topic, by meaning; and the past changes that a wish would have caught."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from changes.model import Change, Subscription
from changes.wish.grammar import topics_of
from changes.wish.matching import Similarity, verdict
from changes.wish.parser import understand
from index.encoder.protocol import Vectors
from index.words import content_words

UNNAMED = str.maketrans("._:/*{}-", "        ")
NEAR = 0.31  # questions about something else reach 0.30 with the shipped model
NEAR_BY_WORD = 0.2
A_WORD = 0.3


class Encodes(Protocol):
    def encode(self, texts: Sequence[str]) -> Vectors: ...


@dataclass(frozen=True)
class Near:
    """A change that a question may be about; `words` of the question stand in it."""

    change: Change
    similarity: float
    words: tuple[str, ...]
    score: float


@dataclass
class Topics:
    """Holds vectors of topics and changes it has met: the same text is encoded once.

    `keeper` is an encoder that remembers beyond this process; questions of people are not kept.
    """

    encoder: Encodes
    keeper: Encodes | None = None
    _known: dict[str, Vectors] = field(default_factory=dict)

    def similarity(self, change: Change) -> Similarity:
        """The nearest passage of the change counts."""
        passages = self._vectors(passages_of(change))
        return lambda topic: float(np.max(passages @ self._vectors([topic])[0]))

    def learn(self, topics: Iterable[str]) -> None:
        """Encode many at once, before they are asked for one by one."""
        self._vectors(list(topics))

    def would_have_caught(self, wish: str, past: Iterable[Change]) -> list[tuple[Change, tuple[str, ...]]]:
        """For the preview of a wish: changes with the reasons."""
        understood, found = understand(wish), []
        for change in past:
            needs_meaning = bool(topics_of(understood))
            answer = (
                verdict(understood, change, self.similarity(change)) if needs_meaning else verdict(understood, change)
            )
            if answer.fulfilled:
                found.append((change, answer.because))
        return found

    def search(self, question: str, past: Iterable[Change], top: int = 10) -> list[Near]:
        """The best first; what neither means nor says anything like it is left out."""
        known = list(past)
        if not question.strip() or not known:
            return []
        asked, words = self.encoder.encode([question])[0], content_words(question)
        self.learn(text for change in known for text in passages_of(change))
        found = [self._near(change, asked, words) for change in known]
        good = [one for one in found if one.similarity >= (NEAR_BY_WORD if one.words else NEAR)]
        return sorted(good, key=lambda one: -one.score)[:top]

    def _near(self, change: Change, asked: Vectors, words: Sequence[str]) -> Near:
        passages = passages_of(change)
        alike = float(np.max(self._vectors(passages) @ asked))
        told = {word for text in (*passages, *change.content.assets) for word in _forms(text)}
        shared = tuple(word for word in words if word in told)
        return Near(change, alike, shared, alike + A_WORD * len(shared) / max(len(words), 1))

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, (self.keeper or self.encoder).encode(new), strict=True))
        return np.stack([self._known[text] for text in texts])


def passages_of(change: Change) -> tuple[str, ...]:
    content = change.content
    readable = " ".join(name.translate(UNNAMED) for name in content.assets)
    texts = (
        content.title,
        content.what,
        content.why,
        content.to_do,
        f"{content.kind} of {readable}" if readable else "",
    )
    return tuple(dict.fromkeys(" ".join(text.split()) for text in texts if text.strip()))


def topics_wished(subscriptions: Iterable[Subscription]) -> list[str]:
    return list(dict.fromkeys(topic for one in subscriptions for topic in topics_of(understand(one.wish))))


def _forms(text: str) -> set[str]:
    """The words of a text, with the parts of its names."""
    lowered = text.lower()
    return {*lowered.split(), *content_words(lowered), *content_words(lowered.translate(UNNAMED))}
