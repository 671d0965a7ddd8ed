"""What people and apps hang on messages and channels: reactions, pins, bookmarks, canvases."""

from __future__ import annotations

import pytest
from slack_sdk import WebClient

from tests.playground.client import Control
from tests.playground.refusing import error


@pytest.fixture
def ts(control: Control, app: dict[str, str], place: str) -> str:
    return str(control.say("maya", place, "hello")["ts"])


def test_a_reaction_is_added_once_and_taken_back(web: WebClient, control: Control, place: str, ts: str) -> None:
    web.reactions_add(channel=place, timestamp=ts, name="eyes")

    assert error(web, "reactions.add", channel=place, timestamp=ts, name="eyes") == "already_reacted"
    assert web.reactions_get(channel=place, timestamp=ts)["message"]["reactions"][0]["name"] == "eyes"
    web.reactions_remove(channel=place, timestamp=ts, name="eyes")
    assert error(web, "reactions.remove", channel=place, timestamp=ts, name="eyes") == "no_reaction"
    assert error(web, "reactions.add", channel=place, timestamp=ts, name="NOT AN EMOJI") == "invalid_name"
    assert error(web, "reactions.add", channel=place, timestamp="1.000001", name="eyes") == "message_not_found"


def test_a_persons_reaction_is_told(control: Control, app: dict[str, str], place: str, ts: str) -> None:
    control.do("reaction", **{"as": "jon"}, channel=place, ts=ts, name="tada")

    [event] = [d["payload"]["event"] for d in control.deliveries("Tester") if d["name"] == "reaction_added"]
    assert (event["reaction"], event["item"]["ts"]) == ("tada", ts)


def test_a_pin_holds_a_message(web: WebClient, control: Control, place: str, ts: str) -> None:
    before = len(web.pins_list(channel=place)["items"])
    web.pins_add(channel=place, timestamp=ts)

    items = web.pins_list(channel=place)["items"]
    assert (len(items), items[0]["message"]["ts"]) == (before + 1, ts)
    assert error(web, "pins.add", channel=place, timestamp=ts) == "already_pinned"
    web.pins_remove(channel=place, timestamp=ts)
    assert error(web, "pins.remove", channel=place, timestamp=ts) == "no_pin"


def test_a_bookmark_is_kept_edited_removed(web: WebClient, place: str) -> None:
    made = web.bookmarks_add(channel_id=place, title="Runbook", type="link", link="https://a.example")["bookmark"]
    web.bookmarks_edit(channel_id=place, bookmark_id=made["id"], title="The runbook")

    titles = [each["title"] for each in web.bookmarks_list(channel_id=place)["bookmarks"]]
    assert "The runbook" in titles
    web.bookmarks_remove(channel_id=place, bookmark_id=made["id"])
    assert error(web, "bookmarks.remove", channel_id=place, bookmark_id=made["id"]) == "not_found"


def test_a_canvas_is_edited_section_by_section(web: WebClient, place: str) -> None:
    content = {"type": "markdown", "markdown": "# Words\n\nperformance\n\n## More\n\nvalidation"}
    canvas = web.canvases_create(title="Glossary", document_content=content)["canvas_id"]
    [heading] = web.canvases_sections_lookup(canvas_id=canvas, criteria={"section_types": ["h2"]})["sections"]

    replaced = {"type": "markdown", "markdown": "## Much more"}
    change = {"operation": "replace", "section_id": heading["id"], "document_content": replaced}
    web.canvases_edit(canvas_id=canvas, changes=[change])

    found = web.canvases_sections_lookup(canvas_id=canvas, criteria={"contains_text": "much"})["sections"]
    assert len(found) == 1
    assert error(web, "canvases.edit", canvas_id=canvas, changes=[change, change]) == "invalid_arguments"


def test_a_channel_has_one_canvas(web: WebClient, place: str) -> None:
    content = {"type": "markdown", "markdown": "# Words"}
    canvas = web.conversations_canvases_create(channel_id=place, document_content=content)["canvas_id"]

    properties = web.conversations_info(channel=place)["channel"]["properties"]
    assert properties["canvas"]["file_id"] == canvas
    assert error(web, "conversations.canvases.create", channel_id=place) == "channel_canvas_already_exists"
