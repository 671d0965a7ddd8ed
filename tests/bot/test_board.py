"""One listener of Bolt's for each kind; who answers is looked up by name."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult

from bot.ask import Respond
from bot.board import Board, TakenTwice
from bot.carried import StaleButton, packed
from bot.press import Press


@dataclass(frozen=True)
class Page:
    number: int


async def authorize() -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="b", bot_user_id="U1")


@pytest.fixture
def board() -> Board:
    return Board(AsyncApp(authorize=authorize, request_verification_enabled=False, signing_secret="s"))


@pytest.fixture
def heard() -> list[Any]:
    return []


def hears(heard: list[Any], what: str) -> Callable[..., Any]:
    async def listener() -> None:
        heard.append(what)

    return listener


async def send(board: Board, **body: Any) -> int:
    request = AsyncBoltRequest(mode="socket_mode", body={"team": {"id": "T1"}, "user": {"id": "U2"}, **body})
    return (await board.app.async_dispatch(request)).status


async def click(board: Board, name: str, value: str = "") -> int:
    return await send(board, type="block_actions", actions=[{"type": "button", "action_id": name, "value": value}])


async def test_each_is_answered_by_whoever_took_its_name(board: Board, heard: list[Any]) -> None:
    board.action("go", hears(heard, "clicked"))
    board.view("go", hears(heard, "filled in"))
    board.shortcut("go", hears(heard, "chosen"))
    board.command("/go", hears(heard, "typed"))
    board.hang()

    await click(board, "go")
    await send(board, type="view_submission", view={"type": "modal", "callback_id": "go"})
    await send(board, type="message_action", callback_id="go")
    await send(board, command="/go", team_id="T1", user_id="U2", channel_id="C1")

    assert heard == ["clicked", "filled in", "chosen", "typed"]


async def test_a_name_goes_before_a_pattern_and_an_earlier_pattern_before_a_later(
    board: Board, heard: list[Any]
) -> None:
    board.action(re.compile("^turn:"), hears(heard, "earlier"))
    board.action(re.compile("^turn"), hears(heard, "later"))
    board.action("turn:last", hears(heard, "named"))
    board.hang()

    await click(board, "turn:last")
    await click(board, "turn:3")
    await click(board, "turn")

    assert heard == ["named", "earlier", "later"]


async def test_everything_is_acknowledged_whatever_comes_of_it(board: Board, heard: list[Any]) -> None:
    for take, name in ((board.action, "go"), (board.view, "go"), (board.shortcut, "go"), (board.command, "/go")):
        take(name, hears(heard, name))
    board.hang()

    assert await click(board, "go") == 200
    assert await send(board, type="view_submission", view={"type": "modal", "callback_id": "go"}) == 200
    assert await send(board, type="message_action", callback_id="go") == 200
    assert await send(board, command="/go", team_id="T1", user_id="U2", channel_id="C1") == 200


async def test_a_form_that_may_be_refused_acknowledges_by_itself(board: Board) -> None:
    async def refuse(ack: Respond) -> None:
        await ack(response_action="errors", errors={"title": "Say it in one sentence."})

    board.view("form", refuse)
    board.hang()
    body = {"type": "view_submission", "view": {"type": "modal", "callback_id": "form"}}
    request = AsyncBoltRequest(mode="socket_mode", body={"team": {"id": "T1"}, "user": {"id": "U2"}, **body})

    response = await board.app.async_dispatch(request)

    assert "one sentence" in response.body


async def test_what_nobody_answers_is_left_to_bolt(board: Board, heard: list[Any]) -> None:
    board.action("go", hears(heard, "clicked"))
    board.hang()

    assert await click(board, "gone") == 404
    assert await send(board, type="interactive_message", callback_id="go", actions=[{"name": "go"}]) == 404
    assert heard == []


def test_one_name_is_not_given_to_two(board: Board, heard: list[Any]) -> None:
    board.action("go", hears(heard, "first"))

    with pytest.raises(TakenTwice):
        board.action("go", hears(heard, "second"))


async def test_a_button_is_acknowledged_and_hands_over_what_it_carries(board: Board, heard: list[Any]) -> None:
    async def turn(press: Press, page: Page) -> None:
        heard.append((press.ask.person, page.number))

    async def close(press: Press) -> None:
        heard.append((press.ask.person, "closed"))

    board.button("turn", Page, turn)
    board.press("close", close)
    board.hang()

    assert await click(board, "turn", packed(Page(3))) == 200
    assert await click(board, "close") == 200
    assert heard == [("U2", 3), ("U2", "closed")]


async def test_a_button_of_an_older_version_is_refused_and_nothing_is_done(board: Board, heard: list[Any]) -> None:
    async def turn(press: Press, page: Page) -> None:
        heard.append(page)

    async def told(error: Exception) -> None:
        heard.append(type(error))

    board.button("turn", Page, turn)
    board.app.error(told)
    board.hang()

    await click(board, "turn", '{"leaf":3}')

    assert heard == [StaleButton]
