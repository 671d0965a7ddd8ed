"""What is wrong with a field of the form that announces a change, said at that field."""

from collections.abc import Sequence
from datetime import date, time

from bot.views.dates import spoken_day

NO_ADDRESS = "That is no address: it begins with https:// and has no spaces."
ENDS_WITHOUT_BEGINNING = "It ends, so it begins as well: choose the first day."
ENDS_BEFORE = "It ends before it begins."
TIME_WITHOUT_DAY = "A time needs its day."
MYSELF = "That is me, and I know already: choose people."
PRIVATE_CHANNEL = "that private channel"


def long_ago(day: date) -> str:
    return f"{spoken_day(day)} is more than a year ago. When does it take effect?"


def far_ahead(day: date) -> str:
    return f"{spoken_day(day)} is more than five years ahead. Is the year right?"


def no_such_day(written: str) -> str:
    return f"There is no day {written}."


def skipped_hour(at: time, zone: str) -> str:
    return f"{at:%H:%M} does not exist on that day in {zone}: the clocks are put forward then."


def not_in(channels: Sequence[str]) -> str:
    names = ", ".join(channels)
    return f"I am not in {names}, so I could not write there. Invite me there with /invite @Parlance, or take it out."


def sentence(fault: str) -> str:
    """What a domain says of a field, as a sentence."""
    return f"{fault[:1].upper()}{fault[1:]}."
