"""Files: uploaded in three steps, shared, fetched with a token."""

from __future__ import annotations

import httpx
import pytest
from slack_sdk import WebClient

from tests.playground.client import PATIENCE, Control
from tests.playground.refusing import error


def test_a_file_is_uploaded_and_shared_by_slacks_own_helper(web: WebClient, control: Control, place: str) -> None:
    web.files_upload_v2(channel=place, filename="plot.csv", content="a,b\n1,2\n", title="Plot", initial_comment="Here")

    seen = control.messages("maya", place)[-1]
    [file] = seen["files"]
    assert (seen["text"], file["title"], file["filetype"], file["size"]) == ("Here", "Plot", "csv", 8)


def test_a_file_is_fetched_with_a_token_only(web: WebClient, control: Control, app: dict[str, str]) -> None:
    file = control.do("upload", **{"as": "maya"}, name="a.txt", content="hello", channel="#churn-model")["file"]
    url = web.files_info(file=file["id"])["file"]["url_private"]

    fetched = httpx.get(url, headers={"Authorization": f"Bearer {app['bot_token']}"}, timeout=PATIENCE)
    barred = httpx.get(url, timeout=PATIENCE)

    assert fetched.text == "hello"
    assert "Sign in" in barred.text


def test_a_shared_file_is_told(control: Control, app: dict[str, str], place: str) -> None:
    told = control.do("upload", **{"as": "maya"}, name="a.txt", content="hello", channel=place)

    events = {d["name"]: d["payload"]["event"] for d in control.deliveries("Tester")}
    assert events["file_shared"]["file_id"] == told["file"]["id"]
    assert (events["message"]["subtype"], events["message"]["files"][0]["name"]) == ("file_share", "a.txt")


def test_an_upload_of_another_length_is_refused(web: WebClient) -> None:
    begun = web.files_getUploadURLExternal(filename="a.txt", length=5)

    answer = httpx.post(begun["upload_url"], content=b"too long for that", timeout=PATIENCE)

    assert answer.status_code == 400
    assert error(web, "files.completeUploadExternal", files=[{"id": begun["file_id"]}]) == "file_not_found"


@pytest.mark.parametrize("length", [0, -1])
def test_an_empty_file_is_refused(web: WebClient, length: int) -> None:
    assert error(web, "files.getUploadURLExternal", filename="a.txt", length=length) == "invalid_arguments"


def test_a_deleted_file_is_gone(web: WebClient) -> None:
    done = web.files_upload_v2(filename="a.txt", content="hello")
    web.files_delete(file=done["files"][0]["id"])

    assert error(web, "files.info", file=done["files"][0]["id"]) == "file_not_found"
