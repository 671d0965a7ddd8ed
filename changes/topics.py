"""How much a change is about a topic, by meaning; and the past changes that a wish would have caught."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from changes.model import Change, Subscription
from changes.wish.grammar import topics_of
from changes.wish.matching import Similarity, verdict
from changes.wish.parser import understand
from index.encoder.protocol import Vectors
from index.vectors import Encodes

UNNAMED = str.maketrans("._:/*{}-", "        ")


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

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, (self.keeper or self.encoder).encode(new), strict=True))
        return np.stack([self._known[text] for text in texts])


def passages_of(change: Change) -> tuple[str, ...]:
    content = change.content
    texts = (
        content.title,
        content.what,
        content.why,
        content.to_do,
        f"{content.kind} of {readable(content.assets)}" if content.assets else "",
    )
    return tuple(dict.fromkeys(" ".join(text.split()) for text in texts if text.strip()))


def readable(names: Iterable[str]) -> str:
    """The words that names are made of."""
    return " ".join(name.translate(UNNAMED) for name in names)


def topics_wished(subscriptions: Iterable[Subscription]) -> list[str]:
    return list(dict.fromkeys(topic for one in subscriptions for topic in topics_of(understand(one.wish))))
