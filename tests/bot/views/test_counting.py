"""Small phrases read as people say them."""

import pytest

from bot.views.words import counted, enumerated


@pytest.mark.parametrize(("number", "said"), [(0, "0 cards"), (1, "1 card"), (2, "2 cards"), (1200, "1,200 cards")])
def test_one_is_not_many(number: int, said: str) -> None:
    assert counted(number, "card") == said


def test_the_last_of_several_is_joined_by_a_word() -> None:
    assert enumerated(["churn"]) == "churn"
    assert enumerated(["churn", "PSI"]) == "churn and PSI"
    assert enumerated(["churn", "PSI", "lift"], "or") == "churn, PSI or lift"
