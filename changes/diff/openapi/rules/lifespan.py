"""The life of a property: deprecated, until when, revived, more or less stable than before."""

from changes.diff.openapi.lifecycle import Calendar, Life, rank
from changes.diff.openapi.pair import Pair, Told
from changes.model import Difference


def differences(pair: Pair, calendar: Calendar) -> Told:
    if pair.place.kind != "body" or pair.place.top:
        return
    old, new = Life.of(pair.old), Life.of(pair.new)
    if new.deprecated and not old.deprecated:
        yield _deprecated(pair, new, calendar)
    if old.deprecated and not new.deprecated:
        yield pair.tell(f"{pair.it} is no longer deprecated", "reactivated")
    if rank(old) != rank(new):
        verb = "decreased" if rank(new) < rank(old) else "increased"
        yield pair.tell(
            f"the stability of {pair.it} {verb} from {old.stability} to {new.stability}", f"stability-{verb}"
        )


def _deprecated(pair: Pair, new: Life, calendar: Calendar) -> Difference | None:
    if new.unreadable:
        return pair.tell(
            f"{pair.it} is deprecated, with a sunset date that is no date: {new.written}", "deprecated-sunset-invalid"
        )
    if calendar.lacks_date(new):
        return pair.tell(f"{pair.it} is deprecated without a sunset date", "deprecated-sunset-missing")
    if new.sunset is None:
        return pair.tell(f"{pair.it} is deprecated", "deprecated")
    if calendar.too_soon(new.sunset):
        return pair.tell(
            f"{pair.it} is deprecated, with a sunset date that comes too soon: {new.sunset}", "sunset-date-too-small"
        )
    return pair.tell(f"{pair.it} is deprecated and will go on {new.sunset}", "deprecated-with-sunset")
