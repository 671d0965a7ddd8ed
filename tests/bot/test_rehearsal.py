"""The threshold that a rehearsal proposes is the least care that would have spared the needless notes."""

import pytest

from bot.rehearsal import proposed_caution
from glossary.decision import RISKY


@pytest.mark.parametrize(
    ("rated", "caution"),
    [
        ([], 0.0),
        ([(RISKY + 0.05, True)], 0.0),
        ([(RISKY + 0.05, False), (RISKY + 0.2, True)], 0.15),
        ([(RISKY + 0.05, False), (RISKY + 0.2, False), (RISKY + 0.31, True)], 0.3),
        ([(RISKY + 0.05, True), (RISKY + 0.2, False)], 0.0),
    ],
)
def test_it_is_learned_from_what_people_say(rated: list[tuple[float, bool]], caution: float) -> None:
    assert proposed_caution(rated) == caution
