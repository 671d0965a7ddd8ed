"""A profile is guessed, shown with how it is known, and corrected by the one it is about."""

from bot.app import Bot
from tests.conversations.hands import Slack


async def test_what_is_guessed_is_shown_with_how_it_is_known(slack: Slack) -> None:
    await slack.type("/parlance me")

    assert "You are in *data science*, going by your job title" in str(await slack.views())


async def test_a_correction_changes_which_meaning_comes_first(slack: Slack) -> None:
    await slack.type("/parlance me")

    await slack.submit(discipline="software-engineering")

    answer = await slack.type("/define performance")
    assert answer.index("How long an answer") < answer.index("How often the model")


async def test_the_guess_can_be_taken_again(slack: Slack) -> None:
    await slack.type("/parlance me")
    await slack.submit(discipline="legal")
    await slack.type("/parlance me")

    await slack.submit(discipline="-")

    assert "going by your job title" in (await slack.direct())[-1]["text"]


async def test_who_wants_no_notes_gets_none(slack: Slack) -> None:
    await slack.type("/parlance me")

    await slack.submit(notes="no")

    assert await slack.notes(await slack.say("performance got worse since Tuesday")) == []


async def test_words_one_knows_are_kept_and_a_typo_is_named_in_the_form(slack: Slack) -> None:
    await slack.type("/parlance me")

    answer = await slack.submit(known="PSI, perfomance")
    await slack.submit(known="psi, performance")
    await slack.type("/parlance me")

    assert "perfomance" in answer["errors"]["known"]
    assert "'initial_value': 'performance, PSI'" in str(await slack.views())


async def test_home_shows_it_too(slack: Slack) -> None:
    await slack.press_home("Change", by="jon")

    assert "software engineering" in str(await slack.views(by="jon"))


async def test_my_teams_are_kept_and_shown_again(slack: Slack, bot: Bot) -> None:
    state = await slack.control.look("state", as_="ana")
    group, channel = state["usergroups"][0]["id"], next(one["id"] for one in state["channels"] if one["name"] == "team")
    await slack.type("/parlance me")
    await slack.submit(groups=[group], channels=[channel])

    await slack.type("/parlance me")

    shown = (await slack.views())[-1]["blocks"]
    assert channel in str([one["element"].get("initial_conversations") for one in shown if "element" in one])
    assert group in str([one["element"].get("initial_options") for one in shown if "element" in one])
    assert len(bot.teams.of(state["team"]["id"]).people.teams(state["me"])) == 2
