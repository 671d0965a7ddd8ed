"""Every key we send is a key that Slack is known to send, for that event, interaction or method."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient

from tests.playground.client import Answer, Control

KNOWN = Path(__file__).resolve().parents[3] / "shared" / "data" / "slack" / "key_paths.json"
MAYA = {"as": "maya"}
OWN = re.compile(
    r"blocks\[\]\.|attachments\[\]\.|state\.values\.|event_payload\.|shares\.|\.fields\.|^args\.|files\[\]\.|icons\."
)
"""What an app, a person or an id stands behind: not Slack's own keys."""
MESSAGE = re.compile(
    r"^(event\.(item\.)?(previous_)?message|event\.root|event|items\[\]\.message|messages\[\]|message)\.(?P<key>.+)$"
)
"""A message has the same keys wherever it stands; the list knows them best from `conversations.history`."""
DOCUMENTED = {
    # in captured payloads of Bolt's own tests, though not in the list
    "context_team_id", "context_enterprise_id", "is_enterprise_install", "enterprise", "event.channel_type",
    "event.is_bot_user_member", "container", "event.user_id", "event.channel_id", "event.file", "event.file.id",
    "event.file_id",
    # documented for the event, the method or the object, newer than the list
    "event.event_ts", "event.cache_ts", "event.tab", "event.unfurl_id", "event.source", "event.team", "event.inviter",
    "event.user.profile.status_emoji_display_info", "members[].profile.pronouns", "profile.fields",
    "items[].message", "items[].channel", "items[].message.permalink", "items[].message.pinned_to",
    "view.blocks", "view.state.values", "state.values", "response_urls",
}  # fmt: skip


