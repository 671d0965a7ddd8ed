"""Workspaces take turns: one that fails keeps none of the others from theirs."""

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def fairly(places: Iterable[T], turn: Callable[[T], object]) -> None:
    """The first fault is raised when all have had their turn."""
    faults = [fault for one in places if (fault := _fault_of(turn, one))]
    if faults:
        raise faults[0]


def _fault_of(turn: Callable[[T], object], one: T) -> Exception | None:
    try:
        turn(one)
    except Exception as error:  # noqa: BLE001 (raised again by whoever asked)
        return error
    return None
