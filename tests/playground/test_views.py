"""Modals and the App Home, with what Slack refuses about them."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.playground.client import Answer, Control

MAYA = {"as": "maya"}
TITLE = {"type": "plain_text", "text": "Title"}
TYPED = {"type": "plain_text_input", "action_id": "typed"}
INPUT = {"type": "input", "block_id": "word", "label": TITLE, "element": TYPED}
MODAL = {"type": "modal", "callback_id": "m", "title": TITLE, "submit": TITLE, "blocks": [INPUT]}
HOME = {"type": "home", "blocks": [{"type": "section", "block_id": "s", "text": TITLE}]}


def triggered(control: Control) -> str:
    """Maya uses a shortcut; its trigger id."""
    asked = control.do("shortcut", callback_id="new_thing", app="Tester", **MAYA)
    [delivery] = asked["deliveries"]
    control.do("ack", delivery=delivery["id"])
    return str(delivery["payload"]["trigger_id"])


def refused(web: WebClient, method: str, **args: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        web.api_call(method, json=args)
    return str(caught.value.response["error"])


def opened(control: Control, web: WebClient, **more: Any) -> Answer:
    view: Answer = web.views_open(trigger_id=triggered(control), view={**MODAL, **more})["view"]
    return view


def submitted(control: Control, view: Answer, body: Any, text: str = "x") -> Answer:
    """Maya submits; the app says `body`."""
    values = {"word": {"typed": text}}
    asked = control.do("interact", kind="view_submission", view_id=view["id"], values=values, **MAYA)
    [delivery] = asked["deliveries"]
    return control.do("ack", delivery=delivery["id"], body=body)


def test_a_trigger_is_good_for_three_seconds(control: Control, web: WebClient) -> None:
    trigger = triggered(control)
    control.do("clock", advance=4)

    assert refused(web, "views.open", trigger_id=trigger, view=MODAL) == "expired_trigger_id"


def test_a_trigger_is_good_for_one_modal(control: Control, web: WebClient) -> None:
    trigger = triggered(control)
    web.views_open(trigger_id=trigger, view=MODAL)

    assert refused(web, "views.open", trigger_id=trigger, view=MODAL) == "exchanged_trigger_id"


def test_an_invented_trigger_is_refused(web: WebClient) -> None:
    assert refused(web, "views.open", trigger_id="1.2.3", view=MODAL) == "invalid_trigger_id"


def test_at_most_three_views_stand_over_each_other(control: Control, web: WebClient) -> None:
    opened(control, web)
    for _ in range(2):
        web.views_push(trigger_id=triggered(control), view=MODAL)

    assert refused(web, "views.push", trigger_id=triggered(control), view=MODAL) == "push_limit_reached"
    assert len(control.look("state", **MAYA)["views"]) == 3


def test_an_update_with_an_old_hash_is_refused(control: Control, web: WebClient) -> None:
    view = opened(control, web)
    web.views_update(view_id=view["id"], hash=view["hash"], view=MODAL)

    assert refused(web, "views.update", view_id=view["id"], hash=view["hash"], view=MODAL) == "hash_conflict"


def test_a_view_is_found_by_its_external_id_which_nobody_else_may_have(control: Control, web: WebClient) -> None:
    view = opened(control, web, external_id="mine")

    updated = web.views_update(external_id="mine", view={**MODAL, "external_id": "mine"})

    assert updated["view"]["id"] == view["id"]
    another = {**MODAL, "external_id": "mine"}
    assert refused(web, "views.open", trigger_id=triggered(control), view=another) == "duplicate_external_id"


def test_what_was_typed_survives_an_update(control: Control, web: WebClient) -> None:
    view = opened(control, web)
    submitted(control, view, {"response_action": "errors", "errors": {"word": "No."}}, "kept")

    updated = web.views_update(view_id=view["id"], view={**MODAL, "title": {**TITLE, "text": "New"}})["view"]

    assert updated["state"]["values"]["word"]["typed"]["value"] == "kept"


@pytest.mark.parametrize(
    ("body", "outcome", "views"),
    [
        (None, "closed", 0),
        ({"response_action": "clear"}, "cleared", 0),
        ({"response_action": "errors", "errors": {"word": "No."}}, "errors", None),
        ({"response_action": "update", "view": MODAL}, "updated", 1),
        ({"response_action": "push", "view": MODAL}, "pushed", 2),
        ({"response_action": "dance"}, "failed", None),
        ({"response_action": "errors", "errors": {"elsewhere": "No."}}, "failed", None),
        ({"response_action": "update", "view": {**MODAL, "title": None}}, "failed", None),
    ],
)
def test_a_submission_does_what_the_app_says(
    control: Control, web: WebClient, body: Any, outcome: str, views: int | None
) -> None:
    told = submitted(control, opened(control, web), body)

    assert told["outcome"] == outcome
    assert len(told["views"]) == views if views is not None else "views" not in told


@pytest.mark.parametrize(
    ("element", "value", "words"),
    [
        ({"type": "plain_text_input", "min_length": 3}, "ab", "Please enter at least 3 characters."),
        ({"type": "plain_text_input", "max_length": 3}, "abcd", "Please enter at most 3 characters."),
        ({"type": "email_text_input"}, "nobody", "Please enter a valid email address."),
        ({"type": "url_text_input"}, "nowhere", "Please enter a valid URL."),
        ({"type": "number_input", "is_decimal_allowed": False}, "1.5", "Please enter a valid number."),
        (
            {"type": "number_input", "is_decimal_allowed": True, "max_value": "2"},
            "3",
            "Please enter a number of at most 2.",
        ),
    ],
)
def test_slack_checks_inputs_before_it_asks_the_app(
    control: Control, web: WebClient, element: Answer, value: str, words: str
) -> None:
    view = opened(control, web, blocks=[{**INPUT, "element": {**element, "action_id": "typed"}}])

    values = {"word": {"typed": value}}
    told = control.do("interact", kind="view_submission", view_id=view["id"], values=values, **MAYA)

    assert (told["outcome"], told["source"], told["errors"]) == ("errors", "slack", {"word": words})
    assert told["deliveries"] == []


def test_an_app_hears_that_its_view_was_closed_when_it_asked_for_it(control: Control, web: WebClient) -> None:
    quiet, curious = opened(control, web), None
    told = control.do("interact", kind="view_closed", view_id=quiet["id"], **MAYA)
    curious = opened(control, web, notify_on_close=True)
    asked = control.do("interact", kind="view_closed", view_id=curious["id"], cleared=True, **MAYA)

    assert told["outcome"] == "closed"
    assert told["deliveries"] == []
    [delivery] = asked["deliveries"]
    assert (delivery["payload"]["type"], delivery["payload"]["is_cleared"]) == ("view_closed", True)
    assert control.do("ack", delivery=delivery["id"])["outcome"] == "cleared"


def test_a_view_that_clears_on_close_takes_the_whole_stack_with_it(control: Control, web: WebClient) -> None:
    opened(control, web)
    last = opened(control, web, clear_on_close=True)

    told = control.do("interact", kind="view_closed", view_id=last["id"], **MAYA)

    assert (told["outcome"], told["views"]) == ("cleared", [])


def test_an_app_home_is_published_for_one_person(control: Control, web: WebClient) -> None:
    maya = control.look("state", **MAYA)["me"]

    web.views_publish(user_id=maya, view=HOME)

    assert control.do("open-home", app="Tester", **MAYA)["view"]["blocks"][0]["block_id"] == "s"
    assert control.do("open-home", app="Tester", **{"as": "jon"})["view"] is None


def test_opening_the_home_tells_the_app(control: Control, web: WebClient) -> None:
    told = control.do("open-home", app="Tester", **MAYA)

    [delivery] = told["deliveries"]
    event = delivery["payload"]["event"]
    assert (event["type"], event["tab"], event["channel"]) == ("app_home_opened", "home", told["channel"]["id"])


def test_a_home_with_an_old_hash_is_refused(control: Control, web: WebClient) -> None:
    maya = control.look("state", **MAYA)["me"]
    first = web.views_publish(user_id=maya, view=HOME)["view"]
    web.views_publish(user_id=maya, view=HOME)

    assert refused(web, "views.publish", user_id=maya, view=HOME, hash=first["hash"]) == "hash_conflict"
