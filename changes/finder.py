"""Announced changes by what they mean and what they say; nothing when nothing comes near."""

import textwrap
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from changes.ledger import Ledger
from changes.model import Change
from changes.topics import readable
from index.catalogue import DEEP, Catalogue, Entry, Hit
from store.workspace import Workspace

NEAR = 0.31  # questions about something else seldom reach it with the shipped model
NEAR_BY_WORD = 0.2
LONGEST = 800  # letters of a passage: what the model reads to its end


@dataclass(frozen=True)
class Found:
    change: Change
    score: float


@dataclass(frozen=True)
class Finder:
    """One for all workspaces, none of which sees another's. Any thread may ask."""

    catalogue: Catalogue

    def search(self, here: Workspace, question: str, top: int = 10) -> list[Found]:
        """The best first: what has all the words before what is only like them."""
        if not question.strip():
            return []
        hits = self.catalogue.search(here.id, _Told(Ledger(here)), question, DEEP)
        scores = {hit.id: hit.score for hit in hits if _near(hit)}
        return [Found(one, scores[one.id]) for one in Ledger(here).those(list(scores)[:top])]

    def prepare(self, here: Workspace) -> int:
        """A step towards knowing all that was announced before; how many texts are left."""
        return self.catalogue.refresh(here.id, _Told(Ledger(here)))


@dataclass(frozen=True)
class _Told:
    """What was ever announced in one workspace."""

    ledger: Ledger

    def state(self) -> str:
        return self.ledger.state()

    def marks(self) -> dict[str, str]:
        return self.ledger.marks()

    def entries(self, ids: Collection[str]) -> Iterator[Entry]:
        return (_entry(change) for change in self.ledger.those(ids))


def _entry(change: Change) -> Entry:
    content = change.content
    names = (change.id, *content.assets, change.announcer, content.contact)
    return Entry(change.id, tuple(_passages(change)), tuple(name for name in names if name))


def _passages(change: Change) -> list[str]:
    """All in one, for a question is seldom about a part; one that is too long for the model goes on below its title."""
    content = change.content
    about = f"{content.kind} of {readable(content.assets)}" if content.assets else content.kind
    told = (text for text in (content.what, content.to_do, content.why) if text.strip())
    head, *rest = textwrap.wrap(" ".join((f"{about}.", *told)), LONGEST)
    return [f"{content.title}. {part}" for part in (head, *rest)]


def _near(hit: Hit) -> bool:
    return hit.whole or hit.similarity >= (NEAR_BY_WORD if hit.said else NEAR)
