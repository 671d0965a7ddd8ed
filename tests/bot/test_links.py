"""Links to messages are understood in every form in which people paste them."""

import pytest

from bot.links import Linked, linked

PLAIN = "https://kontor.slack.com/archives/C0123ABC/p1763719200000100"


@pytest.mark.parametrize("text", [PLAIN, f"<{PLAIN}>", f"<{PLAIN}|that one>", f"  {PLAIN}  "])
def test_a_link_names_channel_and_message(text: str) -> None:
    assert linked(text) == Linked("C0123ABC", "1763719200.000100", "1763719200.000100")


def test_a_link_to_a_reply_names_its_thread() -> None:
    found = linked(f"<{PLAIN}?thread_ts=1763719100.000200&amp;cid=C0123ABC>")

    assert found is not None
    assert found.thread == "1763719100.000200"


@pytest.mark.parametrize(
    "text", ["", "because", "https://example.com/archives/nothing", "https://kontor.slack.com/team/U1"]
)
def test_anything_else_is_no_link(text: str) -> None:
    assert linked(text) is None
