"""A user group may stand for a discipline: set by admins, followed when people come and go."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.conversations.hands import Slack


async def id_of(slack: Slack) -> str:
    state = await slack.control.look("state", as_="ada")
    return str(state["usergroups"][0]["id"])


async def ml_team_is(slack: Slack, discipline: str) -> None:
    slack.channel = "#general"
    await slack.type("/parlance groups", by="ada")
    await slack.submit(by="ada", **{f"group:{await id_of(slack)}": discipline})


async def becomes(slack: Slack, people: list[str]) -> None:
    """Somebody else's app sets who is in the group."""
    other = {
        "display_information": {"name": "Directory"},
        "features": {"bot_user": {"display_name": "Directory"}},
        "oauth_config": {"scopes": {"bot": ["usergroups:write"]}},
    }
    made = await slack.control.do("app", manifest=other, transport="hand")
    client = AsyncWebClient(
        token=made["credentials"]["bot_token"],
        base_url=f"{slack.control.url}/api/",
        session=slack.control.session,
    )
    await client.usergroups_users_update(usergroup=await id_of(slack), users=people)
    await slack.settle()


async def test_people_of_the_group_get_its_discipline(slack: Slack) -> None:
    await ml_team_is(slack, "research")

    await slack.type("/parlance me", by="lee")

    assert "You are in *research*, going by your user group." in str(await slack.views(by="lee"))
    assert "is research" in (await slack.direct(by="ada"))[-1]["text"]


async def test_what_people_choose_themselves_counts_more(slack: Slack) -> None:
    await ml_team_is(slack, "research")
    await slack.type("/parlance me", by="lee")
    await slack.submit(by="lee", discipline="legal")

    assert "law and privacy" in (await slack.direct(by="lee"))[-1]["text"]


async def test_a_group_may_be_taken_back(slack: Slack) -> None:
    await ml_team_is(slack, "research")
    await ml_team_is(slack, "-")

    await slack.type("/parlance me", by="lee")

    assert "going by your job title" in str(await slack.views(by="lee"))


async def test_who_joins_the_group_later_gets_it_too(slack: Slack) -> None:
    await ml_team_is(slack, "research")
    kim = (await slack.control.look("state", as_="kim"))["me"]
    await becomes(slack, [kim])

    await slack.type("/parlance me", by="kim")

    assert "from your user group" in str(await slack.views(by="kim"))


async def test_only_admins_say_what_a_group_stands_for(slack: Slack) -> None:
    slack.channel = "#general"

    assert "Only an admin" in await slack.type("/parlance groups", by="jon")


async def test_a_workspace_without_groups_says_so(slack: Slack) -> None:
    slack.channel = "#general"
    fault = {"on": "web_api", "method": "usergroups.list", "do": "error", "error": "paid_teams_only"}
    await slack.control.do("faults", add=fault)

    assert "has no user groups" in await slack.type("/parlance groups", by="ada")
    await slack.type("/parlance me", by="jon")
    assert "My discipline" in str(await slack.views(by="jon"))


@pytest.mark.parametrize("who", ["ana", "lee"])
async def test_the_people_of_a_group_say_when_it_works(slack: Slack, who: str) -> None:
    await slack.type("/parlance settings @ml-team", by=who)
    wrong = await slack.submit(by=who, hours="whenever")
    await slack.submit(by=who, hours="Mon-Thu 8-15 Europe/Oslo")

    assert "Mon-Fri 9-17 Europe/Berlin" in wrong["errors"]["hours"]
    assert "reminders come Mon,Tue,Wed,Thu 08:00-15:00 Europe/Oslo" in (await slack.direct(by=who))[-1]["text"]
    assert "people in it" in await slack.type("/parlance settings @ml-team", by="jon")
