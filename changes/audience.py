"""A change to those it concerns, each with every reason why: pure, so that a preview and the sending cannot differ."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from changes.model import KINDS, Change, Destination, Draft, Notice, Owner, Reason, Rhythm, Subscription
from changes.owners import inside, owner_of_asset
from changes.subscriptions import awake
from changes.wish.grammar import BadWish
from changes.wish.matching import Similarity, verdict
from changes.wish.parser import understand

SORTS = (("channel", "channel", "channels"), ("group", "team", "teams"), ("person", "person", "people"))


def unlike(topic: str) -> float:
    """For when nothing can compare by meaning."""
    return 0.0


@dataclass(frozen=True)
class Interests:
    """Everybody's wishes and the owners of assets, as they are now."""

    subscriptions: tuple[Subscription, ...] = ()
    owners: tuple[Owner, ...] = ()


@dataclass(frozen=True)
class Audience:
    """Who is told, each once. `asleep` would be told if they had not paused."""

    notices: tuple[Notice, ...]
    asleep: tuple[Destination, ...] = ()

    @property
    def empty(self) -> bool:
        return not self.notices

    def spoken(self) -> str:
        """`14 channels and 3 people`."""
        counted = [(sum(one.destination.kind == sort for one in self.notices), *words) for sort, *words in SORTS]
        parts = [f"{count} {one if count == 1 else many}" for count, one, many in counted if count]
        return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part) or "nobody"


def audience(
    change: Change,
    interests: Interests,
    now: datetime,
    *,
    named: Iterable[Destination] = (),
    similarity: Similarity = unlike,
) -> Audience:
    """`named` are told whatever they wish: somebody chose them for this change."""
    reasons: dict[Destination, list[Reason]] = {}
    rhythms: dict[Destination, Rhythm] = {}
    asleep = []
    for one, because in _fulfilled(change, interests.subscriptions, similarity):
        if not awake(one, now):
            asleep.append(one.destination)
            continue
        reasons.setdefault(one.destination, []).append(Reason("subscription", because, one.id))
        rhythms[one.destination] = _sooner(rhythms.get(one.destination), one.rhythm)
    for destination, reason in (*_consumers(change, interests.owners), *_named(named)):
        reasons.setdefault(destination, []).append(reason)
        rhythms[destination] = Rhythm(zone=rhythms.get(destination, Rhythm()).zone)
    own = Destination("person", change.announcer)
    if own in reasons and not any(one.why == "named" for one in reasons[own]):
        del reasons[own]  # who announces it need not be told
    notices = tuple(Notice(change.id, to, tuple(reasons[to]), rhythms[to]) for to in sorted(reasons))
    return Audience(notices, tuple(sorted({to for to in asleep if to not in reasons})))


def impact(asset: str, interests: Interests, now: datetime) -> list[Destination]:
    """Whoever would be told of some change to it, whatever its kind."""
    imagined = [
        Change("", Draft(asset, kind, (asset,), breaking=breaking, severity="critical"), "announced", "", now)
        for kind in KINDS
        for breaking in (True, False)
    ]
    return sorted({one.destination for change in imagined for one in audience(change, interests, now).notices})


def is_asked(notice: Notice) -> bool:
    """An owner is told, but only those who build on a thing are asked whether they can live with its change."""
    return any(reason.why != "owner" for reason in notice.reasons) or not notice.reasons


def in_a_digest(notice: Notice) -> bool:
    """Told for information, among other news: there is nothing to answer on."""
    return notice.rhythm.cadence != "instant"


def why(notice: Notice) -> str:
    """The answer to "why did I get this?", a line for each reason."""
    return "\n".join(f"• {reason.text}" for reason in notice.reasons)


def _fulfilled(
    change: Change, subscriptions: Iterable[Subscription], similarity: Similarity
) -> list[tuple[Subscription, str]]:
    found = []
    for one in subscriptions:
        try:
            answer = verdict(understand(one.wish), change, similarity)
        except BadWish:  # written by an older version: one broken wish must not silence the others
            continue
        if answer.fulfilled:
            found.append((one, f"you follow `{one.wish}`: {', '.join(answer.because)}"))
    return found


def _consumers(change: Change, owners: tuple[Owner, ...]) -> list[tuple[Destination, Reason]]:
    found: dict[tuple[Destination, str], Reason] = {}
    for asset in change.content.assets:
        for owner in _responsible(asset, owners):
            for consumer in owner.consumers:
                text = f"you are named as a consumer of `{owner.pattern}`"
                found[consumer, owner.pattern] = Reason("consumer", text)
            text = f"you own `{owner.pattern}`"
            found[owner.team, owner.pattern] = Reason("owner", text)
    return [(destination, reason) for (destination, _), reason in found.items()]


def _responsible(asset: str, owners: tuple[Owner, ...]) -> list[Owner]:
    nearest = owner_of_asset(asset, owners)
    return [*([nearest] if nearest else []), *(one for one in inside(asset, owners) if one != nearest)]


def _named(destinations: Iterable[Destination]) -> list[tuple[Destination, Reason]]:
    return [(to, Reason("named", "the announcer chose to tell you")) for to in destinations]


def _sooner(before: Rhythm | None, now: Rhythm) -> Rhythm:
    """Who follows a change twice hears of it at the earlier occasion."""
    order = ("instant", "daily", "weekly")
    if before is None:
        return now
    return before if order.index(before.cadence) <= order.index(now.cadence) else now
