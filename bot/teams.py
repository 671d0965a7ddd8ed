"""What belongs to one workspace, put together when it is first heard of; no workspace sees another's."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from threading import Lock

from bot import definitions
from bot.manners import Manner, Manners
from bot.people import People, TitleReader
from bot.reader import Reader
from bot.ways import Kept
from bot.word_finder import ByName, Finder
from changes.announcing import Announcing
from glossary.history import History
from glossary.lexicon import Lexicon
from glossary.misses import Misses
from glossary.model import Term
from glossary.review import Review
from store.database import Database
from store.workspace import Workspace

OpenReader = Callable[[Workspace], Reader]
OpenFinder = Callable[[Lexicon], Finder]
OpenAnnouncing = Callable[[Workspace], Announcing]


@dataclass(frozen=True)
class Team:
    workspace: Workspace
    history: History
    manners: Manners
    people: People
    ways: Kept
    reader: Reader
    lexicon: Lexicon
    review: Review
    misses: Misses
    finder: Finder
    announcing: Callable[[], Announcing]


@dataclass(frozen=True)
class Teams:
    """`open_reader` yields the glossary's reader with this workspace's own words laid over the `shipped` ones.

    In a channel that invites us we only watch for `trial_days`.
    """

    database: Database
    open_reader: OpenReader
    read_title: TitleReader
    manner: Manner = field(default=Manner())
    shipped: tuple[Term, ...] = ()
    open_finder: OpenFinder = ByName
    trial_days: int = 0
    open_announcing: OpenAnnouncing = Announcing
    _open: dict[str, Team] = field(default_factory=dict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def ready(self, workspace: str) -> Team | None:
        """The team, if it is open already; never blocks."""
        return self._open.get(workspace)

    def of(self, workspace: str) -> Team:
        """Blocking the first time: go through the door."""
        with self._lock:
            if workspace not in self._open:
                self._open[workspace] = self._opened(workspace)
            return self._open[workspace]

    def forget(self, workspace: str) -> None:
        with self._lock:
            self._open.pop(workspace, None)

    def _opened(self, id_: str) -> Team:
        workspace = Workspace(self.database, id_)
        ways = Kept(Manners(workspace, self.manner))
        announcing = partial(self.open_announcing, workspace)
        lexicon = Lexicon(workspace, self.shipped, heard=partial(definitions.told, announcing))
        return Team(
            workspace=workspace,
            history=History(workspace),
            manners=Manners(workspace, self.manner, changed=ways.changed),
            people=People(workspace, self.read_title, changed=ways.changed),
            ways=ways,
            reader=self.open_reader(workspace),
            lexicon=lexicon,
            review=Review(workspace, lexicon),
            misses=Misses(workspace),
            finder=self.open_finder(lexicon),
            announcing=announcing,
        )
