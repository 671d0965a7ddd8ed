"""A filled-in form becomes a draft, or the faults of its fields; pure, so that every impossible date can be tried."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import cast
from zoneinfo import ZoneInfo

from bot.places import plain
from bot.typed import Typed
from bot.views import refusals
from bot.views.change_form import BREAKING, HARMLESS, AboutForm
from changes.checking import FARTHEST, BadDraft, check
from changes.drafts import destinations
from changes.model import Destination, Draft, Kind, Severity, When

START_OF_WORK = time(9, 0)
BLOCKS = {"when": "day"}
BETWEEN = re.compile(r"[,;\n]+")
LINK = re.compile(r"https?://[^\s<>|]+")


class Faults(ValueError):
    """What is wrong, by the block that shows it."""

    def __init__(self, by_block: dict[str, str]) -> None:
        super().__init__("; ".join(by_block.values()))
        self.by_block = by_block


@dataclass(frozen=True)
class Filled:
    content: Draft
    named: tuple[Destination, ...]


def filled(typed: Typed, about: AboutForm, before: Draft, now: datetime) -> Filled:
    """`before` is what the form did not ask for and keeps: differences, key, fingerprint."""
    faults: dict[str, str] = {}
    when = _when(typed, ZoneInfo(about.zone), now, faults)
    link = typed.text("link")
    if link and not LINK.fullmatch(link):
        faults["link"] = refusals.NO_ADDRESS
    content = replace(
        before,
        title=" ".join(typed.text("title").split()),
        kind=cast(Kind, typed.chosen("kind")),
        assets=assets(typed.text("assets")),
        breaking={BREAKING: True, HARMLESS: False}.get(typed.chosen("breaking")),
        severity=cast(Severity, typed.chosen("severity")),
        when=when,
        contact=_contact(typed, before),
        link=link,
        what=typed.text("what"),
        why=typed.text("why"),
        to_do=typed.text("to_do"),
    )
    try:
        check(content)
    except BadDraft as fault:
        faults.setdefault(BLOCKS.get(fault.field, fault.field), refusals.sentence(str(fault)))
    if faults:
        raise Faults(faults)
    return Filled(content, destinations(typed.conversations("channels"), typed.people("people")))


def assets(text: str) -> tuple[str, ...]:
    names = [part.strip().strip("`") for part in BETWEEN.split(plain_lines(text))]
    return tuple(dict.fromkeys(name for name in names if name))


def plain_lines(text: str) -> str:
    return "\n".join(plain(line) for line in text.splitlines())


def _contact(typed: Typed, before: Draft) -> str:
    chosen = typed.person("contact")
    if chosen:
        return f"<@{chosen}>"
    return "" if before.contact.startswith("<@") else before.contact


def _when(typed: Typed, zone: ZoneInfo, now: datetime, faults: dict[str, str]) -> When | None:
    start = _moment(typed, "day", "hour", zone, faults)
    end = _moment(typed, "last_day", "last_hour", zone, faults)
    if start is None:
        if end is not None:
            faults["day"] = refusals.ENDS_WITHOUT_BEGINNING
        return None
    if start > now + FARTHEST:
        faults["day"] = refusals.far_ahead(start.date())
    if end is not None and end <= start:
        faults["last_day"] = refusals.ENDS_BEFORE
    return When(start, end, zone.key)


def _moment(typed: Typed, day: str, hour: str, zone: ZoneInfo, faults: dict[str, str]) -> datetime | None:
    written, clock = typed.day(day), typed.clock(hour)
    if not written:
        if clock:
            faults[day] = refusals.TIME_WITHOUT_DAY
        return None
    try:
        on, at = date.fromisoformat(written), time.fromisoformat(clock) if clock else START_OF_WORK
    except ValueError:
        faults[day] = refusals.no_such_day(written)
        return None
    local = datetime.combine(on, at, zone)
    if local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        faults[hour] = refusals.skipped_hour(at, zone.key)
    return local
