"""The install flow: a person allows an app, a code becomes tokens."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from slack_sdk import WebClient

from tests.playground.client import PATIENCE, Control
from tests.playground.manifests import manifest
from tests.playground.refusing import error

BACK = "http://127.0.0.1/back"


@pytest.fixture
def client(control: Control) -> dict[str, str]:
    told = control.do("app", manifest=manifest("Installer"), transport="hand", install=False)
    credentials: dict[str, str] = told["credentials"]
    return credentials


def allowed(control: Control, client: dict[str, str], **query: str) -> dict[str, list[str]]:
    wanted = {"client_id": client["client_id"], "scope": "chat:write,users:read", "redirect_uri": BACK, "state": "s1"}
    response = httpx.get(
        f"{control.url}/oauth/v2/authorize", params={**wanted, "allow": "1", "as": "maya", **query}, timeout=PATIENCE
    )
    assert response.status_code == 302
    return parse_qs(urlsplit(response.headers["location"]).query)


def exchange(control: Control, client: dict[str, str], code: str, **args: str) -> httpx.Response:
    known = {"client_id": client["client_id"], "client_secret": client["client_secret"], "code": code}
    return httpx.post(
        f"{control.base_url}oauth.v2.access", data={**known, "redirect_uri": BACK, **args}, timeout=PATIENCE
    )


def test_a_code_becomes_a_token_that_works(control: Control, client: dict[str, str]) -> None:
    back = allowed(control, client, user_scope="search:read")

    told = exchange(control, client, back["code"][0]).json()

    assert back["state"] == ["s1"]
    assert (told["token_type"], told["team"]["name"], told["app_id"]) == ("bot", "Northlight", client["app_id"])
    assert (
        WebClient(token=told["access_token"], base_url=control.base_url).auth_test()["user_id"] == told["bot_user_id"]
    )
    own = WebClient(token=told["authed_user"]["access_token"], base_url=control.base_url)
    assert own.search_messages(query="dumplings")["messages"]["total"] >= 1


def test_the_sdk_takes_our_answer(control: Control, client: dict[str, str]) -> None:
    code = allowed(control, client)["code"][0]
    web = WebClient(base_url=control.base_url)

    told = web.oauth_v2_access(
        client_id=client["client_id"], client_secret=client["client_secret"], code=code, redirect_uri=BACK
    )

    assert told["authed_user"]["id"] == control.look("state", **{"as": "maya"})["me"]


def test_a_whole_organisation_gets_a_token_that_names_no_workspace(control: Control, client: dict[str, str]) -> None:
    code = allowed(control, client, org="1")["code"][0]

    told = exchange(control, client, code).json()

    assert (told["team"], told["is_enterprise_install"]) == (None, True)
    web = WebClient(token=told["access_token"], base_url=control.base_url)
    who = web.auth_test()
    assert (who["team_id"], who["user_id"]) == (told["enterprise"]["id"], told["bot_user_id"])
    assert error(web, "conversations.list") == "not_allowed_token_type"


def test_a_code_is_good_once(control: Control, client: dict[str, str]) -> None:
    code = allowed(control, client)["code"][0]
    exchange(control, client, code)

    assert exchange(control, client, code).json()["error"] == "invalid_code"


def test_a_code_ends_after_ten_minutes(control: Control, client: dict[str, str]) -> None:
    code = allowed(control, client)["code"][0]
    control.do("clock", advance=601)

    assert exchange(control, client, code).json()["error"] == "code_expired"


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ({"client_secret": "wrong"}, "bad_client_secret"),
        ({"client_id": "1.2"}, "invalid_client_id"),
        ({"redirect_uri": "http://elsewhere"}, "bad_redirect_uri"),
    ],
)
def test_a_wrong_exchange_is_refused(
    control: Control, client: dict[str, str], args: dict[str, str], expected: str
) -> None:
    code = allowed(control, client)["code"][0]

    assert exchange(control, client, code, **args).json()["error"] == expected


def test_who_says_no_is_taken_back_with_that(control: Control, client: dict[str, str]) -> None:
    back = allowed(control, client, deny="1", allow="")

    assert back["error"] == ["access_denied"]


def test_a_foreign_redirect_is_refused(control: Control, client: dict[str, str]) -> None:
    query = {"client_id": client["client_id"], "redirect_uri": "http://evil.example/", "allow": "1"}

    assert httpx.get(f"{control.url}/oauth/v2/authorize", params=query, timeout=PATIENCE).status_code == 400


def test_a_person_is_asked_first(control: Control, client: dict[str, str]) -> None:
    query = {"client_id": client["client_id"], "scope": "chat:write", "redirect_uri": BACK}

    page = httpx.get(f"{control.url}/oauth/v2/authorize", params=query, timeout=PATIENCE).text

    assert "Installer would like to join" in page
    assert "chat:write" in page


def test_one_app_in_two_workspaces_has_two_tokens(control: Control, client: dict[str, str]) -> None:
    second = control.do("workspace", name="Southlight", people=["ola"], channels=["general"])["workspace"]
    tokens = [
        exchange(control, client, allowed(control, client, **who)["code"][0]).json()["access_token"]
        for who in ({"as": "maya"}, {"as": "ola", "team": second["id"]})
    ]

    here, there = (WebClient(token=token, base_url=control.base_url) for token in tokens)

    assert tokens[0] != tokens[1]
    assert (here.auth_test()["team"], there.auth_test()["team"]) == ("Northlight", "Southlight")
    foreign = control.look("state", team=second["id"])["channels"][0]["id"]
    assert error(here, "chat.postMessage", channel=foreign, text="x") == "channel_not_found"
