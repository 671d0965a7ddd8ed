"""Slack's rate limits, when they are switched on."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.playground.client import Control


@pytest.fixture
def limited(control: Control) -> Iterator[Control]:
    control.do("clock", running=False)
    control.do("limits", on=True)
    yield control
    control.do("limits", on=False)


def call(control: Control, app: dict[str, str], method: str, **args: str) -> httpx.Response:
    return control.http.post(f"/api/{method}", data=args, headers={"Authorization": f"Bearer {app['bot_token']}"})


def test_a_channel_takes_one_message_a_second_after_a_short_burst(
    limited: Control, app: dict[str, str], place: str
) -> None:
    codes = [call(limited, app, "chat.postMessage", channel=place, text="x").status_code for _ in range(5)]
    refused = call(limited, app, "chat.postMessage", channel=place, text="x")
    limited.do("clock", advance=1)
    after = call(limited, app, "chat.postMessage", channel=place, text="x")

    assert codes == [200, 200, 200, 200, 429]
    assert (refused.headers["retry-after"], refused.json()) == ("1", {"ok": False, "error": "ratelimited"})
    assert after.status_code == 200


def test_another_channel_is_not_held_up(limited: Control, app: dict[str, str], place: str) -> None:
    limited.do("invite", channel="#data-platform", people=["Tester"], **{"as": "tomas"})
    for _ in range(5):
        call(limited, app, "chat.postMessage", channel=place, text="x")

    assert call(limited, app, "chat.postMessage", channel="#data-platform", text="x").status_code == 200


def test_each_method_has_its_tier(limited: Control, app: dict[str, str]) -> None:
    codes = [call(limited, app, "users.list").status_code for _ in range(21)]
    refused = call(limited, app, "users.list")
    limited.do("clock", advance=61)

    assert codes == [200] * 20 + [429]
    assert refused.headers["retry-after"] == "60"
    assert call(limited, app, "users.list").status_code == 200


def test_switched_off_nothing_is_held_up(control: Control, app: dict[str, str], place: str) -> None:
    codes = {call(control, app, "chat.postMessage", channel=place, text="x").status_code for _ in range(30)}

    assert codes == {200}
