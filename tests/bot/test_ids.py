"""An id says by itself what it belongs to; what people write in its place is not taken for one."""

import pytest

from bot.ids import is_person


@pytest.mark.parametrize("id_", ["U024BE7LH", "W012A3CDE", "U0ANA"])
def test_a_member_id_is_a_person(id_: str) -> None:
    assert is_person(id_)


@pytest.mark.parametrize("written", ["UX", "WEB", "Ursula", "data-platform", "command line", "C024BE7LH", "U0 ANA", ""])
def test_a_team_or_a_name_that_begins_alike_is_none(written: str) -> None:
    assert not is_person(written)
