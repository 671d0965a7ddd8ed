"""A change as a channel reads it: what changes, when, what to do; and what became of it, where the card stands."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.card import Block, Card
from bot.neutral import neutral
from bot.views.blocks import context, header, section
from changes.model import Change, Reason, When

EMBLEMS = {"critical": ":rotating_light:", "high": ":warning:", "medium": ":bell:", "low": ":information_source:"}


def card(change: Change, reasons: Sequence[Reason] = (), said: Sequence[str] = ()) -> Card:
    """`said` is what the last revision made different."""
    one = change.content
    news = "; ".join(neutral(text) for text in said)
    facts = [
        _line("What", one.what),
        _line("Why", one.why),
        _line("What to do", one.to_do),
        _line("Contact", one.contact),
    ]
    blocks: list[Block] = [header(f"{_alarm(change)}{change.title}"), section(_summary(change))]
    blocks += [section(f":pencil2: *Revised:* {news}")] if news else []
    blocks += [section("\n".join(line for line in facts if line))] if any(facts) else []
    blocks += [context(_why(reasons))] if reasons else []
    return Card(f"{'Revised: ' if news else ''}{neutral(change.title)} ({_plain(change)})", tuple(blocks))


def withdrawn(change: Change) -> Card:
    why = f" {neutral(change.reason)}" if change.reason else ""
    text = f":leftwards_arrow_with_hook: *Withdrawn:* {neutral(change.title)}.{why}"
    return Card(f"Withdrawn: {neutral(change.title)}.{why}", (section(text),))


def reminder(change: Change, link: str, *, last: bool) -> Card:
    """Short: the card says the rest."""
    end = " This is the last reminder." if last else ""
    where = f" <{link}|See the card>." if link else ""
    text = f":hourglass_flowing_sand: *{neutral(change.title)}* ({_plain(change)}): nobody here has answered yet.{end}"
    return Card(f"Reminder: {neutral(change.title)} ({_plain(change)}).{end}", (section(text + where),))


def digest(headline: str, changes: Sequence[Change]) -> Card:
    items = [f"• *{neutral(one.title)}*  {_plain(one)}" for one in changes]
    blocks = [section("\n".join(items[start : start + 15])) for start in range(0, len(items), 15)]
    return Card(f"{headline}: {', '.join(neutral(one.title) for one in changes[:5])}", (header(headline), *blocks))


def undeliverable(change: Change | None, place: str, error: str) -> Card:
    about = f"“{neutral(change.title)}”" if change else "a message"
    text = f":mailbox_with_no_mail: I could not tell {place} about {about}: Slack says `{neutral(error)}`."
    mend = "Invite me there again, or move the subscription to another channel."
    return Card(f"{text} {mend}", (section(text), context(mend)))


def _summary(change: Change) -> str:
    named = ", ".join(f"`{neutral(asset)}`" for asset in change.content.assets[:10])
    return f"{EMBLEMS[change.content.severity]} {_plain(change)}" + (f"\n{named}" if named else "")


def _plain(change: Change) -> str:
    breaking = {True: "breaking", False: "not breaking", None: "perhaps breaking"}[change.content.breaking]
    when = change.content.when
    return f"{change.content.kind}, {breaking}, {_moment(when) if when else 'no date yet'}"


def _moment(when: When) -> str:
    start = _local(when.start, when.zone)
    return f"{start} to {_local(when.end, when.zone)}" if when.end else f"from {start}"


def _local(at: datetime, zone: str) -> str:
    return at.astimezone(ZoneInfo(zone)).strftime(f"%a %d %b %Y %H:%M {zone}")


def _alarm(change: Change) -> str:
    return "Breaking: " if change.content.breaking else ""


def _line(name: str, text: str) -> str:
    return f"*{name}:* {neutral(text, 1_000)}" if text else ""


def _why(reasons: Sequence[Reason]) -> str:
    return "You read this because " + "; ".join(neutral(one.text) for one in reasons[:3])
