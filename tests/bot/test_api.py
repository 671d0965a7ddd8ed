"""What programs may do over HTTP: announce once, ask who answered, declare what they consume; and never more than that."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import icalendar
import pytest
from starlette.applications import Starlette

from bot.api import LARGEST, Api
from bot.app import Bot
from bot.teams import Teams
from changes.ledger import Ledger
from changes.model import Destination, Rhythm, Subscription
from changes.subscriptions import Subscriptions
from changes.tokens import A_MINUTE, Rights, Tokens
from store.database import Database
from store.workspace import Workspace

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TEAM = Destination("channel", "C1")
DRAFT = {
    "title": "Payments drop v1",
    "kind": "api",
    "assets": ["api:payments/v1"],
    "breaking": True,
    "when": {"start": "2026-04-01T08:00:00+02:00", "zone": "Europe/Berlin"},
    "key": "payments",
}


@dataclass
class Door:
    """The HTTP side of a bot with a database of its own, and a key for it."""

    here: Workspace
    web: httpx.AsyncClient
    key: str
    now: list[datetime] = field(default_factory=lambda: [NOW])

    def make_key(self, opens: str = "*", name: str = "ci", declares: tuple[str, ...] = ("*",)) -> str:
        with self.here.database.begin() as connection:
            return Tokens(self.here).make(connection, "program", Rights(name, opens, declares), "UADA", NOW)[1]

    def follow(self, wish: str, to: Destination = TEAM, **more: Any) -> Subscription:
        with self.here.database.begin() as connection:
            return Subscriptions(self.here).add(connection, Subscription("", to, wish, since=NOW, **more))

    async def post(self, path: str, json: Any, key: str = "", **headers: str) -> httpx.Response:
        return await self.web.post(path, json=json, headers={"Authorization": f"Bearer {key or self.key}", **headers})

    async def get(self, path: str, key: str = "") -> httpx.Response:
        return await self.web.get(path, headers={"Authorization": f"Bearer {key or self.key}"})

    async def put(self, path: str, text: str, key: str = "") -> httpx.Response:
        return await self.web.put(path, content=text, headers={"Authorization": f"Bearer {key or self.key}"})


@pytest.fixture
def opened(sqlite: Database) -> Iterator[Bot]:
    made = Bot.of(Teams(sqlite, lambda workspace: pytest.fail("no words are read here"), lambda title: None))
    yield made
    made.door.close()


@pytest.fixture
async def door(opened: Bot) -> AsyncIterator[Door]:
    now = [NOW]
    app = Starlette(routes=Api(opened, clock=lambda: now[0]).routes())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://parlance") as web:
        made = Door(Workspace(opened.teams.database, "T1"), web, "", now)
        made.key = made.make_key()
        yield made


async def test_a_draft_is_announced_once_and_revised_after(door: Door) -> None:
    door.follow("api:payments/* breaking")

    first = await door.post("/api/changes", DRAFT)
    again = await door.post("/api/changes", DRAFT)
    later = await door.post("/api/changes", {**DRAFT, "when": "2026-04-08"})

    assert [one.status_code for one in (first, again, later)] == [201, 200, 200]
    assert [one.json()["done"] for one in (first, again, later)] == ["announced", "unchanged", "revised"]
    assert first.json()["reaches"] == "1 channel"
    assert first.json()["gate"] == {"open": False, "why": "0 of 1 consumer team acknowledged; waiting for channel:C1."}
    assert len(Ledger(door.here).among()) == 1


async def test_the_same_draft_sent_twice_at_once_is_one_change(door: Door) -> None:
    door.follow("api:payments/*")

    answers = await asyncio.gather(*(door.post("/api/changes", DRAFT) for _ in range(6)))

    assert sorted(one.status_code for one in answers) == [200] * 5 + [201]
    assert len(Ledger(door.here).among()) == 1


async def test_the_usual_header_names_a_change_as_well(door: Door) -> None:
    unnamed = {**DRAFT, "to_nobody": True}
    unnamed.pop("key")

    for _ in range(2):
        await door.post("/api/changes", unnamed, **{"Idempotency-Key": "build-7"})

    assert [one.content.key for one in Ledger(door.here).among()] == ["build-7"]


async def test_a_dry_run_says_whom_it_would_reach_and_records_nothing(door: Door) -> None:
    door.follow("api:payments/*")

    answer = await door.post("/api/changes", {**DRAFT, "dry_run": True})

    assert (answer.status_code, answer.json()["reaches"]) == (200, "1 channel")
    assert Ledger(door.here).among() == []


async def test_who_answered_what_can_be_asked_and_a_change_taken_back(door: Door) -> None:
    door.follow("api:payments/*")
    id_ = (await door.post("/api/changes", DRAFT)).json()["id"]

    shown = await door.get(f"/api/changes/{id_}")
    gone = await door.post(f"/api/changes/{id_}/withdraw", {"why": "the vendor agreed"})

    assert shown.json()["answers"][0]["answer"] == "silent"
    assert (gone.json()["state"], gone.json()["queued"]) == ("withdrawn", 0)


async def test_a_key_announces_and_sees_only_what_it_is_for(door: Door) -> None:
    narrow = door.make_key("api:search/*")
    id_ = (await door.post("/api/changes", {**DRAFT, "to_nobody": True})).json()["id"]

    refused = [
        await door.post("/api/changes", DRAFT, key=narrow),
        await door.post("/api/changes", {**DRAFT, "assets": []}, key=narrow),
        await door.post("/api/changes", {**DRAFT, "assets": ["api:search/v1"]}, key=narrow),  # revises one of others
        await door.post(f"/api/changes/{id_}/withdraw", {}, key=narrow),
        await door.get(f"/api/changes/{id_}", key=narrow),
    ]

    assert [one.status_code for one in refused] == [403] * 5
    assert "ask its owner or an admin" in refused[0].json()["error"]


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer nonsense", "Basic YTpi"])
async def test_without_a_key_nothing_opens(door: Door, header: str) -> None:
    answer = await door.web.post("/api/changes", json=DRAFT, headers={"Authorization": header} if header else {})

    assert answer.status_code == 401
    assert Ledger(door.here).among() == []


async def test_a_key_that_was_taken_back_opens_nothing_any_more(door: Door) -> None:
    with door.here.database.begin() as connection:
        (one,) = Tokens(door.here).standing(connection, "program")
        Tokens(door.here).revoke(connection, one.id, NOW)

    assert (await door.post("/api/changes", DRAFT)).status_code == 401


async def test_a_key_is_nowhere_kept_as_it_is(door: Door) -> None:
    with door.here.database.read() as connection:
        rows = connection.exec_driver_sql("select * from change_token").all()

    assert door.key not in str(rows)


async def test_too_many_requests_wait_until_the_next_minute(door: Door) -> None:
    for _ in range(A_MINUTE):
        await door.get("/api/subscriptions")

    refused = await door.get("/api/subscriptions")
    door.now[0] += timedelta(seconds=60)

    assert (refused.status_code, refused.headers["retry-after"]) == (429, "60")
    assert (await door.get("/api/subscriptions")).status_code == 200


@pytest.mark.parametrize(
    ("given", "status", "why"),
    [
        ({"title": ""}, 422, "say in one line what changes"),
        ({"kind": "gossip"}, 422, "`kind` is one of schema"),
        ({"colour": "red"}, 422, "`colour` is no field"),
        ({"assets": "api:payments"}, 422, "`assets` is a list"),
        ({"breaking": "yes"}, 422, "`breaking` is true, false or null"),
        ({"when": "31 February"}, 422, "`when` names no day"),
        ({"when": {"start": "2026-04-01T08:00:00"}}, 422, "does not say its time zone"),
        ({"zone": "Mars/Base"}, 422, "there is no time zone"),
        ({"tell": ["general"]}, 422, "is not channel:"),
        ({"what": "x" * 10_001}, 422, "at most 10,000 letters"),
        ({"assets": ["a b?c"]}, 422, "is not an asset's name"),
    ],
)
async def test_what_is_wrong_with_a_draft_is_said_and_nothing_is_recorded(
    door: Door, given: dict[str, Any], status: int, why: str
) -> None:
    answer = await door.post("/api/changes", {**DRAFT, **given})

    assert (answer.status_code, why in answer.json()["error"]) == (status, True), answer.text
    assert Ledger(door.here).among() == []


async def test_a_change_that_nobody_follows_is_asked_about_first(door: Door) -> None:
    asked = await door.post("/api/changes", DRAFT)

    assert asked.status_code == 422
    assert asked.json()["error"] == (
        "nobody follows `api:payments/v1` yet; name whom to `tell`, or announce it `to_nobody`"
    )
    assert (await door.post("/api/changes", {**DRAFT, "to_nobody": True})).status_code == 201


async def test_a_day_long_past_is_asked_about_first(door: Door) -> None:
    door.follow("api:payments/*")
    past = {**DRAFT, "when": "2025-04-01"}

    tried = await door.post("/api/changes", {**past, "dry_run": True})
    asked = await door.post("/api/changes", past)
    meant = await door.post("/api/changes", {**past, "past": True})

    assert (tried.status_code, tried.json()["long_past"]) == (200, True)
    assert asked.status_code == 422
    assert asked.json()["error"] == (
        '1 April 2025 is more than a month ago: is the year right? `"past": true` announces it all the same'
    )
    assert (meant.status_code, meant.json()["done"]) == (201, "announced")


async def test_what_is_no_json_or_too_large_is_refused(door: Door) -> None:
    headers = {"Authorization": f"Bearer {door.key}"}

    bad = [await door.web.post("/api/changes", content=text, headers=headers) for text in ("{", "[]", "[" * 100_000)]
    large = await door.web.post("/api/changes", content="x" * (LARGEST + 1), headers=headers)

    assert [one.status_code for one in bad] == [400, 400, 400]
    assert large.status_code == 413


async def test_no_such_change_is_said(door: Door) -> None:
    answer = await door.get("/api/changes/nope")

    assert (answer.status_code, answer.json()["error"]) == (404, "there is no change `nope` here")


async def test_another_workspaces_change_does_not_exist_for_a_key(door: Door) -> None:
    id_ = (await door.post("/api/changes", {**DRAFT, "to_nobody": True})).json()["id"]
    other = Workspace(door.here.database, "T2")
    with other.database.begin() as connection:
        key = Tokens(other).make(connection, "program", Rights("ci", "*"), "U9", NOW)[1]

    assert (await door.get(f"/api/changes/{id_}", key=key)).status_code == 404


async def test_a_repository_declares_what_it_consumes_and_what_it_no_longer_does(door: Door) -> None:
    first = "subscriptions:\n- {to: 'channel:C1', hear: shop.orders.* breaking}\n"
    text = first + "- {to: 'group:S1', hear: 'about \"stock\" daily at 8:30'}\n"

    came = await door.put("/api/subscriptions?source=parlance.yaml", text)
    exported = (await door.get("/api/subscriptions")).text
    went = await door.put("/api/subscriptions?source=parlance.yaml", first)

    assert came.json() == {"source": "parlance.yaml", "declared": 2, "new": 2, "ended": 0}
    assert "shop.orders.* breaking" in exported
    assert went.json()["ended"] == 1


async def test_a_data_contract_and_dbt_exposures_declare_what_is_consumed(door: Door) -> None:
    contract = "kind: DataContract\napiVersion: v3.0.0\nid: c\nname: orders\n"
    contract += "schema:\n- {name: orders}\nservers:\n- {server: p, schema: shop}\n"
    exposures = "exposures:\n- name: board\n  owner: {email: a@example.com}\n  depends_on: [ref('customers')]\n"

    await door.put("/api/subscriptions?source=contract.yaml&to=channel:C1", contract)
    await door.put("/api/subscriptions?source=exposures.yml&to=group:S1", exposures)

    exported = (await door.get("/api/subscriptions")).text
    assert "shop.orders -harmless" in exported
    assert "asset:customers -harmless" in exported


async def test_a_wish_that_cannot_be_read_is_shown_with_its_place_and_changes_nothing(door: Door) -> None:
    answer = await door.put("/api/subscriptions", "subscriptions:\n- {to: 'channel:C1', hear: kind:gossip}\n")

    assert (answer.status_code, answer.json()["error"].partition(" `gossip`")[0]) == (422, "parlance.yaml:2:")


async def test_a_calendar_holds_what_its_subscription_catches_and_needs_no_key(door: Door) -> None:
    one = door.follow("api:payments/*", rhythm=Rhythm("weekly"))
    await door.post("/api/changes", {**DRAFT, "what": "long; text,\nwith lines äöü" * 9})
    await door.post("/api/changes", {**DRAFT, "assets": ["api:search"], "key": "other", "to_nobody": True})
    with door.here.database.begin() as connection:
        token, secret = Tokens(door.here).make(connection, "calendar", Rights(one.wish, one.id), "UANA", NOW)

    answer = await door.web.get(f"/calendar/{secret}.ics")

    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    (event,) = icalendar.Calendar.from_ical(answer.text).walk("VEVENT")
    assert str(event["summary"]) == "Breaking: Payments drop v1"
    assert event["dtstart"].dt == datetime(2026, 4, 1, 6, 0, tzinfo=UTC)
    assert all(len(line.encode()) <= 75 for line in answer.text.split("\r\n"))
    assert icalendar.Calendar.from_ical(answer.text).errors == []
    with door.here.database.begin() as connection:
        Tokens(door.here).revoke(connection, token.id, NOW)
    assert (await door.web.get(f"/calendar/{secret}.ics")).status_code == 404


async def test_the_calendar_of_an_ended_subscription_and_the_key_of_a_program_open_nothing(door: Door) -> None:
    one = door.follow("api:payments/*")
    with door.here.database.begin() as connection:
        _, secret = Tokens(door.here).make(connection, "calendar", Rights(one.wish, one.id), "UANA", NOW)
        Subscriptions(door.here).end(connection, one.id)

    assert (await door.web.get(f"/calendar/{secret}.ics")).status_code == 404
    assert (await door.web.get(f"/calendar/{door.key}.ics")).status_code == 404
    assert (await door.get("/api/subscriptions", key=secret)).status_code == 401


async def test_a_key_declares_only_for_whom_it_was_made(door: Door) -> None:
    theirs, ours = (
        "subscriptions:\n- {to: 'group:S1', hear: shop.*}\n",
        "subscriptions:\n- {to: 'channel:C1', hear: shop.*}\n",
    )
    door.follow("secret.plans")
    announces, narrow = door.make_key(declares=()), door.make_key(opens="", name="orders", declares=("group:S1",))
    await door.put("/api/subscriptions", theirs + ours.partition("\n")[2], key=door.make_key(name="orders"))

    refused = [
        await door.put("/api/subscriptions", ours, key=announces),
        await door.put("/api/subscriptions", ours, key=narrow),
        await door.put("/api/subscriptions?to=channel:C1", "exposures:\n- {name: b, depends_on: [x]}\n", key=narrow),
        await door.post("/api/changes", DRAFT, key=narrow),
    ]
    taken = await door.put("/api/subscriptions", "subscriptions: []\n", key=narrow)

    assert [one.status_code for one in refused] == [403] * 4
    assert "an admin makes one that may" in refused[0].json()["error"]
    assert taken.json()["ended"] == 1  # what the same file says of others stays
    assert (await door.get("/api/subscriptions", key=announces)).text == "subscriptions: []\n"
    assert "secret.plans" not in (await door.get("/api/subscriptions", key=narrow)).text


async def test_who_else_is_told_is_named_as_in_slack(door: Door) -> None:
    answer = await door.post("/api/changes", {**DRAFT, "tell": ["#orders"]})

    assert (answer.status_code, "there is no #orders here" in answer.json()["error"]) == (422, True)
