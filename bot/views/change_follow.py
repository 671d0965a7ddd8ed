"""Following changes: what a wish would have brought before it is confirmed, and where one that is wrong stops making sense."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.card import Block, Card, Modal
from bot.carried import packed
from bot.neutral import escaped, neutral
from bot.places import shown
from bot.views.blocks import actions, button, context, option, section, select, sentence, text_input
from bot.views.dates import moment_token, zoned
from bot.views.words import code, counted
from changes.model import Change, Destination, Rhythm, Subscription
from changes.wish.grammar import BadWish
from changes.wish.request import DAYS

CONFIRM, MEND, DROP, FORM, UNDO = (f"follow:{name}" for name in ("confirm", "mend", "drop", "form", "undo"))
WISH, HOW_OFTEN, DAY, HOUR = "wish", "often", "day", "hour"
MOST = 4
OFTEN = {"instant": "As it happens", "daily": "Every day", "weekly": "Every week"}


@dataclass(frozen=True)
class Wanted:
    """A subscription that is not confirmed yet, or, with `id`, one that is being edited."""

    kind: str
    to: str
    wish: str
    cadence: str = "instant"
    hour: int = 9
    minute: int = 0
    weekday: int = 0
    zone: str = "UTC"
    id: str = ""
    channel: str = ""

    @classmethod
    def of(cls, one: Subscription, channel: str = "") -> "Wanted":
        rhythm = one.rhythm
        return cls(
            one.destination.kind,
            one.destination.id,
            one.wish,
            rhythm.cadence,
            rhythm.hour,
            rhythm.minute,
            rhythm.weekday,
            rhythm.zone,
            one.id,
            channel,
        )

    @property
    def destination(self) -> Destination:
        return Destination(self.kind, self.to)  # type: ignore[arg-type] # our own button said which kind

    @property
    def rhythm(self) -> Rhythm:
        return Rhythm(self.cadence, self.hour, self.minute, self.weekday, self.zone)  # type: ignore[arg-type] # as above


@dataclass(frozen=True)
class Preview:
    """What is worth knowing before one confirms: past changes with reasons, a twin, names nobody has used yet."""

    wanted: Wanted
    caught: Sequence[tuple[Change, Sequence[str]]] = ()
    twin: Subscription | None = None
    wider: Subscription | None = None
    unknown: Mapping[str, Sequence[str]] | None = None


def preview(of: Preview, viewer: str) -> Card:
    wanted = of.wanted
    head = f"{_whom(wanted.destination, viewer)} would hear of {code(wanted.wish)}, {often(wanted.rhythm)}."
    notes = [*_informed(wanted.rhythm), *_known(of), *(_guess(name, near) for name, near in (of.unknown or {}).items())]
    carried = packed(wanted)
    can = actions(
        button("Subscribe", CONFIRM, carried, style="primary"),
        button("Edit", MEND, carried),
        button("Forget it", DROP, carried),
    )
    return Card(head, (section(head), *_past(of.caught), *(context(note) for note in notes), can))


def _informed(rhythm: Rhythm) -> tuple[str, ...]:
    if rhythm.cadence == "instant":
        return ()
    return ("A digest is for information: it asks nothing, and nobody waits for an answer to it.",)


def confirmed(one: Subscription, viewer: str) -> Card:
    text = f"Done: {shown(one.destination, viewer)} will hear of {code(one.wish)}, {often(one.rhythm)}."
    foot = "`/change subscriptions` lists, pauses and ends what is followed."
    return Card(text, (section(text, button("Undo", UNDO, packed(Wanted.of(one)))), context(foot)))


def dropped() -> Card:
    return sentence("Nothing was subscribed.")


def undone(one: Wanted) -> Card:
    return sentence(f"Undone: nobody hears of {code(one.wish)} because of you.")


def how() -> Card:
    text = "Say what you want to hear of, for example `/change subscribe warehouse.orders.* breaking -kind:docs`."
    lines = (
        "• `warehouse.orders.*`  a table and everything in it; `api:payments/v2/*`, `model:fraud` work as well",
        "• `breaking` or `severity>=high` or `kind:schema`; a minus leaves out: `-warehouse.orders.debug`, `-kind:docs`",
        "• `AND`, `OR`, `NOT` and brackets: `(warehouse.orders.* OR model:fraud) breaking`",
        '• `about "payment latency"`  by meaning, whatever it is called',
        "• at the end how often: `daily at 8:30`, `weekly on friday at 16:00`; otherwise as it happens",
        "• for whom: a #channel, a @team or `me`; otherwise for the channel where you write it",
    )
    return Card(text, (section(text), section("\n".join(lines))))


def wrong(error: BadWish) -> Card:
    """Kind, and with a mark under the place."""
    hint = f" Did you mean {code(error.instead)}?" if error.instead else ""
    text = f"I could not read that: {escaped(error.why)}.{hint}"
    start = max(0, error.position - 60)
    line, mark = error.text[start : start + 120], " " * (error.position - start) + "^"
    pointed = f"```{escaped(line).replace('`', 'ˋ')}\n{mark}```"
    return Card(text, (section(text), section(pointed), context("`/change subscribe` alone shows what can be said.")))


def form(wanted: Wanted, fault: str = "") -> Modal:
    often_ = [option(name, id_) for id_, name in OFTEN.items()]
    days = [option(day.capitalize(), str(number)) for number, day in enumerate(DAYS)]
    hours = [option(f"{hour:02d}:{minute:02d}", f"{hour}:{minute:02d}") for hour in range(24) for minute in (0, 30)]
    at = f"{wanted.hour}:{wanted.minute:02d}"
    if at not in [one["value"] for one in hours]:
        hours.append(option(f"{wanted.hour:02d}:{wanted.minute:02d}", at))
    blocks: tuple[Block, ...] = (
        *((section(f":warning: {fault}"),) if fault else ()),
        text_input(WISH, "What to hear of", "wish", initial_value=wanted.wish, max_length=1000),
        select(HOW_OFTEN, "How often", "often", often_, wanted.cadence),
        select(DAY, "Which day, if weekly", "day", days, str(wanted.weekday)),
        select(HOUR, "At what time, if not as it happens", "hour", hours, at, hint=f"In {zoned(wanted.zone)}."),
    )
    return Modal(FORM, "Follow changes", blocks, "Save", metadata=packed(replace(wanted, wish="-")))


def often(rhythm: Rhythm) -> str:
    if rhythm.cadence == "instant":
        return "as it happens"
    day = DAYS[rhythm.weekday].capitalize() if rhythm.cadence == "weekly" else "day"
    return f"in a digest every {day} at {rhythm.hour}:{rhythm.minute:02d}, {zoned(rhythm.zone)}"


def line(change: Change, because: Sequence[str] = ()) -> str:
    why = f"  _{neutral('; '.join(because[:2]), 200)}_" if because else ""
    breaking = ":warning: " if change.content.breaking else ""
    return f"• {breaking}*{neutral(change.title, 160)}*  {when(change)}{why}"


def when(change: Change) -> str:
    moment = change.content.when
    if moment is None:
        return "no date yet"
    return moment_token(moment.start, moment.zone)


def _whom(to: Destination, viewer: str) -> str:
    named = shown(to, viewer)
    return "You" if named == "you" else named


def _past(caught: Sequence[tuple[Change, Sequence[str]]]) -> tuple[Block, ...]:
    if not caught:
        return (context("No change so far would have matched. That may be right: it speaks when there is one."),)
    count = f"{counted(len(caught), 'past change')} would have matched"
    more = f" The last {MOST}:" if len(caught) > MOST else ":"
    lines = [line(change, because) for change, because in caught[:MOST]]
    return (section(f"*{count}.*{more}".replace(".*:", ":*") + "\n" + "\n".join(lines)),)


def _known(of: Preview) -> list[str]:
    if of.twin is not None:
        same = often(of.twin.rhythm) == often(of.wanted.rhythm) and not of.twin.paused
        return ["That is followed there already; nothing would change." if same else _only_rhythm(of.twin)]
    if of.wider is not None:
        return [
            f"Much of it comes already: {code(of.wider.wish)} is followed there. Each change is told once all the same."
        ]
    return []


def _only_rhythm(twin: Subscription) -> str:
    state = "is paused" if twin.paused else f"comes {often(twin.rhythm)}"
    return f"That is followed there already and {state}; only that would change."


def _guess(name: str, near: Sequence[str]) -> str:
    guess = f" Did you mean {' or '.join(code(one) for one in near)}?" if near else ""
    return f"I know nothing named {code(name)} yet.{guess} You can follow it all the same."
