"""Changes on the home page: what I follow, what waits for an answer of my teams, what comes soon."""

from collections.abc import Sequence

from bot.carried import packed
from bot.home import Section
from bot.neutral import neutral
from bot.places import shown
from bot.views.blocks import context, section
from bot.views.change_card import whom
from bot.views.change_follow import Wanted, line
from bot.views.change_following import item
from changes.model import Change, Destination, Subscription


def followed(mine: Sequence[Subscription], viewer: str) -> Section:
    items = tuple(item(one, viewer, n, packed(Wanted.of(one))) for n, one in enumerate(mine))
    foot = (context("To see what a channel follows, write `/change subscriptions` there."),)
    return Section(
        "subscriptions",
        "Changes you follow",
        items,
        "You follow nothing yourself yet. Try `/change subscribe me warehouse.orders.*`.",
        foot,
    )


def unanswered(waiting: Sequence[tuple[Change, Destination, str]]) -> Section:
    """`str` is the link to the card where it can be answered; while there is none, it says whom to ask."""
    items = tuple((section(_asked(change, team, link)),) for change, team, link in waiting)
    return Section("waiting", "Changes that wait for an answer", items)


def soon(coming: Sequence[Change]) -> Section:
    items = tuple((section(line(change)),) for change in coming)
    return Section("running", "Changes that come soon", items)


def _asked(change: Change, team: Destination, link: str) -> str:
    how = f"<{link}|Answer on the card>." if link else whom(change)
    return f"*{neutral(change.title, 160)}* asks {shown(team, viewer=team.id)}: can you live with it? {how}"
