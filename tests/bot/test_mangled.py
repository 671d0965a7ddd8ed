"""What Slack sends to our own listeners, spoilt in every place: acknowledged, never a 5xx, and the bot works on."""

import copy
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.bot import signed
from tests.bot.test_payloads import SECRET, Door, door, post  # noqa: F401 (a fixture is borrowed by its name)
from tests.conversations.hands import Json, Slack

OPEN = "performance got worse since Tuesday"
MISSING = object()
SPOILT: tuple[Any, ...] = (
    MISSING,
    None,
    "",
    MISSING,
    7,
    [],
    {},
    "x" * 12_000,
    [None],
    {"a": None},
    "<!channel> \u0000 \ud83d",
)
NESTED = 5


@dataclass
class Keeping:
    """Carries like another, and keeps what it carried."""

    carry: Any
    told: list[Json] = field(default_factory=list)

    async def __call__(self, delivery: Json) -> tuple[int, Any]:
        self.told.append(delivery)
        answered: tuple[int, Any] = await self.carry(delivery)
        return answered

    async def rest(self) -> None:
        await self.carry.rest()


@pytest.fixture
def told(slack: Slack) -> list[Json]:
    """Every delivery that went to the bot."""
    keeping = slack.carry = Keeping(slack.carry)
    return keeping.told


async def live(slack: Slack) -> None:
    """A little of everything that people do."""
    ts = await slack.say(OPEN)
    await slack.edit(ts, f"{OPEN}, I think")
    await slack.react(ts, "speech_balloon", by="jon")
    await slack.click("Something else")
    await slack.submit(wording="what we promised")
    await slack.click("Change")
    await slack.say("@Parlance what is PSI?", by="jon")
    await slack.type("/define PSI")
    await slack.click("Share in channel")
    await slack.type("/parlance settings")
    await slack.submit(style="author", notes_an_hour="3")
    await slack.type("/parlance me")
    await slack.submit(discipline="legal", known="PSI")
    for callback in ("explain", "why", "decision"):
        await slack.shortcut(callback, ts)
    await slack.submit()
    await slack.open_home()
    await slack.delete(ts)


def kinds(told: list[Json]) -> dict[str, Json]:
    """One payload of each kind and purpose."""
    found: dict[str, Json] = {}
    for one in told:
        payload = one["payload"]
        event = payload.get("event", {})
        purpose = (payload.get("actions") or [{}])[0].get("action_id") or payload.get("command")
        view = payload.get("view", {}).get("callback_id") if payload.get("type") == "view_submission" else ""
        name = (payload.get("type"), event.get("type"), event.get("subtype"), purpose, payload.get("callback_id"), view)
        found[str(name)] = payload
    return found


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    if len(path) < NESTED:
        inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, one in inner:
            yield from places(one, (*path, key))


def spoilt(payload: Json) -> Iterator[Json]:
    """Once for each of its parts, without it or with something else in its place."""
    instead = itertools.cycle(SPOILT)
    for path in places(payload):
        one = copy.deepcopy(payload)
        holder = one
        for key in path[:-1]:
            holder = holder[key]
        value = next(instead)
        if value is MISSING:
            del holder[path[-1]]
        else:
            holder[path[-1]] = value
        yield one


def request(payload: Json) -> tuple[str, dict[str, str]]:
    if "command" in payload:
        return signed.form(
            {name: str(value).encode("utf-8", "replace").decode() for name, value in payload.items()}, SECRET
        )
    return signed.event(payload, SECRET) if "event" in payload else signed.interaction(payload, SECRET)


@pytest.mark.xdist_group("mangled")  # takes long: begun first
@pytest.mark.usefixtures("surprises_are_expected")
async def test_whatever_is_spoilt_of_what_our_listeners_are_told_is_survived(
    slack: Slack,
    told: list[Json],
    door: Door,  # noqa: F811 (as above)
) -> None:
    http, in_flight = door
    await live(slack)
    known = kinds(told)

    for name, payload in known.items():
        for one in spoilt(payload):
            assert await post(http, *request(one)) < 500, (name, one)
    assert await in_flight.done(600)  # else what is still at work may answer in between

    assert len(known) > 15
    assert "how far a distribution has moved" in (await slack.type("/define PSI", by="jon")).lower()
