"""How sure a reading says it is."""

import numpy as np
import pytest

from glossary.scoring import turn
from glossary.scoring.confidence import told
from glossary.scoring.turn import turned, turned_texts


@pytest.mark.parametrize("kind", ["sense", "ambiguous", "everyday"])
def test_a_likelier_reading_is_never_less_sure(kind) -> None:
    sure = [told(kind, chance) for chance in np.linspace(0, 1, 21)]

    assert sure == sorted(sure)


@pytest.mark.parametrize("kind", ["sense", "ambiguous", "everyday"])
def test_nothing_is_certain(kind) -> None:
    assert 0 < told(kind, 0.0) < told(kind, 1.0) < 1


def test_each_view_is_turned_by_its_own_matrix_and_keeps_unit_length() -> None:
    rows = np.random.default_rng(1).normal(size=(3, 4, turn.shipped().shape[-1])).astype(np.float32)

    found = turned(rows)

    assert np.linalg.norm(found, axis=-1) == pytest.approx(np.ones((3, 4)), abs=1e-5)
    assert found[:, 0] == pytest.approx(turned_texts(rows[:, 0]), abs=1e-5)
    assert not np.allclose(found[:, 1], turned_texts(rows[:, 1]))


def test_another_encoders_vectors_are_left_as_they_are() -> None:
    rows = np.ones((2, 4, 5), np.float32)

    assert turned(rows) is rows
    assert np.array_equal(turned_texts(rows[0]), rows[0])
