"""Tokens, scopes, and what becomes of them."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from slack_sdk import WebClient

from tests.playground.client import PATIENCE, Control
from tests.playground.manifests import manifest
from tests.playground.refusing import error, refusal


def narrow(control: Control, *scopes: str) -> WebClient:
    """An app with these scopes only."""
    name = "Narrow " + " ".join(scopes)
    wanted: dict[str, Any] = {**manifest(name), "oauth_config": {"scopes": {"bot": list(scopes)}}}
    told = control.do("app", manifest=wanted, transport="hand", channels=["#churn-model"])
    return WebClient(token=told["credentials"]["bot_token"], base_url=control.base_url)


def test_a_bot_knows_who_it_is(web: WebClient, app: dict[str, str]) -> None:
    me = web.auth_test()

    assert (me["user_id"], me["bot_id"], me["team"], me["user"]) == (
        app["bot_user"],
        app["bot_id"],
        "Northlight",
        "tester",
    )
    assert me["url"] == "https://northlight.slack.com/"


def test_the_scopes_are_told_in_a_header(web: WebClient) -> None:
    headers = {name.lower(): value for name, value in web.auth_test().headers.items()}

    assert "chat:write" in headers["x-oauth-scopes"].split(",")


@pytest.mark.parametrize(("token", "expected"), [("", "not_authed"), ("nonsense", "invalid_auth")])
def test_a_token_must_be_one(control: Control, token: str, expected: str) -> None:
    headers = {"Authorization": f"Bearer {token}"} if token else {}

    answer = httpx.post(f"{control.base_url}auth.test", headers=headers, timeout=PATIENCE).json()

    assert answer == {"ok": False, "error": expected}


def test_a_missing_scope_is_named_with_those_there_are(control: Control, place: str) -> None:
    web = narrow(control, "reactions:write")

    refused = refusal(web, "chat.postMessage", channel=place, text="x")

    assert (refused["error"], refused["needed"], refused["provided"]) == (
        "missing_scope",
        "chat:write",
        "reactions:write",
    )


def test_reading_needs_the_scope_of_the_kind_of_channel(control: Control, place: str) -> None:
    web = narrow(control, "groups:history", "groups:read")

    assert refusal(web, "conversations.history", channel=place)["needed"] == "channels:history"
    assert refusal(web, "conversations.info", channel=place)["needed"] == "channels:read"
    assert refusal(web, "conversations.list", types="public_channel,private_channel")["needed"] == "channels:read"


def test_an_app_token_is_for_connections_only(control: Control, app: dict[str, str]) -> None:
    web = WebClient(token=app["app_token"], base_url=control.base_url)

    assert error(web, "chat.postMessage", channel="C1", text="x") == "not_allowed_token_type"


def test_a_bot_token_opens_no_connection(web: WebClient) -> None:
    assert error(web, "apps.connections.open") == "not_allowed_token_type"


def test_a_revoked_token_is_worth_nothing(control: Control) -> None:
    web = narrow(control, "chat:write", "users:read")
    web.auth_revoke()

    assert error(web, "auth.test") == "token_revoked"


def test_an_uninstalled_app_is_told_and_shut_out(control: Control, app: dict[str, str]) -> None:
    told = control.do("app", manifest=manifest("Leaver"), transport="hand")
    web = WebClient(token=told["credentials"]["bot_token"], base_url=control.base_url)

    gone = control.do("app-remove", app="Leaver")

    names = [delivery["name"] for delivery in gone["deliveries"] if delivery["app"] == told["app"]["id"]]
    assert names == ["app_uninstalled", "tokens_revoked"]
    assert error(web, "auth.test") == "account_inactive"


def test_without_the_scope_an_event_is_not_heard(control: Control) -> None:
    wanted = {**manifest("Deaf"), "oauth_config": {"scopes": {"bot": ["chat:write"]}}}
    told = control.do("app", manifest=wanted, transport="hand", channels=["#churn-model"])

    said = control.say("maya", "#churn-model", "hello")

    assert told["app"]["id"] not in [delivery["app"] for delivery in said["deliveries"]]


def test_a_manifest_posted_again_takes_scopes_away(control: Control, app: dict[str, str], web: WebClient) -> None:
    assert web.users_list()["ok"]
    less: dict[str, Any] = {**manifest(), "oauth_config": {"scopes": {"bot": ["chat:write", "commands"]}}}

    told = control.do("app", manifest=less, transport="hand")

    assert told["credentials"]["bot_token"] == app["bot_token"]
    refused = refusal(web, "users.list")
    assert (refused["error"], refused["needed"], refused["provided"]) == (
        "missing_scope",
        "users:read",
        "chat:write,commands",
    )


def test_a_manifest_posted_again_takes_events_away(control: Control, app: dict[str, str]) -> None:
    deaf = manifest(event_subscriptions={"bot_events": ["reaction_added"]})
    control.do("app", manifest=deaf, transport="hand")

    said = control.say("maya", "#churn-model", "anybody?")

    assert app["app_id"] not in [delivery["app"] for delivery in said["deliveries"]]


def test_an_app_that_came_with_the_workspace_is_back_after_a_reset(control: Control) -> None:
    before = control.look("app", app="Shipbot")["credentials"]
    control.do("app-remove", app="Shipbot")

    control.do("reset")

    after = control.look("app", app="Shipbot")["credentials"]
    assert after["bot_token"] == before["bot_token"]
    assert WebClient(token=after["bot_token"], base_url=control.base_url).auth_test()["user_id"] == before["bot_user"]
    state = control.look("state")
    assert before["bot_user"] in next(each for each in state["channels"] if each["name"] == "releases")["members"]


def test_a_removed_app_made_anew_is_where_it_is_put_and_nowhere_else(control: Control, app: dict[str, str]) -> None:
    control.do("app-remove", app="Tester")
    told = control.do("app", manifest=manifest(), transport="hand", channels=["#releases"])
    bot = told["credentials"]["bot_user"]

    assert [each["name"] for each in control.look("state")["channels"] if bot in each["members"]] == ["releases"]
    control.do("reset")
    assert [each["name"] for each in control.look("state")["channels"] if bot in each["members"]] == ["releases"]
