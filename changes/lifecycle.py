"""Which moves a change may make, what a revision says, and which answers outlive it: values in, values out."""

import hashlib
import json
from dataclasses import fields, replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from changes.assets import covers
from changes.model import LIVE, SEVERITIES, Ack, Change, Draft, State, When


class RevisedMeanwhile(ValueError):
    """What was to be revised is another revision than the one that was looked at."""

    def __init__(self, change: Change) -> None:
        super().__init__(f"“{change.title}” was revised meanwhile, so nothing was sent")
        self.change = change


class WrongState(ValueError):
    """The change cannot make this move from where it is."""

    def __init__(self, change: Change, move: str) -> None:
        super().__init__(f"“{change.title}” is {change.state}; it cannot be {move} any more")
        self.change = change


def announce(change: Change, at: datetime) -> Change:
    _require(change, ("draft",), "announced")
    return replace(change, state="announced", revision=1, announced=at)


def revise(change: Change, content: Draft) -> Change:
    """A draft is simply rewritten; what was announced gets a new revision, unless nothing became different."""
    _require(change, ("draft", *LIVE), "revised")
    if change.state == "draft":
        return replace(change, content=content)
    if content == change.content:
        return change
    state: State = "in effect" if change.state == "in effect" and not _postponed(change.content, content) else "revised"
    return replace(change, content=content, state=state, revision=change.revision + 1)


def merged(base: Draft, mine: Draft, theirs: Draft) -> Draft:
    """What both wrote upon the same words: where I wrote nothing, theirs stands; where both did, mine."""
    untouched = [one.name for one in fields(Draft) if one.name != "when" and not _differs(base, mine, one.name)]
    when = theirs.when if _span(base) == _span(mine) else mine.when
    return replace(mine, when=when, **{name: getattr(theirs, name) for name in untouched})


def is_due(change: Change, now: datetime) -> bool:
    when = change.content.when
    return change.state in ("announced", "revised") and when is not None and when.start <= now


def take_effect(change: Change) -> Change:
    _require(change, ("announced", "revised"), "put in effect")
    return replace(change, state="in effect")


def finish(change: Change, at: datetime) -> Change:
    _require(change, LIVE, "closed")
    return replace(change, state="done", closed=at)


def withdraw(change: Change, at: datetime, why: str = "") -> Change:
    _require(change, ("draft", "announced", "revised"), "withdrawn")
    return replace(change, state="withdrawn", closed=at, reason=why)


def fingerprint(draft: Draft) -> str:
    """The substance: stays when only words, contact or date move."""
    if draft.fingerprint:
        return draft.fingerprint
    found = sorted({(one.rule, one.asset.lower(), one.breaking) for one in draft.differences})
    parts = (draft.kind, sorted({name.lower() for name in draft.assets}), draft.breaking, found)
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def worse(before: Draft, after: Draft) -> tuple[str, ...]:
    """Why `after` asks more of its readers than `before` did; empty when it does not."""
    reasons = [*_worse_substance(before, after), *_worse_time(before.when, after.when)]
    return tuple(reasons)


def said(before: Draft, after: Draft) -> tuple[str, ...]:
    """What a revision made different, each in plain words."""
    lines = [f"{word} is now “{getattr(after, name)}”" for name, word in _SHORT if _differs(before, after, name)]
    lines += [_BREAKING[after.breaking]] if _differs(before, after, "breaking") else []
    lines += [words for name, words in _REWRITTEN if _differs(before, after, name)]
    if _span(before) != _span(after):
        lines.insert(0, _moved(before.when, after.when))
    added, gone = _news(before.assets, after.assets), _news(after.assets, before.assets)
    if added:
        lines.append(f"it also touches {', '.join(added)}")
    if gone:
        lines.append(f"it no longer touches {', '.join(gone)}")
    if {one.rule for one in before.differences} != {one.rule for one in after.differences}:
        lines.append("the list of differences is another")
    return tuple(lines)


