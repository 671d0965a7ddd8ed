"""What a change must be before it is recorded; each fault with a sentence that says what to do."""

from datetime import date, datetime, timedelta

from changes.assets import BadAsset, parse
from changes.model import KINDS, SEVERITIES, Draft, When
from changes.remedies import Remediable

LONGEST_TITLE, LONGEST_TEXT, MOST_ASSETS = 150, 10_000, 50
FARTHEST = timedelta(days=5 * 366)
PAST = timedelta(days=31)  # what took effect is told within weeks; further back a year is more likely mistyped


class BadDraft(ValueError):
    """A draft that cannot be recorded; `field` says where, for forms."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why)
        self.field = field


class LongPast(Remediable, ValueError):
    """A day so long gone that it is likely a slip; whoever means it says so once more."""

    remedy = "a word that it is meant"

    def __init__(self, day: date) -> None:
        super().__init__(f"{day.day} {day:%B %Y} is more than a month ago: is the year right?")


def check(draft: Draft) -> None:
    if not draft.title.strip():
        raise BadDraft("title", "say in one line what changes")
    if len(draft.title) > LONGEST_TITLE:
        raise BadDraft("title", f"a title has at most {LONGEST_TITLE} letters; this one has {len(draft.title)}")
    if draft.kind not in KINDS:
        raise BadDraft("kind", f"`{draft.kind}` is no kind of change; there are {', '.join(KINDS)}")
    if draft.severity not in SEVERITIES:
        raise BadDraft("severity", f"`{draft.severity}` is no severity; there are {', '.join(SEVERITIES)}")
    _check_texts(draft)
    _check_assets(draft)
    if draft.when:
        _check_when(draft.when)


def long_past(when: When | None, before: When | None, now: datetime) -> bool:
    """What stood there `before` was looked at then."""
    moved = when is not None and (before is None or when.start != before.start)
    return moved and when is not None and when.start < now - PAST


def require_likely(when: When | None, before: When | None, now: datetime, *, past: bool) -> None:
    """With `past` it was said once more that a day long gone is meant."""
    if when and when.start > now + FARTHEST:
        raise BadDraft("when", f"{when.day.day} {when.day:%B %Y} is more than five years ahead: is the year right?")
    if when and not past and long_past(when, before, now):
        raise LongPast(when.day)


def _check_texts(draft: Draft) -> None:
    for field in ("what", "why", "to_do", "contact", "link"):
        length = len(getattr(draft, field))
        if length > LONGEST_TEXT:
            raise BadDraft(
                field, f"at most {LONGEST_TEXT:,} letters fit here; these are {length:,}: put the rest behind a link"
            )


def _check_assets(draft: Draft) -> None:
    if len(draft.assets) > MOST_ASSETS:
        raise BadDraft("assets", f"name at most {MOST_ASSETS} assets, or use `*`; these are {len(draft.assets)}")
    for name in draft.assets:
        try:
            parse(name)
        except BadAsset as error:
            raise BadDraft("assets", str(error)) from error


def _check_when(when: When) -> None:
    if when.start.tzinfo is None or (when.end and when.end.tzinfo is None):
        raise BadDraft("when", "a date needs its time zone")
    if when.end and when.end < when.start:
        raise BadDraft("when", "it ends before it starts")
    if when.end and when.end - when.start > FARTHEST:
        raise BadDraft("when", "a window lasts at most five years")
