"""Links that an app knows are told to it, and it may show what is behind them."""

from __future__ import annotations

from slack_sdk import WebClient

from tests.playground.client import Control
from tests.playground.refusing import error

URL = "https://wiki.example.com/churn"


def test_a_known_link_is_told_and_unfurled(web: WebClient, control: Control, place: str) -> None:
    ts = control.say("maya", place, f"see {URL} and https://other.example")["ts"]
    [event] = [d["payload"]["event"] for d in control.deliveries("Tester") if d["name"] == "link_shared"]

    web.chat_unfurl(
        channel=event["channel"], ts=event["message_ts"], unfurls={URL: {"title": "Churn", "text": "A page"}}
    )

    assert event["links"] == [{"url": URL, "domain": "wiki.example.com"}]
    seen = control.messages("maya", place)[-1]
    assert (seen["ts"], seen["attachments"][0]["title"]) == (ts, "Churn")
    assert "edited" not in seen


def test_a_link_in_code_is_no_link(control: Control, app: dict[str, str], place: str) -> None:
    control.say("maya", place, f"`{URL}`")

    assert "link_shared" not in [d["name"] for d in control.deliveries("Tester")]


def test_a_foreign_domain_is_not_unfurled(web: WebClient, control: Control, place: str) -> None:
    ts = control.say("maya", place, f"see {URL}")["ts"]
    foreign = {"https://other.example/": {"text": "x"}}

    assert error(web, "chat.unfurl", channel=place, ts=ts, unfurls=foreign) == "cannot_unfurl_url"
    assert error(web, "chat.unfurl", channel=place, ts=ts, unfurls={}) == "missing_unfurls"
    assert error(web, "chat.unfurl", channel=place, ts="1.000001", unfurls=foreign) == "cannot_find_message"
