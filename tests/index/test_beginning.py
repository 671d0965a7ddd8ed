"""What the token that begins a text says is known for as many layers as it is the same in every text."""

from typing import Any

import numpy as np

from index.encoder.acting import Acting
from index.encoder.beginning import beginning

TEXTS, WIDE = 50, 12
CHANCE = np.random.default_rng(5)
SAME = np.tile(CHANCE.normal(size=WIDE), (TEXTS, 1))


def test_what_is_the_same_in_every_text_is_known_as_it_is() -> None:
    known = beginning([_gets(SAME), _gets(SAME + 0.01 * CHANCE.normal(size=SAME.shape))])

    assert len(known) == 2
    np.testing.assert_allclose(known, SAME[:2], atol=0.01)


def test_from_the_layer_on_where_it_differs_nothing_is_known() -> None:
    listening = SAME + CHANCE.normal(size=SAME.shape)

    assert len(beginning([_gets(SAME), _gets(listening), _gets(SAME)])) == 1


def _gets(rows: Any) -> Acting:
    return Acting(rows, np.zeros((1, 1)), np.zeros((1, 1)))
