"""Who lives with the playground hears of a new world before those who look at it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from playground.server import Options
from playground.testing import running
from playground.values import read_json
from tests.playground.client import Control, Refused


@pytest.fixture
def control() -> Iterator[Control]:
    """A playground of its own: whoever lives with it stays for good."""
    with running(Options(limits=False)) as started:
        control = Control(started.url)
        yield control
        control.close()


@contextmanager
def companion(hears: Any) -> Iterator[str]:
    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            hears(read_json(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            return None

    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        serving.join()


def test_a_companion_is_told_of_a_reset_and_finds_the_new_world_before_it_is_announced(control: Control) -> None:
    met: list[tuple[Any, list[str], list[str]]] = []

    def hears(told: Any) -> None:
        resets = control.look("state")["seq"] - start
        met.append((told, control.texts("maya", "#lunch")[-1:], ["reset"] * resets))

    before = control.texts("maya", "#lunch")[-1:]
    control.say("maya", "#lunch", "soon forgotten")
    with companion(hears) as url:
        control.do("companion", url=url)
        start = control.look("state")["seq"]
        team = control.do("reset")["team"]

    assert met == [({"type": "reset", "team": team}, before, [])]


def test_a_companion_is_told_of_an_import(control: Control) -> None:
    met: list[Any] = []
    exported = control.look("export")["workspace"]

    with companion(met.append) as url:
        control.do("companion", url=url)
        told = control.do("import", workspace=exported)

    assert met == [{"type": "reset", "team": told["team"]}]


def test_a_companion_that_is_gone_holds_nobody_up_and_is_asked_no_more(control: Control) -> None:
    met: list[Any] = []
    with companion(met.append) as url:
        control.do("companion", url=url)

    assert control.do("reset")["ok"]
    assert control.do("reset")["ok"]
    assert met == []


def test_a_companion_without_an_address_is_refused(control: Control) -> None:
    with pytest.raises(Refused, match="missing_argument"):
        control.do("companion")
