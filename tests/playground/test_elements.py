"""Every element is sent as Slack sends it, from one simple value."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk import WebClient

from tests.playground.client import Answer, Control, Refused

MAYA = {"as": "maya"}
TEXT = {"type": "plain_text", "text": "Text", "emoji": True}
ONE, TWO = ({"text": TEXT, "value": value} for value in ("one", "two"))
CHOICES = {"options": [ONE, TWO]}
CASES: list[tuple[Answer, Any, Answer]] = [
    ({"type": "button", "text": TEXT, "value": "v", "style": "primary"}, None, {"value": "v", "style": "primary"}),
    ({"type": "static_select", **CHOICES}, "two", {"selected_option": TWO}),
    ({"type": "multi_static_select", **CHOICES}, ["one", "two"], {"selected_options": [ONE, TWO]}),
    ({"type": "radio_buttons", **CHOICES}, "one", {"selected_option": ONE}),
    ({"type": "checkboxes", **CHOICES}, ["two"], {"selected_options": [TWO]}),
    ({"type": "overflow", **CHOICES}, "one", {"selected_option": ONE}),
    ({"type": "external_select"}, TWO, {"selected_option": TWO}),
    ({"type": "datepicker"}, "2026-11-20", {"selected_date": "2026-11-20"}),
    ({"type": "timepicker"}, "14:30", {"selected_time": "14:30"}),
    ({"type": "datetimepicker"}, 1_790_000_000, {"selected_date_time": 1_790_000_000}),
    ({"type": "plain_text_input"}, "words", {"value": "words"}),
    ({"type": "number_input", "is_decimal_allowed": False}, "3", {"value": "3"}),
    ({"type": "static_select", **CHOICES}, None, {"selected_option": None}),
]


def shown(web: WebClient, place: str, element: Answer) -> Answer:
    blocks = [{"type": "actions", "block_id": "b", "elements": [{**element, "action_id": "a"}]}]
    posted = web.chat_postMessage(channel=place, text="x", blocks=blocks)
    return {"channel": place, "ts": posted["ts"]}


def used(control: Control, where: Answer, **asked: Any) -> Answer:
    told = control.do("interact", kind="block_actions", action_id="a", **MAYA, **where, **asked)
    [delivery] = told["deliveries"]
    payload: Answer = delivery["payload"]
    return payload


@pytest.mark.parametrize(("element", "value", "sent"), CASES)
def test_an_element_is_sent_as_slack_sends_it(
    control: Control, web: WebClient, place: str, element: Answer, value: Any, sent: Answer
) -> None:
    where = shown(web, place, element)

    payload = used(control, where, **({} if element["type"] == "button" else {"value": value}))

    [action] = payload["actions"]
    assert {key: action[key] for key in sent} == sent
    assert (action["type"], action["block_id"], action["action_id"]) == (element["type"], "b", "a")


def test_people_and_channels_are_chosen_by_name(control: Control, web: WebClient, place: str) -> None:
    jon = control.look("state", **{"as": "jon"})["me"]

    person = used(control, shown(web, place, {"type": "users_select"}), value="jon")["actions"][0]
    channels = used(control, shown(web, place, {"type": "multi_channels_select"}), value=["#churn-model"])["actions"][0]

    assert person["selected_user"] == jon
    assert channels["selected_channels"] == [place]


def test_the_state_of_all_inputs_goes_along(control: Control, web: WebClient, place: str) -> None:
    typed = {"type": "plain_text_input", "action_id": "t", "initial_value": "before"}
    blocks = [
        {"type": "input", "block_id": "i", "label": TEXT, "element": typed},
        {"type": "actions", "block_id": "b", "elements": [{"type": "button", "action_id": "a", "text": TEXT}]},
    ]
    ts = web.chat_postMessage(channel=place, text="x", blocks=blocks)["ts"]

    untouched = used(control, {"channel": place, "ts": ts})["state"]["values"]
    changed = used(control, {"channel": place, "ts": ts}, values={"i": {"t": "after"}})["state"]["values"]

    assert untouched == {"i": {"t": {"type": "plain_text_input", "value": "before"}}}
    assert changed["i"]["t"]["value"] == "after"


def test_an_unknown_option_is_refused_with_the_known_ones(control: Control, web: WebClient, place: str) -> None:
    where = shown(web, place, {"type": "static_select", **CHOICES})

    with pytest.raises(Refused) as refused:
        used(control, where, value="three")

    assert refused.value.detail == "There is no option 'three'; there are: one, two."


def test_suggestions_come_from_the_app(control: Control, web: WebClient, place: str) -> None:
    where = shown(web, place, {"type": "external_select", "min_query_length": 1})

    asked = control.do("interact", kind="block_suggestion", action_id="a", value="per", **MAYA, **where)
    [delivery] = asked["deliveries"]
    told = control.do("ack", delivery=delivery["id"], body={"options": [ONE]})

    assert (delivery["payload"]["type"], delivery["payload"]["value"]) == ("block_suggestion", "per")
    assert told["options"] == [ONE]


def test_what_only_one_person_sees_another_cannot_press(control: Control, web: WebClient, place: str) -> None:
    jon = control.look("state", **{"as": "jon"})["me"]
    button = {"type": "button", "action_id": "a", "text": TEXT}
    blocks = [{"type": "actions", "block_id": "b", "elements": [button]}]
    ts = web.chat_postEphemeral(channel=place, user=jon, text="x", blocks=blocks)["message_ts"]

    with pytest.raises(Refused):
        used(control, {"channel": place, "ts": ts})
    asked = control.do("interact", kind="block_actions", action_id="a", channel=place, ts=ts, **{"as": "jon"})

    container = asked["deliveries"][0]["payload"]["container"]
    assert container["is_ephemeral"] is True


def test_a_message_shortcut_brings_its_message(control: Control, app: dict[str, str], place: str) -> None:
    ts = control.say("jon", place, "explain this")["ts"]

    asked = control.do("shortcut", callback_id="explain", app="Tester", channel=place, ts=ts, **MAYA)

    payload = asked["deliveries"][0]["payload"]
    assert (payload["type"], payload["message"]["text"]) == ("message_action", "explain this")
    assert payload["channel"] == {"id": place, "name": "churn-model"}


def test_an_ephemeral_message_has_no_shortcuts(control: Control, web: WebClient, place: str) -> None:
    maya = control.look("state", **MAYA)["me"]
    ts = web.chat_postEphemeral(channel=place, user=maya, text="x")["message_ts"]

    with pytest.raises(Refused) as refused:
        control.do("shortcut", callback_id="explain", app="Tester", channel=place, ts=ts, **MAYA)

    assert refused.value.error == "ephemeral_message"
