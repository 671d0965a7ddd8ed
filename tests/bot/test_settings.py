"""The environment is read once; what cannot be meant is refused by its name."""

import pytest

from bot.delivery.pacer import Pace
from bot.settings import BadSetting, Settings


def test_how_fast_is_sent_may_be_chosen() -> None:
    assert Pace.at(Settings.from_env({}).pace) == Pace()
    assert Pace.at(Settings.from_env({"PARLANCE_PACE": "0.5"}).pace).posts.second == 0.5


@pytest.mark.parametrize("pace", ["0", "-1", "fast", "nan", "1e9", "inf"])
def test_a_pace_that_is_none_is_refused(pace: str) -> None:
    with pytest.raises(BadSetting, match="PARLANCE_PACE"):
        Settings.from_env({"PARLANCE_PACE": pace})


@pytest.mark.parametrize("number", ["-1", "²", "3.5", "many", "99999999", "9" * 5000])
def test_a_number_that_is_none_is_refused(number: str) -> None:
    with pytest.raises(BadSetting, match="PORT"):
        Settings.from_env({"PORT": number})
