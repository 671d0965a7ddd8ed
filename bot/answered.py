"""Where somebody pressed: which team that is, and every card of theirs that must say the same afterwards."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.card import Card
from bot.errors import Refusal
from bot.team_card import team_card, team_of
from bot.views import change_card, refusals
from changes.deliveries import Deliveries, Delivery
from changes.ledger import Ledger
from changes.model import Change, Destination
from store.workspace import Workspace

PAUSES = (0.1, 0.2, 0.4, 0.8, 1.5)
Opened = Callable[..., Awaitable["Place"]]
Edited = tuple[str, str, Card]
"""Channel, ts, and how the message looks now."""


class NotTold(Refusal):
    def __init__(self) -> None:
        super().__init__(refusals.NOT_TOLD)


@dataclass(frozen=True)
class Place:
    """`channel` and `ts` are of the message that was pressed, `card` of the team's card."""

    change: Change
    team: Destination
    pressed: Delivery
    told: tuple[Delivery, ...]

    @property
    def card(self) -> Delivery:
        """The one that stands where somebody pressed: of a user group each person has their own."""
        cards = (one for one in self.told if one.wanted.kind == "card" and one.channel == self.pressed.channel)
        return next(cards, self.pressed)

    def edits(self, here: Workspace) -> list[Edited]:
        shown = team_card(here, self.change, self.team)
        cards = [(one.channel, one.ts, shown) for one in self.told if one.wanted.kind == "card"]
        with here.database.read() as connection:
            ack = Ledger(here).acks.of_team(connection, self.change.id, self.team)
        reminders = [one for one in self.told if one.wanted.kind == "reminder"] if ack else []
        return [*cards, *((one.channel, one.ts, change_card.reminded(self.change, ack)) for one in reminders if ack)]


def place_of(here: Workspace, id_: str, channel: str, ts: str) -> Place:
    change = Ledger(here).get(id_)
    with here.database.read() as connection:
        sent = [one for one in Deliveries(here).of_change(connection, id_) if one.ts]
    pressed = next((one for one in sent if (one.channel, one.ts) == (channel, ts)), None)
    if pressed is None:
        raise NotTold
    team = team_of(pressed.wanted)
    told = tuple(one for one in sent if team_of(one.wanted) == team and one.wanted.kind in ("card", "reminder"))
    return Place(change, team, pressed, told)


async def place_soon(door: Opened, here: Workspace, id_: str, channel: str, ts: str) -> Place:
    """Somebody may press before the ledger has written down that their card arrived: a little later it has."""
    for pause in PAUSES:
        try:
            return await door(place_of, here, id_, channel, ts)
        except NotTold:
            await asyncio.sleep(pause)
    return await door(place_of, here, id_, channel, ts)


def following(here: Workspace, id_: str) -> Delivery | None:
    """The announcer's summary, in whose thread questions are gathered; None while it is on its way."""
    with here.database.read() as connection:
        known = Deliveries(here).of_change(connection, id_)
    return next((one for one in known if one.wanted.kind == "summary" and one.ts), None)
