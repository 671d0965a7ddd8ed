"""Whether a page may be offered to somebody who told its problem: rarely, and never against what they answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa

from playbooks.store import offers
from store.workspace import Workspace

Response = Literal["offered", "opened", "not_now", "never_here"]
DAY = 86_400.0
REST_DAYS = 14  # between two offers to one person in one channel
AGAIN_DAYS = 90  # until the same page is offered to the same person again
ENOUGH_PEOPLE = 2  # so many who never want it here speak for the channel


@dataclass(frozen=True)
class Offer:
    """What a person in a channel last did about a page."""

    channel: str
    person: str
    page: str
    response: Response
    at: float


def may_offer(before: Iterable[Offer], person: str, page: str, now: float) -> bool:
    """`before`: all offers of this channel. Pure."""
    known = list(before)
    against = {one.person for one in known if one.response == "never_here"}
    if person in against or len(against) >= ENOUGH_PEOPLE:
        return False
    mine = [one for one in known if one.person == person]
    rested = all(now - one.at >= REST_DAYS * DAY for one in mine)
    return rested and all(now - one.at >= AGAIN_DAYS * DAY for one in mine if one.page == page)


@dataclass(frozen=True)
class Offers:
    ours: Workspace

    def claim(self, channel: str, person: str, page: str, now: float) -> bool:
        """May it be offered, and is it we who offer it? Noted before anything is posted."""
        with self.ours.database.begin() as connection:
            self.ours.alone(connection, f"page:{channel}:{person}")
            wish = self.ours.select(offers).where(offers.c.channel == channel)
            known = [_offer(row) for row in connection.execute(wish).mappings()]
            if not may_offer(known, person, page, now):
                return False
            key = {"channel": channel, "person": person, "page": page}
            self.ours.put(connection, offers, key, answer="offered", at=now)
            return True

    def since(self, channel: str, at: float) -> list[Offer]:
        """What was offered in a channel since then, and how it was taken."""
        wish = self.ours.select(offers).where(offers.c.channel == channel, offers.c.at >= at)
        with self.ours.database.read() as connection:
            return [_offer(row) for row in connection.execute(wish).mappings()]

    def answer(self, offer: Offer) -> None:
        key = {"channel": offer.channel, "person": offer.person, "page": offer.page}
        with self.ours.database.begin() as connection:
            self.ours.put(connection, offers, key, answer=offer.response, at=offer.at)


def _offer(row: sa.RowMapping) -> Offer:
    return Offer(row["channel"], row["person"], row["page"], row["answer"], row["at"])
