"""Whatever is sent, Slack's answer comes back, and never a stack trace."""

from __future__ import annotations

from typing import Any

import pytest

from tests.playground.client import Control

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
DEEP = b"[" * 100_000


@pytest.mark.parametrize(
    ("content", "kind", "error"),
    [
        (b"{", JSON, "invalid_json"),
        (DEEP, JSON, "invalid_json"),
        (b"[]", JSON, "json_not_object"),
        (b'"x"', JSON, "json_not_object"),
        (b"\xff\xfe", JSON, "invalid_json"),
        (b"x=1", "text/plain", "invalid_post_type"),
        (b"x=1", "", "missing_post_type"),
        (b"\xff=\xff" * 10, FORM, "invalid_form_data"),
        (b"a=1&" * 2000, FORM, "invalid_form_data"),
        (b"--x\r\nnonsense", "multipart/form-data; boundary=x", "not_authed"),
        (b"nonsense", "multipart/form-data", "invalid_form_data"),
    ],
)
def test_a_broken_request_gets_slacks_error(control: Control, content: bytes, kind: str, error: str) -> None:
    headers = {"Content-Type": kind} if kind else {}

    response = control.http.post(f"{control.base_url}chat.postMessage", content=content, headers=headers)

    assert (response.status_code, response.json()["error"]) == (200, error)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e400"])
def test_a_number_that_is_none_is_no_json(control: Control, number: str) -> None:
    headers = {"Content-Type": "application/json; charset=utf-8"}
    answer = control.http.post(f"{control.base_url}api.test", content=f'{{"n": {number}}}', headers=headers).json()

    assert answer == {"ok": False, "error": "invalid_json"}


def test_half_a_character_is_replaced(control: Control, app: dict[str, str], place: str) -> None:
    headers = {"Authorization": f"Bearer {app['bot_token']}", "Content-Type": "application/json; charset=utf-8"}
    body = f'{{"channel": "{place}", "text": "x\\ud83d"}}'

    answer = control.http.post(f"{control.base_url}chat.postMessage", content=body, headers=headers).json()

    assert answer["message"]["text"] == "x\ufffd"


def test_a_huge_body_is_refused(control: Control) -> None:
    response = control.http.post(
        f"{control.base_url}chat.postMessage", content=b"x" * 9_000_000, headers={"Content-Type": JSON}
    )

    assert (response.status_code, response.json()["error"]) == (413, "request_too_large")


def test_an_unknown_method_is_named(control: Control, app: dict[str, str]) -> None:
    headers = {"Authorization": f"Bearer {app['bot_token']}"}

    answer = control.http.post(f"{control.base_url}chat.shout", headers=headers).json()

    assert answer == {"ok": False, "error": "unknown_method", "req_method": "chat.shout"}


@pytest.mark.parametrize("path", ["api/auth.test", "auth.test"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_both_paths_and_both_verbs_lead_to_a_method(
    control: Control, app: dict[str, str], path: str, method: str
) -> None:
    answer = control.http.request(method, f"{control.url}/{path}", params={"token": app["bot_token"]}).json()

    assert answer["user_id"] == app["bot_user"]


def test_json_without_a_charset_is_taken_with_a_warning(control: Control, app: dict[str, str], place: str) -> None:
    headers = {"Authorization": f"Bearer {app['bot_token']}"}
    answer = control.http.post(
        f"{control.base_url}chat.postMessage", json={"channel": place, "text": "x"}, headers=headers
    ).json()

    assert (answer["ok"], answer["warning"]) == (True, "missing_charset")
    assert answer["response_metadata"]["warnings"] == ["missing_charset"]


WEIRD: list[Any] = [None, 0, -1, 1.5, True, [], {}, "", "x" * 5000, ["x"], {"a": {"b": []}}, "💥", "\x00"]
METHODS = (
    "chat.postMessage", "chat.update", "chat.delete", "chat.postEphemeral", "chat.scheduleMessage", "chat.unfurl",
    "conversations.history", "conversations.replies", "conversations.list", "conversations.create",
    "conversations.open", "conversations.invite", "users.info", "users.list", "views.open", "views.publish",
    "views.update", "reactions.add", "pins.add", "bookmarks.add", "files.completeUploadExternal",
    "files.getUploadURLExternal", "files.list", "usergroups.create", "usergroups.users.update", "canvases.create",
    "canvases.edit", "oauth.v2.access", "team.info", "chat.startStream", "dnd.teamInfo",
)  # fmt: skip
ARGS = (
    "channel", "text", "ts", "thread_ts", "blocks", "attachments", "metadata", "user", "users", "view", "view_id",
    "trigger_id", "user_id", "limit", "cursor", "name", "timestamp", "oldest", "latest", "post_at", "unfurls",
    "files", "changes", "canvas_id", "document_content", "types", "length", "filename", "channel_id", "chunks",
)  # fmt: skip


@pytest.mark.parametrize("method", METHODS)
def test_strange_values_are_answered(control: Control, app: dict[str, str], place: str, method: str) -> None:
    headers = {"Authorization": f"Bearer {app['bot_token']}"}
    for weird in WEIRD:
        args = {**dict.fromkeys(ARGS, weird), "channel": place}
        response = control.http.post(f"{control.base_url}{method}", json=args, headers=headers)
        assert response.status_code == 200, (method, weird, response.text)
        assert "ok" in response.json()


@pytest.mark.parametrize(
    "name", ["message", "command", "interact", "reaction", "app", "history", "clock", "faults", "import"]
)
def test_strange_deeds_are_refused_with_a_sentence(control: Control, app: dict[str, str], name: str) -> None:
    for weird in WEIRD:
        args = dict.fromkeys(("as", "channel", "text", "ts", "kind", "manifest", "messages", "add", "advance"), weird)
        response = control.http.post(
            f"/_control/{name}", json={**args, **dict.fromkeys(("workspace", "values"), weird)}
        )
        assert response.status_code < 500, (name, weird, response.text)
        assert response.json()["ok"] or response.json()["detail"]


def test_a_page_from_elsewhere_cannot_press_our_buttons(control: Control) -> None:
    response = control.http.post("/_control/reset", content="{}", headers={"Content-Type": "text/plain"})

    assert (response.status_code, response.json()["error"]) == (415, "not_json")


def test_only_names_of_this_machine_are_answered(control: Control) -> None:
    response = control.http.get("/_control/state", headers={"Host": "evil.example"})

    assert (response.status_code, response.json()["error"]) == (403, "foreign_host")