def carries_over(ack: Ack, before: Draft, after: Draft) -> bool:
    """An answer holds while substance and date hold, and when things only get easier for who gave it."""
    if worse(before, after):
        return False
    if fingerprint(before) == fingerprint(after) and _span(before) == _span(after):
        return True
    if after.kind != before.kind:
        return False
    return ack.until is None or after.when is None or ack.until <= after.when.day or not _too_late(ack, before)


_SHORT = (("title", "the title"), ("kind", "the kind"), ("severity", "the severity"))
# The card shows them as they stand, so that nobody reads them twice.
_REWRITTEN = (
    ("what", "the description was rewritten"),
    ("why", "the reason was rewritten"),
    ("to_do", "what to do was rewritten"),
    ("contact", "somebody else answers questions"),
    ("link", "the link leads elsewhere"),
)
_BREAKING = {
    True: "it breaks what others have built",
    False: "it breaks nothing any more",
    None: "whether it breaks anything is not known any more",
}


def _require(change: Change, states: tuple[State, ...], move: str) -> None:
    if change.state not in states:
        raise WrongState(change, move)


def _worse_substance(before: Draft, after: Draft) -> list[str]:
    reasons = []
    if after.breaking and not before.breaking:
        reasons.append("it breaks readers now")
    if after.breaking is None and before.breaking is False:
        reasons.append("it is no longer said to be harmless")
    if SEVERITIES.index(after.severity) > SEVERITIES.index(before.severity):
        reasons.append(f"its severity rises to {after.severity}")
    added = [name for name in after.assets if not any(covers(old, name) for old in before.assets)]
    if added:
        reasons.append(f"it touches more: {', '.join(added)}")
    known = {(one.rule, one.asset) for one in before.differences}
    fresh = [one for one in after.differences if one.breaking and (one.rule, one.asset) not in known]
    if fresh and before.differences:
        reasons.append(f"{len(fresh)} more breaking difference{'s' if len(fresh) > 1 else ''}")
    return reasons


def _worse_time(before: When | None, after: When | None) -> list[str]:
    if after is None or before is None:
        return ["it has a date now"] if after and not before else []
    reasons = []
    if after.start < before.start:
        reasons.append(f"it comes earlier: {_moment(after, after.start)}")
    if _length(after) > _length(before):
        reasons.append("it lasts longer")
    return reasons


def _too_late(ack: Ack, before: Draft) -> bool:
    return before.when is None or ack.until is None or ack.until <= before.when.day


def _postponed(before: Draft, after: Draft) -> bool:
    return bool(before.when and after.when and after.when.start > before.when.start)


def _span(draft: Draft) -> tuple[datetime, datetime | None] | None:
    return draft.when.span if draft.when else None


def _length(when: When) -> float:
    return (when.end - when.start).total_seconds() if when.end else 0.0


def _differs(before: Draft, after: Draft, name: str) -> bool:
    return bool(getattr(before, name) != getattr(after, name))


def _moved(before: When | None, after: When | None) -> str:
    if after is None:
        return "there is no date any more"
    if before is None:
        return f"the date is {_moment(after, after.start)}"
    if before.start != after.start:
        return f"the date moved from {_moment(before, before.start)} to {_moment(after, after.start)}"
    return f"it ends {_moment(after, after.end)}" if after.end else "it has no end any more"


def _moment(when: When, at: datetime) -> str:
    """At midnight there it is a day that is meant."""
    at = at.astimezone(ZoneInfo(when.zone))
    day = f"{at:%A} {at.day} {at:%B %Y}"
    return day if at.time() == time() else f"{day}, {at:%H:%M} {at.tzname() or ''}".strip()


def _news(before: tuple[str, ...], after: tuple[str, ...]) -> list[str]:
    old = {name.lower() for name in before}
    return [name for name in after if name.lower() not in old]
