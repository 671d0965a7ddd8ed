"""`/change upcoming`, `history`, `search`: read privately, shared by a press, drawn as a timeline."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot import timeline
from bot.archive import Archive
from bot.ask import Ask
from bot.board import Board
from bot.card import Card
from bot.door import Door
from bot.feature import About, Word
from bot.places import plain
from bot.press import Press
from bot.showing import beside, instead
from bot.teams import Team, Teams
from bot.views import change_reading as views
from bot.views.change_reading import Wanted
from changes.assets import did_you_mean, parse
from changes.ledger import Ledger
from changes.model import Change
from changes.owners import Owners

DAYS = re.compile(r"^(?:(?:in|within|the)?\s*(?:next)?\s*)?(\d{1,3})\s*(d|days?|w|weeks?)?$", re.IGNORECASE)
LABEL = re.compile(r"<(@\w+)\|[^>]*>")  # a person is known by their id, whatever they are called
USUAL, FARTHEST = 30, 400
MOST_FOUND = 30


@dataclass(frozen=True)
class ChangeReading:
    teams: Teams
    door: Door
    archive: Archive
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    @property
    def about(self) -> About:
        return About(
            name="What changes",
            help="What comes soon, what was announced about something, and past changes found by meaning.",
            changes=(
                Word("upcoming", "What takes effect soon.", self.upcoming, hint="[30 days]", also=("soon",)),
                Word("history", "Everything that was announced about an asset.", self.history, hint="asset"),
                Word(
                    "search",
                    "Past and present changes, by meaning.",
                    self.search,
                    hint="words",
                    also=("find",),
                    example="/change search payments get slower",
                ),
            ),
        )

    def register(self, board: Board) -> None:
        board.button(re.compile(f"^{views.TURN}:"), Wanted, self.turn)
        board.button(views.SHARE, Wanted, self.share)
        board.button(views.PICTURE, Wanted, self.picture)

    async def upcoming(self, ask: Ask) -> None:
        found = DAYS.match(ask.words)
        if ask.words and found is None:
            return await ask.answer(views.how("upcoming"))
        days = int(found[1]) * (7 if (found[2] or "d").lower().startswith("w") else 1) if found else USUAL
        return await self._answer(ask, Wanted("upcoming", str(min(max(days, 1), FARTHEST))))

    async def history(self, ask: Ask) -> None:
        asset = plain(ask.words)
        if not asset:
            return await ask.answer(views.how("history"))
        return await self._answer(ask, Wanted("history", str(parse(asset))))

    async def search(self, ask: Ask) -> None:
        words = plain(ask.words)[:300]
        if not words:
            return await ask.answer(views.how("search"))
        return await self._answer(ask, Wanted("search", words))

    async def turn(self, press: Press, wanted: Wanted) -> None:
        await instead(press, await self._card(press.ask, wanted))

    async def share(self, press: Press, wanted: Wanted) -> None:
        card = views.shared(await self._card(press.ask, wanted), press.ask.person)
        await press.share(card)

    async def picture(self, press: Press, wanted: Wanted) -> None:
        """To the one who asked; they may pass it on."""
        team = await self.door(self.teams.of, press.ask.workspace)
        found = [one for one in await self.door(self._found, team, wanted) if one.content.when]
        if not found:
            return await beside(press.ask, views.undrawable())
        drawn = await self.door(timeline.drawn, found, self.clock())
        opened = await press.ask.client.conversations_open(users=press.ask.person)
        card = views.listing(found, wanted)
        await press.ask.client.files_upload_v2(
            channel=opened["channel"]["id"],
            content=drawn,
            filename="changes.png",
            title=views.title(wanted, len(found)),
            alt_txt=card.text[:900],
        )
        return await beside(press.ask, views.sent())

    async def _answer(self, ask: Ask, wanted: Wanted) -> None:
        await ask.answer(await self._card(ask, wanted))

    async def _card(self, ask: Ask, wanted: Wanted) -> Card:
        team = await self.door(self.teams.of, ask.workspace)
        found = await self.door(self._found, team, wanted)
        if not found and wanted.what == "history":
            return await self.door(_none, team, wanted.words)
        if not found and wanted.what == "search":
            return views.nothing(wanted.words)
        return views.listing(found, wanted)

    def _found(self, team: Team, wanted: Wanted) -> Sequence[Change]:
        if wanted.what == "history":
            return Ledger(team.workspace).history(wanted.words)
        if wanted.what == "search":
            words = LABEL.sub(r"<\1>", wanted.words)
            return [one.change for one in self.archive.search(team.workspace, words, MOST_FOUND)]
        now = self.clock()
        return Ledger(team.workspace).upcoming(now, now + timedelta(days=int(wanted.words or USUAL)))


def _none(team: Team, asset: str) -> Card:
    ledger = Ledger(team.workspace)
    with team.workspace.database.read() as connection:
        owned = [one.pattern for one in Owners(team.workspace).all(connection)]
    announced = ledger.assets()
    meant = did_you_mean(asset, announced) or did_you_mean(asset, [*announced, *owned])
    return views.none_of(asset, meant, known=asset in announced or asset in owned)