def paths(value: Any, at: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            here = f"{at}.{key}" if at else key
            yield here
            yield from paths(each, here)
    elif isinstance(value, list):
        for each in value:
            yield from paths(each, f"{at}[]")


class Known(dict[str, list[str]]):
    def unknown(self, payload: Answer, name: str) -> set[str]:
        return {path for path in paths(payload) if not self.knows(path, name)}

    def knows(self, path: str, name: str) -> bool:
        if path in self[name] or path in DOCUMENTED or OWN.search(path):
            return True
        found = MESSAGE.match(path)
        return found is not None and f"messages[].{found['key']}" in self["api/conversations.history"]


@pytest.fixture(scope="module")
def known() -> Known:
    if not KNOWN.exists():
        pytest.skip(f"the list of keys Slack is known to send is not here ({KNOWN})")
    return Known(json.loads(KNOWN.read_text(encoding="utf-8")))


def name_of(event: Answer) -> str:
    """`message` + `channel_join` → `MessageChannelJoinPayload`; `message_changed` needs no second `Message`."""
    subtype = event.get("subtype") or ""
    words = [event["type"], subtype.removeprefix("message_").removesuffix("_message")]
    camel = "".join(part.title() for word in words for part in word.split("_"))
    return f"events/{camel}Payload"


def happen(control: Control, web: WebClient, place: str) -> None:
    """A bit of everything."""
    button = {"type": "button", "action_id": "a", "text": {"type": "plain_text", "text": "x"}}
    ts = control.say("maya", place, "@tester see https://wiki.example.com/x *now*")["ts"]
    control.say("jon", place, "a reply", thread_ts=ts)
    control.say("jon", place, "for all", thread_ts=ts, reply_broadcast=True)
    control.do("edit-message", **MAYA, channel=place, ts=ts, text="edited")
    control.do("reaction", **MAYA, channel=place, ts=ts, name="eyes")
    control.do("reaction", **MAYA, channel=place, ts=ts, name="eyes", remove=True)
    control.do("pin", **MAYA, channel=place, ts=ts)
    control.do("pin", **MAYA, channel=place, ts=ts, remove=True)
    gone = control.say("maya", place, "gone")["ts"]
    control.do("delete-message", **MAYA, channel=place, ts=gone)
    control.do("upload", **MAYA, name="a.csv", content="a,b", channel=place)
    control.do("topic", **MAYA, channel=place, value="t")
    control.do("purpose", **MAYA, channel=place, value="p")
    control.do("command", **MAYA, channel=place, command="/me", text="waves")
    control.do("channel", **MAYA, name="new", people=["Tester"])
    control.do("rename", **MAYA, channel="#new", value="newer")
    control.do("join", **{"as": "jon"}, channel="#newer")
    control.do("leave", **{"as": "jon"}, channel="#newer")
    control.do("archive", **MAYA, channel="#newer")
    control.do("unarchive", **MAYA, channel="#newer")
    control.do("person", name="noor")
    control.do("profile", **MAYA, status_text="x")
    control.do("open-home", **MAYA, app="Tester")
    control.say("maya", "@tester", "directly")
    web.chat_postMessage(channel=place, text="x", blocks=[{"type": "actions", "block_id": "b", "elements": [button]}])
    web.chat_postMessage(channel=place, text="x", username="Somebody", icon_emoji="ghost")


def test_every_key_of_an_event_is_slacks(control: Control, web: WebClient, place: str, known: Known) -> None:
    happen(control, web, place)

    strange: dict[str, set[str]] = {}
    unlisted: set[str] = set()
    for delivery in control.deliveries("Tester"):
        name = name_of(delivery["payload"]["event"])
        if name not in known:
            unlisted.add(name)
        elif found := known.unknown(delivery["payload"], name):
            strange.setdefault(name, set()).update(found)

    assert strange == {}
    assert unlisted == set()


def test_every_key_of_an_interaction_is_slacks(control: Control, web: WebClient, place: str, known: Known) -> None:
    title = {"type": "plain_text", "text": "T"}
    button = {"type": "button", "action_id": "a", "text": title, "value": "v"}
    posted = web.chat_postMessage(channel=place, text="x", blocks=[{"type": "actions", "elements": [button]}])
    where = {"channel": place, "ts": posted["ts"]}
    asked = {
        "SlashCommandPayload": control.do("command", **MAYA, channel=place, command="/define", text="x"),
        "MessageShortcutPayload": control.do("shortcut", **MAYA, **where, callback_id="explain", app="Tester"),
        "BlockActionPayload": control.do("interact", **MAYA, **where, kind="block_actions", action_id="a"),
    }
    trigger = asked["SlashCommandPayload"]["deliveries"][0]["payload"]["trigger_id"]
    modal = {"type": "modal", "title": title, "blocks": [], "notify_on_close": True}
    view = web.views_open(trigger_id=trigger, view=modal)["view"]["id"]
    asked["ViewSubmissionPayload"] = control.do("interact", **MAYA, kind="view_submission", view_id=view)
    asked["ViewClosedPayload"] = control.do("interact", **MAYA, kind="view_closed", view_id=view)

    strange = {
        name: known.unknown(told["deliveries"][0]["payload"], f"app-backend/{name}") for name, told in asked.items()
    }

    assert not any(strange.values()), strange


def answers(control: Control, web: WebClient, place: str) -> Iterator[tuple[str, Answer]]:
    maya = control.look("state", **MAYA)["me"]
    ts = control.say("maya", place, "hello")["ts"]
    control.say("jon", place, "reply", thread_ts=ts)
    moment = int(control.look("state")["now"]) + 600
    calls: list[tuple[str, dict[str, Any]]] = [
        ("auth.test", {}),
        ("team.info", {}),
        ("bots.info", {"bot": web.auth_test()["bot_id"]}),
        ("users.info", {"user": maya, "include_locale": True}),
        ("users.list", {}),
        ("users.profile.get", {"user": maya}),
        ("users.lookupByEmail", {"email": "maya@northlight.example"}),
        ("users.getPresence", {"user": maya}),
        ("users.conversations", {}),
        ("conversations.list", {}),
        ("conversations.info", {"channel": place, "include_num_members": True}),
        ("conversations.members", {"channel": place}),
        ("conversations.history", {"channel": place}),
        ("conversations.replies", {"channel": place, "ts": ts}),
        ("conversations.open", {"users": maya, "return_im": True}),
        ("conversations.create", {"name": "fresh"}),
        ("chat.postMessage", {"channel": place, "text": "x"}),
        ("chat.postEphemeral", {"channel": place, "user": maya, "text": "x"}),
        ("chat.getPermalink", {"channel": place, "message_ts": ts}),
        ("chat.scheduleMessage", {"channel": place, "text": "x", "post_at": moment}),
        ("chat.scheduledMessages.list", {}),
        ("reactions.add", {"channel": place, "timestamp": ts, "name": "eyes"}),
        ("reactions.get", {"channel": place, "timestamp": ts}),
        ("reactions.list", {}),
        ("pins.add", {"channel": place, "timestamp": ts}),
        ("pins.list", {"channel": place}),
        ("bookmarks.add", {"channel_id": place, "title": "x", "type": "link", "link": "https://a.example"}),
        ("bookmarks.list", {"channel_id": place}),
        ("usergroups.list", {"include_users": True, "include_count": True}),
        ("views.publish", {"user_id": maya, "view": {"type": "home", "blocks": []}}),
        ("dnd.info", {"user": maya}),
        ("emoji.list", {}),
        ("files.getUploadURLExternal", {"filename": "a", "length": 3}),
    ]
    for method, args in calls:
        yield method, dict(web.api_call(method, params=_flat(args)).data)  # type: ignore[arg-type]


def _flat(args: dict[str, Any]) -> dict[str, Any]:
    return {key: json.dumps(value) if isinstance(value, dict) else value for key, value in args.items()}


def test_every_key_of_an_answer_is_slacks(control: Control, web: WebClient, place: str, known: Known) -> None:
    strange = {}
    for method, answer in answers(control, web, place):
        found = known.unknown(answer, f"api/{method}")
        if found:
            strange[method] = found

    assert strange == {}
