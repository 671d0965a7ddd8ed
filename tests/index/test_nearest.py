"""Neighbours by cosine, exact until the collection is large."""

import numpy as np
import pytest

from index.encoder.protocol import Vectors, unit
from index.nearest import Nearest


def test_neighbours_come_nearest_first() -> None:
    nearest = Nearest(np.eye(3, dtype=np.float32))

    found = nearest.search(unit(np.array([0.1, 1.0, 0.5], np.float32)), top=2)

    assert [one.row for one in found] == [1, 2]


def test_asking_for_more_than_there_is_gives_what_there_is() -> None:
    assert len(Nearest(np.eye(2, dtype=np.float32)).search(np.array([1, 0], np.float32), top=10)) == 2
    assert Nearest(np.zeros((0, 2), np.float32)).search(np.array([1, 0], np.float32), top=10) == []


def test_above_the_documented_size_it_is_approximate_and_still_right() -> None:
    random = np.random.default_rng(5)
    vectors = unit(random.normal(size=(3000, 32)).astype(np.float32))
    exact, approximate = Nearest(vectors), Nearest(vectors, approximate_from=1000)
    queries = unit(random.normal(size=(50, 32)).astype(np.float32))

    shared = [
        len({one.row for one in exact.search(query, 10)} & {one.row for one in approximate.search(query, 10)})
        for query in queries
    ]

    assert exact.exact
    assert not approximate.exact
    assert sum(shared) / (10 * len(queries)) >= 0.99


def test_what_is_added_before_and_after_a_search_is_found_beside_what_was_there() -> None:
    rows = np.eye(4, dtype=np.float32)
    first = Nearest(rows[:1]).and_more(rows[1:2])
    second = first.and_more(rows[2:3])

    assert [one.row for one in first.search(rows[1], top=1)] == [1]
    assert np.array_equal(second.and_more(rows[3:]).vectors(range(4)), rows)
    assert np.array_equal(first.and_more(rows[2:]).vectors(range(4)), rows)
    assert (len(first), len(second)) == (2, 3)


def test_what_comes_to_a_large_collection_and_what_goes_counts_at_once() -> None:
    random = np.random.default_rng(7)
    rows = unit(random.normal(size=(1200, 32)).astype(np.float32))
    large = Nearest(rows[:1000], approximate_from=1000)
    large.build()

    grown = large.only([*range(100), *range(150, 1000)]).and_more(rows[1000:1040])
    grown.build()

    there = np.concatenate([rows[:100], rows[150:1040]])
    assert np.array_equal(grown.vectors([3, 100, 949, 950, 989]), there[[3, 100, 949, 950, 989]])
    assert [grown.search(one, top=1)[0].row for one in there[::10]] == list(range(0, 990, 10))
    assert all(grown.search(gone, top=1)[0].similarity < 0.99 for gone in rows[100:150])
    assert len(large.search(rows[120], top=5)) == 5
    assert large.search(rows[120], top=1)[0].row == 120


def test_a_large_collection_of_which_nothing_is_left_is_empty() -> None:
    large = Nearest(np.eye(8, dtype=np.float32), approximate_from=4)

    assert large.only([]).search(np.eye(8, dtype=np.float32)[0], top=3) == []
    assert len(large.only([]).and_more(np.eye(8, dtype=np.float32)[:2]).search(np.eye(8, dtype=np.float32)[1], 3)) == 2


def test_a_graph_is_built_anew_only_when_much_came_or_went() -> None:
    rows = unit(np.random.default_rng(3).normal(size=(1300, 16)).astype(np.float32))
    first = Nearest(rows[:1000], approximate_from=1000)
    first.build()
    few, many = first.and_more(rows[1000:1100]), first.and_more(rows[1000:])

    few.build()
    many.build()

    assert (first.loose, few.loose, many.loose) == (0, 100, 0)
    assert few.only(range(50, 1100)).loose == 150


def recall(rows: Vectors, queries: Vectors) -> float:
    """Of ten, how many are as near as the ten that an exact search finds; which of equal ones is nobody's concern."""
    exact, approximate = Nearest(rows), Nearest(rows, approximate_from=1000)
    assert exact.exact
    assert not approximate.exact
    right = [
        sum(one.similarity >= exact.search(query, 10)[-1].similarity - 1e-6 for one in approximate.search(query, 10))
        for query in queries
    ]
    return sum(right) / (10 * len(queries))


@pytest.mark.parametrize(
    ("share", "noise", "least"), [(0.1, 0, 0.99), (0.75, 0, 0.99), (0.1, 0.01, 0.99), (0.75, 0.01, 0.97)]
)
def test_many_copies_of_a_few_vectors_do_not_hide_the_others(share: float, noise: float, least: float) -> None:
    """The last was 0.982 to 0.998 by the vectors that were drawn; on another processor a few of 500 may fall otherwise."""
    random = np.random.default_rng(5)
    rows = unit(random.normal(size=(3000, 32)).astype(np.float32))
    copies = random.permutation(3000)[: int(3000 * share)]
    near = rows[random.choice(copies[:10], len(copies))]
    rows[copies] = unit(near + noise * random.normal(size=near.shape).astype(np.float32))

    assert recall(rows, unit(random.normal(size=(50, 32)).astype(np.float32))) >= least
    assert noise or recall(rows, rows[copies[::200]]) == 1


def test_each_copy_is_a_row_of_its_own() -> None:
    rows = np.repeat(np.eye(8, dtype=np.float32), 6, axis=0)
    large = Nearest(rows[:40], rows[40:], approximate_from=48)

    large.build()
    fewer = large.only([*range(4), *range(6, 48)]).and_more(rows[:2])

    assert sorted(one.row for one in large.search(rows[0], top=6)) == [0, 1, 2, 3, 4, 5]
    assert len(large.search(rows[0], top=20)) == 20
    assert sorted(one.row for one in fewer.search(rows[0], top=6)) == [0, 1, 2, 3, 46, 47]
    assert (len(fewer), fewer.loose) == (48, 4)
    assert np.array_equal(fewer.vectors(range(48)), rows[[*range(4), *range(6, 48), 0, 1]])
