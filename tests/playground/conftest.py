"""One playground for all these tests; each test finds it as it was at the start."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
from slack_sdk import WebClient

from playground.server import Options
from playground.testing import Running, running
from tests.playground.client import Control, Live
from tests.playground.manifests import manifest


@pytest.fixture(scope="session")
def server() -> Iterator[Running]:
    with running(Options(limits=False)) as started:
        yield started


@pytest.fixture(scope="session")
def _control(server: Running) -> Iterator[Control]:
    control = Control(server.url)
    yield control
    control.close()


@pytest.fixture
def control(_control: Control) -> Control:
    _control.begin()
    return _control


@pytest.fixture
async def live(control: Control) -> AsyncIterator[Live]:
    opened = Live(control)
    yield opened
    await opened.close()


@pytest.fixture
def app(control: Control) -> dict[str, str]:
    """The credentials of an app with everything, in #churn-model; what it would hear waits to be carried by hand."""
    told = control.do("app", manifest=manifest(), transport="hand", channels=["#churn-model"])
    credentials: dict[str, str] = told["credentials"]
    return credentials


@pytest.fixture
def web(control: Control, app: dict[str, str]) -> WebClient:
    return WebClient(token=app["bot_token"], base_url=control.base_url, timeout=60)


@pytest.fixture
def place(control: Control) -> str:
    """The id of #churn-model."""
    state = control.look("state")
    return str(next(channel["id"] for channel in state["channels"] if channel["name"] == "churn-model"))
