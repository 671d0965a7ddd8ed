"""A rare word says more than a common one, and nothing is said where no word stands."""

import numpy as np

from index.said import Numbers, weighed


def numbers(*some: int) -> Numbers:
    return np.array(some, np.int64)


def test_a_rare_word_says_more_than_a_common_one() -> None:
    said = weighed([numbers(1, 2, 3), numbers(4)], among=10)

    assert said.best(2) == [4, 3]


def test_where_all_words_stand_most_is_said() -> None:
    said = weighed([numbers(1, 2, 3), numbers(2)], among=10)

    assert [whole for _, whole in said.of([1, 2, 3])] == [False, True, False]
    assert said.best(1) == [2]


def test_where_no_word_stands_nothing_is_said() -> None:
    assert weighed([numbers(3)], among=10).of([2, 4]) == [(0.0, False)] * 2
    for nothing in (weighed([], among=10), weighed([numbers()], among=0)):
        assert (nothing.of([1]), nothing.best(5)) == ([(0.0, False)], [])
