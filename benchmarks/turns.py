"""Who takes how long beside whom: all take turns on the same things, so that a machine that slows down slows each of them."""

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import TypeVar

Thing = TypeVar("Thing")
Work = Callable[[Thing], object]
Clock = Callable[[], float]


@dataclass(frozen=True)
class Ratio:
    """One for each turn; told by the middle one, and by the middle half of them: what noise there was."""

    of_turns: tuple[float, ...]

    @property
    def median(self) -> float:
        return median(self.of_turns)

    def __str__(self) -> str:
        low, _, high = quantiles(self.of_turns, n=4, method="inclusive")
        return f"{self.median:.2f} ({low:.2f}–{high:.2f})"


@dataclass(frozen=True)
class Times:
    """Seconds, one for each turn."""

    turns: tuple[float, ...]

    @property
    def median(self) -> float:
        return median(self.turns)

    @property
    def milliseconds(self) -> str:
        return f"{1000 * self.median:.2f}"

    def over(self, floor: "Times") -> Ratio:
        """Turn by turn: what both met in a turn, a busy moment or a long text, leaves their ratio alone."""
        return Ratio(tuple(ours / its for ours, its in zip(self.turns, floor.turns, strict=True)))


def taken(
    works: Mapping[str, Work[Thing]], things: Sequence[Thing], clock: Clock = time.process_time
) -> dict[str, Times]:
    """Each work on each thing, after one that does not count. Processor time is of all threads, and knows no neighbours."""
    for work in works.values():
        work(things[0])
    found: dict[str, list[float]] = {name: [] for name in works}
    for name, thing in in_turn(tuple(works), things):
        found[name].append(seconds(works[name], thing, clock))
    return {name: Times(tuple(times)) for name, times in found.items()}


def in_turn(names: Sequence[str], things: Sequence[Thing]) -> Iterator[tuple[str, Thing]]:
    """All names with each thing, each thing begun by another: whoever comes second finds warm caches."""
    for number, thing in enumerate(things):
        first = number % len(names)
        for name in (*names[first:], *names[:first]):
            yield name, thing


def seconds(work: Work[Thing], thing: Thing, clock: Clock) -> float:
    start = clock()
    work(thing)
    return clock() - start


def spent_by(process: int) -> float:
    """Seconds of processor time that the process of this number has used; Linux tells it."""
    with open(f"/proc/{process}/stat", encoding="ascii") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
