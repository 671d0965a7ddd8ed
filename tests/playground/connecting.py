"""Slack's synchronous library gives the other side three seconds to answer, and then says nothing."""

from slack_bolt.adapter.socket_mode import SocketModeHandler


def connect(handler: SocketModeHandler) -> None:
    """Until it is connected, however slow the machine."""
    handler.connect()
    while not handler.client.is_connected():
        handler.client.connect_to_new_endpoint()
