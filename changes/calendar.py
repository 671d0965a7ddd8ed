"""Changes as a calendar that other programs subscribe to (iCalendar), and as the rows of a timeline picture."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from changes.model import Change

ASSUMED_LENGTH = timedelta(hours=1)


def icalendar(changes: Iterable[Change], title: str, now: datetime) -> str:
    """A withdrawn change stays as cancelled, so that it disappears from calendars that already hold it."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Parlance//Changes//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    for change in changes:
        if change.content.when and change.state != "draft":
            calendar.add_component(_event(change, now))
    return str(calendar.to_ical().decode("utf-8"))


@dataclass(frozen=True)
class Bar:
    """One row of the timeline: from when it is known to when it is over."""

    label: str
    known: datetime
    start: datetime
    end: datetime
    breaking: bool


def timeline(changes: Iterable[Change]) -> list[Bar]:
    """Soonest first; changes without a date are not drawn."""
    bars = [_bar(change) for change in changes if change.content.when]
    return sorted(bars, key=lambda bar: (bar.start, bar.label))


def _event(change: Change, now: datetime) -> "object":
    from icalendar import Event

    content, event = change.content, Event()
    when = content.when
    assert when is not None
    event.add("uid", f"{change.id}@parlance")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("sequence", change.revision)
    event.add("summary", ("Breaking: " if content.breaking else "") + change.title)
    event.add("dtstart", when.start.astimezone(UTC))
    event.add("dtend", (when.end or when.start + ASSUMED_LENGTH).astimezone(UTC))
    event.add("status", "CANCELLED" if change.state == "withdrawn" else "CONFIRMED")
    event.add("categories", [content.kind])
    event.add("transp", "TRANSPARENT")
    event.add("description", "\n\n".join(part for part in _description(change) if part))
    if content.link:
        event.add("url", content.link)
    return event


def _description(change: Change) -> list[str]:
    content = change.content
    return [
        f"Touches: {', '.join(content.assets)}" if content.assets else "",
        content.what,
        f"What to do: {content.to_do}" if content.to_do else "",
        f"Why: {content.why}" if content.why else "",
        f"Contact: {content.contact}" if content.contact else "",
    ]


def _bar(change: Change) -> Bar:
    when = change.content.when
    assert when is not None
    return Bar(
        change.title,
        change.announced or change.recorded,
        when.start,
        when.end or when.start,
        bool(change.content.breaking),
    )
