"""The workspace a newcomer finds, and the way in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from playground.__main__ import is_loopback, main, options, parser
from playground.server import Options
from playground.testing import running
from tests.playground.client import PATIENCE, Control

ROOT = Path(__file__).resolve().parents[2]


def test_four_teams_eight_people_six_channels(control: Control) -> None:
    state = control.look("state")

    people = [person for person in state["people"] if not person["is_bot"]]
    rooms = [channel for channel in state["channels"] if channel["kind"] == "public"]
    assert (len(state["squads"]), len(people), len(rooms)) == (4, 8, 6)
    assert len({person["discipline"] for person in people}) >= 7
    assert len({person["tz"] for person in people}) >= 7


def test_two_weeks_have_been_talked(control: Control) -> None:
    now = control.look("state")["now"]
    stamps = [
        float(message["ts"])
        for channel in ("#churn-model", "#data-platform", "#releases", "#labelling", "#lunch", "#general")
        for message in control.messages("maya", channel, limit=500)
    ]

    assert len(stamps) > 60
    assert 10 * 86400 < now - min(stamps) < 20 * 86400
    assert max(stamps) < now


def test_the_tour_shows_the_four_jobs_at_real_places(control: Control) -> None:
    state = control.look("state")

    steps = state["tour"]["steps"]
    assert {"glossary", "annotation", "playbooks", "changes"} <= {step["job"] for step in steps}
    assert 6 <= len(steps) <= 9
    people = {person["id"] for person in state["people"]}
    assert all(step["as"] in people for step in steps)
    for step in steps:
        if "ts" in step["suggest"]:
            found = control.messages(step["as"], step["channel"], limit=500)
            assert step["suggest"]["ts"] in [message["ts"] for message in found]


def test_a_reset_brings_everything_back(control: Control, place: str) -> None:
    before = control.messages("maya", place, limit=500)
    control.say("maya", place, "something new")
    control.do("topic", **{"as": "maya"}, channel=place, value="something else")

    control.begin()

    assert control.messages("maya", place, limit=500) == before


def test_an_empty_workspace_has_one_person_and_one_channel() -> None:
    with running(Options(empty=True)) as server, httpx.Client(base_url=server.url, timeout=PATIENCE) as http:
        state = http.get("/_control/state").json()

    assert [channel["name"] for channel in state["channels"]] == ["general"]
    assert [person["name"] for person in state["people"] if not person["is_bot"]] == ["admin"]


def test_credentials_may_be_fixed_from_outside() -> None:
    fixed = options(parser().parse_args(["--signing-secret", "s3"]), {"PLAYGROUND_BOT_TOKEN": "my-own"})
    with running(fixed) as server, httpx.Client(base_url=server.url, timeout=PATIENCE) as http:
        told = http.get("/_control/app").json()["credentials"]
        answer = http.post("/api/auth.test", headers={"Authorization": "Bearer my-own"}).json()

    assert (told["signing_secret"], told["bot_token"]) == ("s3", "my-own")
    assert answer["ok"]


def test_credentials_are_the_same_at_every_start() -> None:
    told = []
    for _ in range(2):
        with running(Options(empty=True)) as server:
            told.append(httpx.get(f"{server.url}/_control/app", timeout=PATIENCE).json()["credentials"]["bot_token"])

    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("host", "inside"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("0.0.0.0", False), ("example.com", False)],
)
def test_what_is_not_this_machine_is_warned_of(host: str, inside: bool) -> None:
    assert is_loopback(host) is inside


def test_a_taken_port_is_said_kindly(control: Control, capsys: pytest.CaptureFixture[str]) -> None:
    port = control.url.rpartition(":")[2]

    assert main(["--port", port]) == 1
    assert f"Port {port} on 127.0.0.1 cannot be used" in capsys.readouterr().err


def test_a_missing_file_is_said_kindly(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--port", "0", "--workspace", "nowhere.json"]) == 1
    assert "The workspace cannot be read" in capsys.readouterr().err


def test_it_starts_and_says_what_an_app_needs() -> None:
    command = [sys.executable, "-m", "playground", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, text=True)
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(6)]
    process.terminate()
    process.wait(60)
    process.stdout.close()

    assert lines[0].startswith("Northlight is open at http://127.0.0.1:")
    assert [line.partition("=")[0] for line in lines[1:5]] == [
        "SLACK_API_URL", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET",
    ]  # fmt: skip
    assert lines[5].startswith("ready ")
