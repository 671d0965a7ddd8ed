import pytest

from benchmarks import turns
from benchmarks.turns import Ratio, Times


def test_each_thing_is_begun_by_another() -> None:
    order = list(turns.in_turn(("ours", "bare"), ("a", "b", "c")))

    assert order == [("ours", "a"), ("bare", "a"), ("bare", "b"), ("ours", "b"), ("ours", "c"), ("bare", "c")]


def test_the_first_go_of_each_does_not_count() -> None:
    heard: list[str] = []
    clock = iter(range(100))

    times = turns.taken({"one": heard.append, "other": heard.append}, ["a", "b"], lambda: float(next(clock)))

    assert heard == ["a", "a", "a", "a", "b", "b"]
    assert {name: one.turns for name, one in times.items()} == {"one": (1.0, 1.0), "other": (1.0, 1.0)}


def test_a_turn_in_which_the_machine_was_busy_leaves_the_ratio_alone() -> None:
    ours, bare = Times((2.0, 20.0, 2.0)), Times((1.0, 10.0, 1.0))

    assert str(ours.over(bare)) == "2.00 (2.00–2.00)"


def test_a_ratio_says_how_far_its_turns_lie_apart() -> None:
    assert str(Ratio((1.0, 2.0, 3.0, 4.0, 5.0))) == "3.00 (2.00–4.00)"


def test_the_time_told_is_the_middle_one() -> None:
    assert Times((0.003, 0.001, 0.002)).median == pytest.approx(0.002)
