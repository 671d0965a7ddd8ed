"""Who is here, and what an app may know of them."""

from __future__ import annotations

from slack_sdk import WebClient

from tests.playground.client import Control
from tests.playground.refusing import error


def test_a_person_has_a_name_a_zone_and_an_address(web: WebClient, control: Control) -> None:
    maya = control.look("state", **{"as": "maya"})["me"]

    user = web.users_info(user=maya, include_locale=True)["user"]

    assert (user["name"], user["tz"], user["locale"]) == ("maya", "Africa/Lagos", "en-GB")
    assert user["profile"]["email"] == "maya@northlight.example"
    assert web.users_lookupByEmail(email="maya@northlight.example")["user"]["id"] == maya


def test_everybody_is_listed_bots_too(web: WebClient, app: dict[str, str]) -> None:
    members = {member["id"]: member for page in web.users_list(limit=4) for member in page["members"]}

    assert members[app["bot_user"]]["is_bot"] is True
    assert len([member for member in members.values() if not member["is_bot"]]) == 8


def test_a_stranger_is_not_found(web: WebClient) -> None:
    assert error(web, "users.info", user="U0NOBODY") == "user_not_found"
    assert error(web, "users.lookupByEmail", email="nobody@x.example") == "users_not_found"


def test_a_new_person_is_announced(web: WebClient, control: Control) -> None:
    control.do("person", name="noor", real_name="Noor Aziz", title="Analyst", discipline="data science")

    joined = [d["payload"]["event"] for d in control.deliveries("Tester") if d["name"] == "team_join"]
    assert joined[0]["user"]["real_name"] == "Noor Aziz"


def test_a_changed_profile_is_told(web: WebClient, control: Control) -> None:
    control.do("profile", **{"as": "jon"}, status_text="At lunch", tz="Asia/Tokyo")

    changed = [d["payload"]["event"] for d in control.deliveries("Tester") if d["name"] == "user_change"]
    assert changed[0]["user"]["profile"]["status_text"] == "At lunch"
    assert changed[0]["user"]["tz_offset"] == 9 * 3600


def test_presence_is_seen(web: WebClient, control: Control) -> None:
    jon = control.look("state", **{"as": "jon"})["me"]
    control.do("presence", **{"as": "jon"}, presence="away")

    assert web.users_getPresence(user=jon)["presence"] == "away"


def test_user_groups_are_made_and_filled(web: WebClient, control: Control) -> None:
    jon = control.look("state", **{"as": "jon"})["me"]

    group = web.usergroups_create(name="Night shift", handle="night")["usergroup"]["id"]
    web.usergroups_users_update(usergroup=group, users=jon)

    assert web.usergroups_users_list(usergroup=group)["users"] == [jon]
    assert "night" in [each["handle"] for each in web.usergroups_list()["usergroups"]]
    assert error(web, "usergroups.create", name="Another", handle="night") == "handle_already_exists"
