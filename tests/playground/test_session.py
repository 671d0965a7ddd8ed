"""One scripted session of every surface, with Slack's own libraries, unmodified: Python sync and async, Node over both wires."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from playground.testing import Running
from tests.playground.client import PATIENCE, Control
from tests.playground.guests.guest import HERE, Guest, moved_in

pytestmark = pytest.mark.xdist_group("guests")  # each takes seconds to move in
KINDS = [
    "sync",
    "async",
    pytest.param("node", marks=pytest.mark.node),
    pytest.param("node HTTP", marks=pytest.mark.node),
]


@pytest.fixture(scope="module", params=KINDS)
def there(request: pytest.FixtureRequest, _control: Control, server: Running) -> Iterator[Guest]:
    _control.begin()
    with moved_in(_control, request.param) as guest:
        yield guest


@pytest.fixture
def guest(there: Guest, control: Control) -> Guest:
    there.heard()
    return there


def test_a_message_is_answered_in_its_thread_and_a_mention_where_it_was(guest: Guest) -> None:
    said = guest.say("hello there")
    assert guest.said(f"hello <@{guest.id('maya')}>")["message"]["thread_ts"] == said["ts"]

    guest.say(f"@{guest.name.lower().replace(' ', '_')} are you here?")

    assert "thread_ts" not in guest.said("you called?")["message"]


def test_a_command_is_answered_privately_through_its_response_url(guest: Guest) -> None:
    assert guest.command("/define", "psi")["outcome"] == "acknowledged"

    assert guest.said("psi: a word")["message"]["is_ephemeral"] is True
    assert "psi: a word" not in guest.control.texts("jon", HERE)


def test_a_message_shortcut_brings_its_message(guest: Guest) -> None:
    ts = guest.say("what is psi?")["ts"]

    guest.do("shortcut", callback_id="explain", app=guest.name, channel=HERE, ts=ts)

    assert guest.said("about: what is psi?")["message"]["is_ephemeral"] is True


def test_a_button_replaces_the_message_it_stands_in(guest: Guest) -> None:
    blocks = [{"type": "actions", "block_id": "b", "elements": [button("press")]}]
    ts = guest.good("chat.postMessage", channel=guest.place(), text="press it", blocks=blocks)["ts"]

    told = guest.do("interact", who="jon", kind="block_actions", action_id="press", channel=HERE, ts=ts)

    assert told["outcome"] == "acknowledged"
    guest.control.happened(type="message_changed", message={"ts": ts, "text": "pressed v"})


def button(action: str) -> dict[str, Any]:
    text = {"type": "plain_text", "text": "Press"}
    return {"type": "button", "action_id": action, "value": "v", "text": text}


def opened_form(guest: Guest) -> str:
    guest.do("shortcut", callback_id="new_thing", app=guest.name)
    return str(guest.control.happened(type="view_opened")[-1]["view"]["id"])


@pytest.mark.parametrize(
    ("wish", "outcome"),
    [("go", "closed"), ("errors", "errors"), ("update", "updated"), ("push", "pushed"), ("clear", "cleared")],
)
def test_a_form_does_what_its_app_says(guest: Guest, wish: str, outcome: str) -> None:
    values = {"typed": {"it": wish}}

    told = guest.do("interact", kind="view_submission", view_id=opened_form(guest), values=values)

    assert told["outcome"] == outcome
    assert told.get("errors") == ({"typed": "Not that."} if wish == "errors" else None)


def test_a_form_asks_its_app_for_options_is_pushed_over_drawn_anew_and_closed(guest: Guest) -> None:
    view = opened_form(guest)

    asked = {"kind": "block_suggestion", "view_id": view, "action_id": "suggested", "value": "pe"}
    assert guest.do("interact", **asked)["options"][0]["text"]["text"] == "pe!"
    guest.do("interact", kind="block_actions", view_id=view, action_id="deeper")
    pushed = guest.control.happened(type="view_pushed")[0]
    assert [each["title"]["text"] for each in pushed["views"]] == ["Form", "Second"]
    guest.do("interact", kind="view_closed", view_id=pushed["view"]["id"])
    guest.do("interact", kind="block_actions", view_id=view, action_id="redraw")
    assert guest.control.happened(type="view_updated")[0]["view"]["title"]["text"] == "Redrawn"


def test_an_app_hears_that_its_form_was_closed(guest: Guest) -> None:
    guest.do("interact", kind="view_closed", view_id=opened_form(guest), wait=True)

    assert "view_closed" in guest.heard()


def test_an_app_home_is_drawn_and_drawn_anew(guest: Guest) -> None:
    guest.do("open-home", app=guest.name)
    home = guest.control.happened(type="home_published")[0]["view"]

    guest.do("interact", kind="block_actions", view_id=home["id"], action_id="more")

    drawn = guest.control.happened(count=2, type="home_published")[1]["view"]
    assert drawn["blocks"][0]["text"]["text"] == "Here is more."


def test_a_wave_is_seen_and_a_link_unfurled(guest: Guest) -> None:
    ts = guest.say("see https://wiki.example.com/psi")["ts"]
    changed = guest.control.happened(type="message_changed", message={"ts": ts})[0]["message"]
    assert changed["attachments"][0]["title"] == "A page"

    guest.do("reaction", channel=HERE, ts=ts, name="wave")

    seen = guest.control.happened(type="reaction_added", name="eyes")[0]
    assert [each["name"] for each in seen["reactions"]] == ["wave", "eyes"]


def test_everything_that_people_do_is_heard(guest: Guest) -> None:
    ts = guest.say("first")["ts"]
    guest.say("a reply for all", thread_ts=ts, reply_broadcast=True)
    guest.do("edit-message", channel=HERE, ts=ts, text="better")
    guest.do("reaction", channel=HERE, ts=ts, name="eyes")
    guest.do("reaction", channel=HERE, ts=ts, name="eyes", remove=True)
    guest.do("pin", channel=HERE, ts=ts)
    guest.do("pin", channel=HERE, ts=ts, remove=True)
    guest.do("topic", channel=HERE, value="another")
    guest.do("upload", channel=HERE, name="a.csv", content="a,b")
    gone = guest.say("a slip")["ts"]
    guest.do("delete-message", channel=HERE, ts=gone)
    guest.do("channel", name="new-place", people=[guest.name])
    guest.do("rename", channel="#new-place", value="newer-place")
    guest.do("leave", who="aiko", channel=HERE)
    guest.do("join", who="aiko", channel=HERE)
    guest.do("archive", channel="#newer-place")
    guest.do("unarchive", channel="#newer-place")
    guest.do("kick", channel="#newer-place", people=[guest.name])
    guest.do("profile", status_text="away for lunch")
    guest.do("person", name="newcomer", real_name="New Comer")
    guest.do("message", channel=guest.credentials["bot_user"], text="between us")

    heard = set(guest.heard())

    assert heard >= {
        "message", "message/thread_broadcast", "message/message_changed", "message/message_deleted", "reaction_added",
        "reaction_removed", "pin_added", "pin_removed", "message/channel_topic", "file_created", "file_shared",
        "channel_created", "channel_rename", "member_left_channel", "member_joined_channel", "channel_archive",
        "channel_unarchive", "channel_left", "user_change", "user_status_changed", "team_join",
    }  # fmt: skip


def test_an_app_writes_corrects_schedules_and_takes_back(guest: Guest) -> None:
    place = guest.place()
    metadata = {"event_type": "note", "event_payload": {"n": 1}}
    ts = guest.good("chat.postMessage", channel=place, text="news", metadata=metadata)["ts"]
    guest.good("chat.postMessage", channel=place, text="more", thread_ts=ts, reply_broadcast=True)
    guest.good("chat.update", channel=place, ts=ts, text="old news")
    guest.good("chat.postEphemeral", channel=place, user=guest.id("maya"), text="psst")
    guest.good("chat.meMessage", channel=place, text="waves")
    assert guest.good("chat.getPermalink", channel=place, message_ts=ts)["permalink"].startswith("https://")
    later = int(guest.control.look("state")["now"]) + 60
    planned = [guest.good("chat.scheduleMessage", channel=place, post_at=later, text=text) for text in ("one", "two")]
    guest.good("chat.deleteScheduledMessage", channel=place, scheduled_message_id=planned[0]["scheduled_message_id"])
    assert len(guest.good("chat.scheduledMessages.list")["scheduled_messages"]) == 1

    guest.control.do("clock", advance=61)

    assert guest.said("two")
    replies = guest.good("conversations.replies", channel=place, ts=ts, include_all_metadata=True)["messages"]
    assert [each["text"] for each in replies] == ["old news", "more"]
    assert replies[0]["metadata"] == metadata
    guest.good("chat.delete", channel=place, ts=replies[1]["ts"])
    guest.control.do("settle", timeout=PATIENCE)
    # Bolt for Python passes over what its own bot did before anybody hears of it: the wire knows.
    wire = guest.control.look("log", app=guest.name, kind="event")["entries"]
    assert ("message_metadata_posted", "acknowledged") in [(each["name"], each["status"]) for each in wire]


def test_an_app_marks_messages(guest: Guest) -> None:
    place, ts = guest.place(), guest.say("mark me")["ts"]

    guest.good("reactions.add", channel=place, timestamp=ts, name="eyes")
    assert guest.good("reactions.get", channel=place, timestamp=ts)["message"]["reactions"][0]["name"] == "eyes"
    assert guest.good("reactions.list")["items"]
    guest.good("reactions.remove", channel=place, timestamp=ts, name="eyes")
    guest.good("pins.add", channel=place, timestamp=ts)
    assert ts in [each["message"]["ts"] for each in guest.good("pins.list", channel=place)["items"]]
    guest.good("pins.remove", channel=place, timestamp=ts)
    made = guest.good("bookmarks.add", channel_id=place, title="Book", type="link", link="https://example.com")
    id = made["bookmark"]["id"]
    guest.good("bookmarks.edit", channel_id=place, bookmark_id=id, title="Books")
    assert "Books" in [each["title"] for each in guest.good("bookmarks.list", channel_id=place)["bookmarks"]]
    guest.good("bookmarks.remove", channel_id=place, bookmark_id=id)


def test_an_app_makes_and_keeps_channels(guest: Guest) -> None:
    maya, jon = guest.id("maya"), guest.id("jon")
    made = guest.good("conversations.create", name="made-by-app")["channel"]["id"]
    guest.good("conversations.invite", channel=made, users=f"{maya},{jon}")
    guest.good("conversations.setTopic", channel=made, topic="t")
    guest.good("conversations.setPurpose", channel=made, purpose="p")
    guest.good("conversations.rename", channel=made, name="made-anew")
    guest.good("conversations.kick", channel=made, user=jon)
    members = guest.good("conversations.members", channel=made)["members"]
    assert set(members) == {maya, guest.credentials["bot_user"]}
    guest.good(
        "conversations.mark", channel=made, ts=guest.good("conversations.history", channel=made)["messages"][0]["ts"]
    )
    guest.good("conversations.archive", channel=made)
    assert guest.call("chat.postMessage", channel=made, text="x")["error"] == "is_archived"
    private = guest.good("conversations.create", name="quiet-one", is_private=True)["channel"]
    assert private["is_private"] is True
    direct = guest.good("conversations.open", users=f"{maya},{jon}")["channel"]
    assert guest.good("conversations.info", channel=direct["id"])["channel"]["is_mpim"] is True
    guest.good("conversations.close", channel=direct["id"])
    guest.good("conversations.join", channel=guest.place("#lunch"))
    guest.good("conversations.leave", channel=guest.place("#lunch"))


def test_lists_are_read_page_by_page_by_the_librarys_own_pager(guest: Guest) -> None:
    pages = guest.told("/pages")

    assert len(pages) >= 3
    assert all(len(page) <= 2 for page in pages)
    assert "churn-model" in [name for page in pages for name in page]


def test_a_file_is_uploaded_by_the_librarys_own_helper(guest: Guest) -> None:
    id = guest.told("/upload")[0]

    file = guest.control.happened(type="message", message={"files": [{"id": id}]})[0]["message"]["files"][0]
    assert guest.good("files.info", file=id)["file"]["name"] == "notes.txt"
    assert id in [each["id"] for each in guest.good("files.list")["files"]]
    headers = {"Authorization": f"Bearer {guest.credentials['bot_token']}"}
    url = urlsplit(file["url_private"]).path
    assert httpx.get(f"{guest.control.url}{url}", headers=headers, timeout=PATIENCE).text == "some notes"
    guest.good("files.delete", file=id)


def test_people_groups_and_the_team_are_known(guest: Guest) -> None:
    maya = guest.id("maya")
    user = guest.good("users.info", user=maya)["user"]
    assert user["tz"] == guest.control.look("state")["people"][0]["tz"]
    assert guest.good("users.lookupByEmail", email=user["profile"]["email"])["user"]["id"] == maya
    assert guest.good("users.profile.get", user=maya)["profile"]["real_name"] == user["real_name"]
    assert guest.good("users.getPresence", user=maya)["presence"] == "active"
    assert len(guest.good("users.list", limit=3)["members"]) == 3
    assert guest.good("users.conversations", user=maya)["channels"]
    assert guest.good("dnd.info", user=maya)["dnd_enabled"] is False
    assert guest.good("team.info")["team"]["name"] == "Northlight"
    me = guest.good("auth.test")
    assert guest.good("bots.info", bot=me["bot_id"])["bot"]["name"] == guest.name
    assert guest.good("emoji.list")["ok"]
    group = guest.good("usergroups.create", name="Readers", handle="readers")["usergroup"]["id"]
    guest.good("usergroups.users.update", usergroup=group, users=maya)
    assert guest.good("usergroups.users.list", usergroup=group)["users"] == [maya]
    guest.good("usergroups.update", usergroup=group, name="More readers")
    assert "readers" in [each["handle"] for each in guest.good("usergroups.list")["usergroups"]]
    guest.good("usergroups.disable", usergroup=group)


def test_a_canvas_is_made_edited_and_shown(guest: Guest) -> None:
    markdown = {"type": "markdown", "markdown": "# Words\n\nAll of them"}
    id = guest.good("canvases.create", title="Words", document_content=markdown)["canvas_id"]
    more = {"operation": "insert_at_end", "document_content": {"type": "markdown", "markdown": "## More"}}
    guest.good("canvases.edit", canvas_id=id, changes=[more])
    found = guest.good("canvases.sections.lookup", canvas_id=id, criteria={"section_types": ["any_header"]})
    assert len(found["sections"]) == 2
    guest.good("canvases.access.set", canvas_id=id, access_level="read", channel_ids=[guest.place()])
    guest.good("canvases.delete", canvas_id=id)


def test_refusals_reach_the_library_as_slacks(guest: Guest) -> None:
    place = guest.place()
    lines = [{"type": "divider"}] * 51
    for method, args, error in [
        ("chat.postMessage", {"channel": "C0NOTHING", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": place, "text": "x" * 40_001}, "msg_too_long"),
        ("chat.postMessage", {"channel": place, "text": "x", "blocks": lines}, "invalid_blocks"),
        ("views.open", {"trigger_id": "1.2.3", "view": {"type": "modal"}}, "invalid_arguments"),
        ("search.messages", {"query": "x"}, "not_allowed_token_type"),
        ("admin.users.list", {}, "unknown_method"),
    ]:
        assert guest.call(method, **args)["error"] == error, method


def test_an_app_is_installed_by_a_person_and_revokes_its_token(guest: Guest) -> None:
    client = guest.credentials
    asked = {
        "client_id": client["client_id"],
        "scope": "chat:write",
        "user_scope": "search:read",
        "allow": "1",
        "as": "jon",
    }
    back = httpx.get(
        f"{guest.control.url}/oauth/v2/authorize",
        params={**asked, "redirect_uri": "http://127.0.0.1/back"},
        timeout=PATIENCE,
    )
    code = parse_qs(urlsplit(back.headers["location"]).query)["code"][0]

    told = guest.good(
        "oauth.v2.access", client_id=client["client_id"], client_secret=client["client_secret"], code=code,
        redirect_uri="http://127.0.0.1/back",
    )  # fmt: skip

    assert told["authed_user"]["id"] == guest.id("jon")
    assert told["access_token"] == client["bot_token"]
    user_token = told["authed_user"]["access_token"]
    assert guest.good("search.messages", token=user_token, query="dumplings")["messages"]["total"] >= 1
    assert guest.good("auth.revoke", token=user_token)["revoked"] is True
    assert guest.call("auth.test", token=user_token)["error"] == "token_revoked"
