"""What is kept about a person goes when they wish, everywhere; others' words stay; what is old goes by itself."""

import sqlalchemy as sa

from bot.app import Bot
from bot.forgetting import sweep
from store.database import metadata
from tests.conversations.hands import Slack


async def person(slack: Slack, name: str) -> str:
    state = await slack.control.look("state", as_=name)
    return str(state["me"])


def mentions_of(bot: Bot, id_: str) -> list[str]:
    """Every table and column that still holds this id."""
    found = []
    with bot.teams.database.read() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(sa.select(table)).mappings():
                found += [f"{table.name}.{name}" for name, value in row.items() if id_ in str(value)]
    return found


async def lived(slack: Slack) -> str:
    """Jon has left traces of all kinds."""
    await slack.type("/define LTV = what a customer brings", by="jon")
    await slack.say("performance got worse since Tuesday", by="jon")
    await slack.click("response time", by="jon")
    ts = await slack.say("we ship on Friday", by="jon")
    await slack.shortcut("decision", ts, by="jon")
    await slack.submit(by="jon")
    await slack.type("/parlance me", by="jon")
    await slack.submit(by="jon", discipline="legal", known="PSI")
    return await person(slack, "jon")


async def test_nothing_names_a_person_any_more_and_their_words_stay(slack: Slack, bot: Bot) -> None:
    jon = await lived(slack)
    assert mentions_of(bot, jon)
    await slack.type("/parlance forget me", by="jon")

    await slack.click("Remove it", by="jon")

    left = [one for one in mentions_of(bot, jon) if not one.startswith("people.")]
    assert left == []
    assert "what a customer brings" in await slack.type("/define LTV")


async def test_others_are_forgotten_by_admins_only(slack: Slack) -> None:
    slack.channel = "#general"

    assert "Only an admin" in await slack.type("/parlance forget @lee", by="jon")
    assert "cannot be undone" in str(await slack.type("/parlance forget @lee", by="ada")) or await slack.ephemerals(
        by="ada"
    )


async def test_nobody_in_particular_is_answered_with_how(slack: Slack) -> None:
    assert "`/parlance forget me`" in await slack.type("/parlance forget everything")


async def test_what_is_older_than_was_chosen_goes_by_itself(slack: Slack, bot: Bot) -> None:
    ts = await slack.say("performance got worse since Tuesday")
    (id_,) = bot.teams._open
    team = bot.teams.of(id_)
    channel = (await slack.control.look("messages/%23team", as_="ana"))["channel"]
    assert team.history.note(channel, ts)

    sweep(team.workspace, team.manners, clock=lambda: float(ts) + 400 * 86400)

    assert team.history.note(channel, ts) is None
