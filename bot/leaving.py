"""The ways out of what one was told: one asset of the change left out of a subscription, or the subscription ended."""

from bot.views.change_following import OnSubscription
from changes.assets import touches
from changes.ledger import Ledger
from changes.model import Destination
from changes.notices import Notices
from changes.subscriptions import Subscriptions, UnknownSubscription
from changes.wish.grammar import assets_of
from changes.wish.parser import understand
from store.workspace import Workspace

MOST = 4


def ways_out(here: Workspace, change: str, told: Destination) -> list[OnSubscription]:
    """For each subscription that brought it: its assets one by one, then all of it (no asset)."""
    with here.database.read() as connection:
        notice = Notices(here).why(connection, change, told)
        ids = [reason.subscription for reason in notice.reasons if reason.subscription] if notice else []
        wishes = {}
        for id_ in dict.fromkeys(ids):
            try:
                wishes[id_] = understand(Subscriptions(here).get(connection, id_).wish)
            except UnknownSubscription:
                continue  # ended since
    assets = Ledger(here).get(change).content.assets if wishes else ()
    found = []
    for id_, wish in wishes.items():
        named = [name for name in assets if not assets_of(wish) or _brought(assets_of(wish), name)]
        found += [OnSubscription(id_, name) for name in named[:MOST]] + [OnSubscription(id_)]
    return found


def _brought(patterns: tuple[str, ...], asset: str) -> bool:
    return any(touches(pattern, asset) for pattern in patterns)
