"""What is followed, by whom and how often; each can be edited, paused, narrowed by one thing, put in a calendar, ended."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.card import Block, Card
from bot.carried import PageOf, packed
from bot.neutral import neutral
from bot.places import shown
from bot.views.blocks import actions, button, context, header, plain, section, sentence
from bot.views.change_follow import CONFIRM, MEND, Wanted, often
from bot.views.dates import date_token
from bot.views.paging import paged
from bot.views.words import begun, code, counted
from changes.model import Subscription

PAUSE, UNTIL, RESUME, EXCEPT, WITHOUT, END, TURN, CALENDAR, CLOSE = (
    f"following:{name}"
    for name in ("pause", "until", "resume", "except", "without", "end", "turn", "calendar", "close")
)
A_PAGE = 5
MOST_THINGS = 8
MANY_BUTTONS = 5


@dataclass(frozen=True)
class OnSubscription:
    """Which subscription, and the asset that somebody no longer wants to hear of under it."""

    id: str
    asset: str = ""


def listing(held: Sequence[Subscription], viewer: str, page: int, of: str) -> Card:
    if not held:
        return sentence(
            "Nothing is followed here yet. To follow what you build on: `/change subscribe warehouse.orders.*`."
        )
    here = paged(held, page, A_PAGE)
    items = [block for n, one in enumerate(here.shown) for block in item(one, viewer, n, packed(Wanted.of(one)))]
    head = counted(len(held), "subscription")
    text = f"{head}: {'; '.join(f'{neutral(one.wish, 80)} ({often(one.rhythm)})' for one in held[:5])}"
    turns = here.turns(TURN, lambda to: packed(PageOf(to, of)))
    foot = (context(begun(here.place)), actions(*turns)) if turns else ()
    return Card(text, (header(head), *items, *foot))


def item(one: Subscription, viewer: str, number: int, wanted: str) -> tuple[Block, ...]:
    carried = packed(OnSubscription(one.id))
    rest = (RESUME, "Resume") if one.paused else (PAUSE, "Pause")
    state = f"  _{_paused(one)}_" if one.paused else ""
    source = f"  _declared by {neutral(one.source, 80)}_" if one.source else ""
    text = f"{code(one.wish)}\nTo {shown(one.destination, viewer)}, {often(one.rhythm)}{state}{source}"
    can = actions(
        button("Edit", MEND, wanted, label=f"Edit {one.wish}"),
        button(rest[1], rest[0], carried, label=f"{rest[1]} {one.wish}"),
        button("Leave out …", EXCEPT, carried, label=f"Leave out … one thing of {one.wish}"),
        button("Calendar", CALENDAR, carried, label=f"Calendar of {one.wish}"),
        button("Unsubscribe", END, carried, label=f"Unsubscribe {one.wish}"),
        block_id=f"following-{number}-{one.id}",
    )
    return (section(text), can)


def which(one: Subscription, things: Sequence[str]) -> Card:
    """The second of two clicks."""
    if not things:
        return sentence(
            f"{code(one.wish)} names nothing that could be left out yet. `/change unsubscribe` and its name does it."
        )
    text = f"What should be left out of {code(one.wish)}? The rest stays."
    offered = [
        button(thing, f"{WITHOUT}:{n}", packed(OnSubscription(one.id, thing)))
        for n, thing in enumerate(things[:MOST_THINGS])
    ]
    return Card(text, (section(text), actions(*offered)))


def with_ways_out(card: Card, ways: Sequence[OnSubscription]) -> Card:
    """Beside the reasons why something was told: the second of two clicks ends it."""
    out = [
        button(f"Not {way.asset} any more" if way.asset else "Unsubscribe", _way(way, n), packed(way))
        for n, way in enumerate(ways[:MOST_THINGS])
    ]
    return replace(card, blocks=(*card.blocks, actions(*out))) if out else card


def narrowed(one: Subscription | None, asset: str) -> Card:
    return sentence(
        f"You will not hear of {code(asset)} any more. What is left: {code(one.wish)}."
        if one
        else f"You will not hear of {code(asset)} any more; nothing else was left in that subscription, so it ended."
    )


def ended(one: Subscription) -> Card:
    text = f"Ended: {code(one.wish)} is not followed any more."
    again = button("Subscribe again", CONFIRM, packed(Wanted.of(replace(one, id=""))))
    return Card(text, (section(text, again),))


def paused(one: Subscription, *, past: bool = False) -> Card:
    """The day may be chosen afterwards; the picker carries no value, so the block's name says which subscription it is."""
    end = date_token(one.paused_until.timestamp()) if one.paused_until else "somebody resumes it"
    text = f"Paused: nothing of {code(one.wish)} comes until {end}."
    until = {"type": "datepicker", "action_id": UNTIL, "placeholder": plain("Only until …", 150)}
    can = actions(until, button("Resume", RESUME, packed(OnSubscription(one.id))), block_id=f"pause:{one.id}")
    note = (context("That day has come already: choose a later one."),) if past else ()
    return Card(text, (section(text), *note, can))


def resumed(one: Subscription) -> Card:
    return sentence(f"{code(one.wish)} is followed again. For what was announced meanwhile: `/change upcoming`.")


def confirm_leaving(held: Sequence[Subscription], asset: str) -> Card:
    """Somebody names one thing under broader wishes."""
    text = f"{code(asset)} comes by {'a broader subscription' if len(held) == 1 else 'broader subscriptions'}. Leave it out?"
    lines = [
        section(code(one.wish), button("Leave it out", f"{WITHOUT}:{n}", packed(OnSubscription(one.id, asset))))
        for n, one in enumerate(held[:MANY_BUTTONS])
    ]
    return Card(text, (section(text), *lines))


def not_followed(said: str, near: Sequence[Subscription]) -> Card:
    some = f" What is: {', '.join(code(one.wish) for one in near[:MANY_BUTTONS])}." if near else ""
    return sentence(f"{code(said)} is not followed here.{some} `/change subscriptions` lists it all.")


def calendar(one: Subscription, address: str, token: str) -> Card:
    if not address:
        return sentence("Calendars need an address of mine that others can reach: an admin sets PARLANCE_URL.")
    text = f"The calendar of {code(one.wish)}: {address}"
    foot = (
        "Give this address to your calendar program. Whoever has it can read these changes, so keep it to yourselves. "
        "I cannot show it again; an earlier one of this subscription has ended."
    )
    return Card(text, (section(text, button("Take it back", CLOSE, packed(OnSubscription(token)))), context(foot)))


def calendar_closed() -> Card:
    return sentence("That calendar address leads nowhere now.")


def _way(way: OnSubscription, number: int) -> str:
    return f"{WITHOUT}:why-{number}" if way.asset else f"{END}:why-{number}"


def _paused(one: Subscription) -> str:
    return f"paused until {date_token(one.paused_until.timestamp())}" if one.paused_until else "paused"
