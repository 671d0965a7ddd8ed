"""A meaning that became another, announced as a change: its title, what was and what is, what to do."""

from collections.abc import Sequence

LOOK_THERE = "Look where you use the word: numbers and texts may need another one."


def title(names: Sequence[str], *, most: int, breaking: bool) -> str:
    quoted = [f"“{name}”" for name in names[:most]]
    left = len(names) - len(quoted)
    ends = f"{left} more" if left else quoted.pop()
    spoken = f"{', '.join(quoted)} and {ends}" if quoted else ends
    many = len(names) > 1
    if not breaking:
        return f"{spoken} {'have' if many else 'has'} one more meaning{' each' if many else ''}"
    return f"{spoken} {'mean' if many else 'means'} something else"


def under(name: str, said: str) -> str:
    return f"“{name}”\n{said}"


def became(before: str, now: str) -> str:
    """Empty: there is none, or there was none."""
    if not now:
        return f"No longer: {before}"
    if not before:
        return f"Also: {now}"
    return f"Before: {before}\nNow: {now}"
