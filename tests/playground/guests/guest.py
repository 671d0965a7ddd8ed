"""An app in a process of its own, connected as its makers connect it; and what people do with it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from playground.seed.default_app import EVENTS, SCOPES
from tests.playground.client import Answer, Control
from tests.playground.manifests import COMMANDS, manifest

ROOT = Path(__file__).resolve().parents[3]
NODE = ROOT / "tests" / "playground" / "node"
MORE_EVENTS = ("message_metadata_posted", "user_status_changed", "subteam_created", "file_created")
OWN = ("app_mention", "reaction_added", "link_shared", "app_home_opened")
HERE = "#churn-model"


@dataclass(frozen=True)
class Guest:
    control: Control
    name: str
    credentials: dict[str, str]

    def call(self, method: str, **args: Any) -> Answer:
        """The app calls a method of Slack's, by the name that its library gives it."""
        found: Answer = self.told("/call", json.dumps({"method": method, "args": args}))[0]
        return found

    def told(self, name: str, text: str = "") -> list[Any]:
        """What the app answers to a command; a list, as Bolt for Python takes text in braces for a payload of its own."""
        found: list[Any] = json.loads(self.command(name, text)["ack"]["text"])
        return found

    def good(self, method: str, **args: Any) -> Answer:
        answer = self.call(method, **args)
        assert answer["ok"], answer
        return answer

    def command(self, name: str, text: str = "") -> Answer:
        return self.do("command", channel=HERE, command=name, text=text)

    def do(self, name: str, /, who: str = "maya", **args: Any) -> Answer:
        return self.control.do(name, **{"as": who, **args})

    def say(self, text: str, who: str = "maya", **args: Any) -> Answer:
        return self.do("message", who=who, channel=HERE, text=text, **args)

    def said(self, text: str, **match: Any) -> Answer:
        """A message of this app, when it comes."""
        wanted = {"text": text, "user": self.credentials["bot_user"], **match}
        found: Answer = self.control.happened(type="message", message=wanted)[0]
        return found

    def heard(self) -> list[str]:
        self.control.do("settle", timeout=60)
        return self.told("/heard")

    def id(self, who: str) -> str:
        return str(self.control.look("state", **{"as": who})["me"])

    def place(self, name: str = HERE) -> str:
        state = self.control.look("state")
        return str(next(channel["id"] for channel in state["channels"] if f"#{channel['name']}" == name))


@contextmanager
def moved_in(control: Control, kind: str) -> Iterator[Guest]:
    name = f"Guest {kind}"
    http = kind.endswith("HTTP")
    told = control.do("app", manifest=wanted(name), transport="hand" if http else "socket", channels=[HERE])
    given = {
        **told["credentials"],
        "http": http,
        "events": [each for each in EVENTS + MORE_EVENTS if each not in OWN and not each.startswith("message.")],
    }
    process = subprocess.Popen(
        program(kind), cwd=ROOT, env={**os.environ, "GUEST": json.dumps(given)}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        ready = told_ready(process)
        if http:
            url = f"http://127.0.0.1:{ready['port']}/slack/events"
            control.do("app", manifest=wanted(name), transport="http", request_url=url)
        yield Guest(control, name, told["credentials"])
    finally:
        process.communicate(timeout=60)
        control.do("app-remove", app=name)


def wanted(name: str) -> Answer:
    own = [{"command": f"/{each}", "description": each} for each in ("call", "heard", "pages", "upload")]
    made = manifest(name)
    made["features"]["slash_commands"] = [*COMMANDS, *own]
    made["oauth_config"]["scopes"]["bot"] = [*SCOPES, "reminders:write"]
    made["settings"]["event_subscriptions"]["bot_events"] = [*EVENTS, *MORE_EVENTS]
    return made


def program(kind: str) -> list[str]:
    if not kind.startswith("node"):
        return [sys.executable, "-m", f"tests.playground.guests.{kind}_app"]
    node = shutil.which("node")
    if node is None:
        pytest.skip("no Node on this machine: Slack's libraries for it are not tried")
    if not (NODE / "node_modules" / "@slack" / "bolt").is_dir():
        pytest.skip("Slack's libraries for Node are not installed: make node")
    return [node, str(NODE / "app.js")]


def told_ready(process: subprocess.Popen[str]) -> Answer:
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith('{"ready"'):
            found: Answer = json.loads(line)
            return found
    raise AssertionError("the app ended before it was ready")
