"""A step is given to somebody, moved, noted, set aside; two at once lose nothing, and a restart changes nothing."""

from datetime import UTC, date, datetime, timedelta

from bot.app import Bot
from bot.library import Library
from bot.views.dates import spoken_day
from tests.conversations.checklist import card, cards, fill, person, started, together
from tests.conversations.conftest import House, carrier
from tests.conversations.hands import Slack
from tests.conversations.toy_pages import PAGES, ToyPages

AHEAD = datetime.now(UTC).date() + timedelta(14)
"""Asked once: midnight may pass in the middle of a test."""


def day(weekday: int) -> str:
    """The first such day at least two weeks from now."""
    return (AHEAD + timedelta((weekday - AHEAD.weekday()) % 7)).isoformat()


def spoken(day: str) -> str:
    return spoken_day(date.fromisoformat(day))


async def test_a_step_is_given_to_somebody_who_hears_of_it(slack: Slack) -> None:
    await started(slack)
    await slack.click("Change")
    jon = await person(slack, "jon")

    await fill(slack, assignee=jon, note="the list is in the wiki")

    assert f"<@{jon}>" in await card(slack)
    assert "the list is in the wiki" in await card(slack)
    assert "gave you a step" in (await slack.whispers(by="jon"))[-1]
    assert "1 step waits for you" in await slack.type("/playbook todo", by="jon")


async def test_a_date_falls_on_a_day_on_which_the_team_works(slack: Slack) -> None:
    await started(slack)
    await slack.click("Change")

    refused = await fill(slack, due=day(5))
    await fill(slack, due=day(0))

    assert "The next working day is Monday" in str(refused["errors"])
    assert spoken(day(0)) in await card(slack)


async def test_a_day_off_in_the_settings_is_no_working_day(slack: Slack) -> None:
    await slack.type("/parlance settings")
    await slack.submit(holidays=f"{day(0)}, 2031-12-24 to 2031-12-31")
    await started(slack)
    await slack.click("Change")

    refused = await fill(slack, due=day(0))

    assert "Nobody in this team works that day. The next working day is Tuesday" in str(refused["errors"])


async def test_a_day_that_has_passed_is_refused(slack: Slack) -> None:
    await started(slack)
    await slack.click("Change")

    assert "has passed" in str((await fill(slack, due="2020-01-01"))["errors"])


async def test_what_does_not_apply_says_why_and_no_longer_counts(slack: Slack) -> None:
    await started(slack)
    await slack.click("Change")
    assert "Say in a few words why" in str((await fill(slack, state="not_applicable"))["errors"])

    await fill(slack, state="not_applicable", reason="we have no agency")

    assert "0 of 8 done" in (await cards(slack))[0]["text"]
    assert "we have no agency" in await card(slack)


async def test_of_two_forms_open_at_once_the_slower_sees_how_it_stands_and_keeps_the_rest(slack: Slack) -> None:
    await started(slack)
    await slack.click("Change")
    await slack.click("Change", by="jon", on=(await cards(slack))[0])
    ana, jon = await person(slack, "ana"), await person(slack, "jon")
    await fill(slack, assignee=ana)

    answer = await fill(slack, by="jon", assignee=jon, note="I know the agency")
    form = str((await slack.views(by="jon"))[-1]["blocks"])

    assert answer["outcome"] == "updated"
    assert "was faster and changed who does it" in form
    assert "I know the agency" in form
    assert f"'initial_user': '{ana}'" in form


async def test_two_forms_about_different_things_are_both_kept(slack: Slack) -> None:
    await started(slack)
    await slack.click("Change")
    await slack.click("Change", by="jon", on=(await cards(slack))[0])
    await fill(slack, assignee=await person(slack, "ana"))

    await fill(slack, by="jon", due=day(0))

    shown = await card(slack)
    assert spoken(day(0)) in shown
    assert await person(slack, "ana") in shown


async def test_many_who_press_in_the_same_moment_lose_nothing(slack: Slack) -> None:
    on = await started(slack)
    done = [one["action_id"] for block in on["blocks"] for one in block.get("elements", ()) if "run:done" in str(one)]

    await together(slack, *((who, action, on) for who, action in zip(["ana", "jon", "lee"], done, strict=False)))

    (after,) = await cards(slack)
    assert "3 of 9 done" in after["text"]
    assert after["ts"] == on["ts"]


async def test_of_two_who_press_done_and_open_the_skip_form_in_the_same_moment_one_is_told(slack: Slack) -> None:
    on = await started(slack)
    done = next(
        one["action_id"] for block in on["blocks"] for one in block.get("elements", ()) if "run:done" in str(one)
    )

    await together(slack, ("ana", done, on), ("jon", done.replace("done", "skip"), on))
    await slack.submit(by="jon", why="not ours")

    assert "1 of 9 done" in (await cards(slack))[0]["text"]
    assert "Somebody was faster" in (await slack.whispers(by="jon"))[-1]


async def test_a_restart_changes_nothing(slack: Slack, house: House, bot: Bot) -> None:
    on = await started(slack)
    await slack.click("Done", on=on)
    await slack.click("Change", by="jon", on=(await cards(slack))[0])
    restarted = Bot.of(bot.teams, library=Library(PAGES, lambda report: ToyPages()))
    slack.carry = carrier(house, restarted)

    await fill(slack, by="jon", note="still here")
    await slack.click("Done", by="lee", on=(await cards(slack))[0])

    (after,) = await cards(slack)
    assert ("2 of 9 done" in after["text"], after["ts"]) == (True, on["ts"])
    assert "still here" in str(after["blocks"])
    restarted.door.close()


async def test_a_card_that_somebody_deleted_comes_back(slack: Slack) -> None:
    on = await started(slack)
    await slack.click("Done", on=on)
    await slack.click("Change")
    await slack.control.do("join", as_="ada", channel="#team")
    await slack.control.do("delete-message", as_="ada", channel="#team", ts=on["ts"])
    await slack.settle()

    await fill(slack, note="where is it?")

    (after,) = await cards(slack)
    assert "1 of 9 done" in after["text"]


async def test_a_channel_it_was_not_invited_to_gets_no_run(slack: Slack, bot: Bot) -> None:
    slack.channel = "#elsewhere"
    await slack.type("/playbook the agency labels our photos differently each week")

    await slack.click("Start it here")

    found = await slack.control.look("messages/%23elsewhere", as_="jon")
    assert not [one for one in found["messages"] if one.get("bot_id") and not one.get("is_ephemeral")]
    assert "Invite me" in (await slack.whispers())[-1]
    assert "Nothing waits for you" in await slack.type("/playbook todo")
