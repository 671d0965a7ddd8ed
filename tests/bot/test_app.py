"""How the parts hang together: what comes most often is asked about first."""

import logging

from slack_bolt.async_app import AsyncApp
from slack_bolt.logger import get_bolt_app_logger

from bot.app import connect
from bot.parts import unplugged
from bot.slack import NAME


def test_a_message_finds_its_listener_at_once() -> None:
    app = connect(AsyncApp(signing_secret="s", token="t", name=NAME), unplugged())

    first = app._async_listeners[0]

    assert first.ack_function.__name__ == "on_message"


def test_bolt_leaves_the_level_of_our_own_log_alone() -> None:
    ours = logging.getLogger("parlance")
    before = ours.level
    ours.setLevel(logging.INFO)

    get_bolt_app_logger(NAME)  # what Bolt does with each request

    assert ours.level == logging.INFO
    ours.setLevel(before)
