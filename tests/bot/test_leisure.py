"""Work that may be left out is left out when much is said at once."""

from bot.leisure import Leisure


def test_a_few_at_once_then_so_many_a_second() -> None:
    now = [0.0]
    leisure = Leisure(2, 3, lambda: now[0])

    assert [leisure.take() for _ in range(4)] == [True, True, True, False]
    now[0] = 0.5
    assert [leisure.take(), leisure.take()] == [True, False]


def test_a_long_pause_saves_up_no_more_than_the_few() -> None:
    now = [0.0]
    leisure = Leisure(2, 3, lambda: now[0])
    now[0] = 1000.0

    assert [leisure.take() for _ in range(4)] == [True, True, True, False]
