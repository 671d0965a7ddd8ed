"""On the home page: changes that wait for an answer of my teams, and those that come soon and concern me."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.ask import Ask
from bot.board import Board
from bot.changing import Changing
from bot.feature import About
from bot.home import Section, Viewer
from bot.views import change_home as views
from changes.audience import in_a_digest, is_asked
from changes.deliveries import Deliveries
from changes.ledger import Ledger
from changes.model import Change, Destination
from changes.notices import Notices
from changes.reminders import worth_reminding
from store.workspace import Workspace

SOON = timedelta(days=14)
Waiting = tuple[Change, Destination, str]


@dataclass(frozen=True)
class ChangeHome:
    changing: Changing

    @property
    def about(self) -> About:
        return About(
            name="Changes at home",
            help="Which changes wait for an answer of your teams, and which come soon: under my name, the tab *Home*.",
            sections=(self.waiting, self.coming),
        )

    def register(self, board: Board) -> None:
        """Its cards are answered where they stand."""

    async def waiting(self, viewer: Viewer) -> Section | None:
        here, mine = await self._mine(viewer)
        found = await self.changing.door(_unanswered, here, mine)
        return views.unanswered(found) if found else None

    async def coming(self, viewer: Viewer) -> Section | None:
        here, mine = await self._mine(viewer)
        found = await self.changing.door(_coming, here, mine, self.changing.now)
        return views.soon(found) if found else None

    async def _mine(self, viewer: Viewer) -> tuple[Workspace, set[Destination]]:
        """Myself, the channels I am in, the teams I belong to."""
        person = await self.changing.person(Ask(viewer.workspace, viewer.person, "", "", viewer.client))
        answer = await viewer.client.users_conversations(
            user=viewer.person, types="public_channel,private_channel", exclude_archived=True, limit=200
        )
        team = await self.changing.team(viewer.workspace)
        channels = {Destination("channel", one["id"]) for one in answer["channels"]}
        groups = {Destination("group", id_) for id_ in person.groups}
        return team.workspace, {Destination("person", viewer.person), *channels, *groups}


def _unanswered(here: Workspace, mine: set[Destination]) -> list[Waiting]:
    ledger, found = Ledger(here), list[Waiting]()
    with here.database.read() as connection:
        for change in ledger.among(("announced", "revised")):
            if not worth_reminding(change):
                continue
            answered = {ack.team for ack in ledger.acks.current(connection, change.id)}
            for notice in Notices(here).of(connection, change.id):
                if notice.destination in mine - answered and is_asked(notice) and not in_a_digest(notice):
                    card = Deliveries(here).card(connection, change.id, notice.destination)
                    found.append((change, notice.destination, card.link if card else ""))
    return found


def _coming(here: Workspace, mine: set[Destination], now: datetime) -> list[Change]:
    soon = Ledger(here).upcoming(now, now + SOON)
    with here.database.read() as connection:
        told = {one.id: {notice.destination for notice in Notices(here).of(connection, one.id)} for one in soon}
    return [one for one in soon if told[one.id] & mine]
