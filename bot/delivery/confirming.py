"""Twice a year whoever owns an asset is asked whether that is still right; in working hours, all of a team's at once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from bot.views import change_assets
from changes.announcing import Start, nothing_to_start
from changes.deliveries import Deliveries, Delivery, Wanted
from changes.model import Destination, Owner
from changes.owners import Owners
from changes.reminders import Hours, at_work
from store.workspace import Workspace

AT_ONCE = change_assets.MOST_ASKED


@dataclass(frozen=True)
class Confirming:
    workspace: Workspace
    start: Start = nothing_to_start

    def __call__(self, now: datetime, hours: Callable[[Destination], Hours] = lambda team: Hours()) -> list[Delivery]:
        """What is asked now; the question and that it was asked are stored together."""
        with self.workspace.database.begin() as connection:
            owners = Owners(self.workspace)
            waiting = sorted(owners.to_confirm(connection, now), key=lambda one: (one.team, one.pattern))
            asked = [
                (team, tuple(group)[:AT_ONCE])
                for team, group in groupby(waiting, key=lambda one: one.team)
                if at_work(hours(team), now)
            ]
            for _, theirs in asked:
                owners.asked(connection, [one.pattern for one in theirs], now)
            wanted = [_asking(team, theirs, now) for team, theirs in asked]
            new = Deliveries(self.workspace).enqueue(connection, wanted, now) if wanted else []
            self.start(connection, new)
            return new


def _asking(team: Destination, theirs: tuple[Owner, ...], now: datetime) -> Wanted:
    card = change_assets.ask(theirs)
    payload = {"text": card.text, "blocks": [dict(block) for block in card.blocks]}
    # the first name is in it: a team that owns more than fits on one card is sent several on that day
    return Wanted(f"confirmation:{now.date()}:{team}:{theirs[0].pattern}", "confirmation", team, payload=payload)
