"""How the parts hang together: what comes most often is asked about first."""

from slack_bolt.async_app import AsyncApp

from bot.app import connect
from bot.parts import unplugged


def test_a_message_finds_its_listener_at_once() -> None:
    app = connect(AsyncApp(signing_secret="s", token="t", name="parlance"), unplugged())

    first = app._async_listeners[0]

    assert first.ack_function.__name__ == "on_message"
