"""A whole session, good and bad: no token, no secret and no word of anybody stands in the log, pretty or not."""

import dataclasses
import io
import logging
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from slack_sdk.oauth.installation_store import Installation

from bot.app import Bot
from bot.installations import Installations
from bot.logs import configure
from bot.settings import Settings
from tests.conversations.conftest import House
from tests.conversations.hands import Slack

OPEN = "performance got worse since Tuesday"
WORD = "zebracrossing"


@pytest.fixture(params=["json", "pretty"])
def written(request: pytest.FixtureRequest, log_stream: io.StringIO) -> Iterator[Callable[[], str]]:
    """Everything that any library would log, in both styles, down to what is only told when asked for details."""
    stream = io.StringIO()
    configure(request.param, stream)
    logging.getLogger().setLevel(logging.INFO)
    yield stream.getvalue
    configure("json", log_stream)


def leaked(text: str, house: House) -> list[str]:
    secrets = [one for one in house.credentials.values() if isinstance(one, str) and len(one) > 12]
    return [one for one in (*secrets, WORD) if one in text] + re.findall(r"xox[a-z]-\w+|xapp-\w+", text)


async def live(slack: Slack) -> None:
    ts = await slack.say(f"{OPEN} {WORD}")
    await slack.click("Something else")
    await slack.submit(wording=f"what {WORD} counted")
    await slack.edit(ts, f"{OPEN}, says {WORD}")
    await slack.say(f"@Parlance what is {WORD}?", by="jon")
    await slack.say(f"we will rename {WORD}.orders on Monday", by="jon")
    for line in (
        *(f"/define {WORD} = a {WORD}", f"/define {WORD}s", f"/playbook {WORD} disagree", f"/change {WORD}"),
        *(f"/parlance {WORD}", f"/parlance why {WORD}", f"/parlance mute {WORD}", f"/parlance explain {WORD}"),
        f"/change subscribe {WORD}.*",
    ):
        await slack.type(line)
    await slack.shortcut("decision", ts)
    await slack.submit()
    await slack.open_home()
    await slack.delete(ts)


@pytest.mark.usefixtures("surprises_are_expected")
async def test_a_session_in_which_much_goes_wrong_leaves_no_word_behind(
    slack: Slack, house: House, bot: Bot, written: Callable[[], str]
) -> None:
    await live(slack)
    for method, do in (
        ("chat.postMessage", {"do": "error", "error": "fatal_error"}),
        ("chat.postEphemeral", {"do": "status", "status": 503, "body": f"<html>{WORD}</html>"}),
        ("views.open", {"do": "disconnect"}),
        ("users.info", {"do": "error", "error": "internal_error"}),
    ):
        await slack.control.do("faults", add={"on": "web_api", "method": method, "times": 2, **do})
        await slack.say(f"{OPEN}, {WORD}", by="jon")
        await slack.type(f"/define {WORD}")
        await slack.type("/parlance settings")
        await slack.control.do("faults", clear=True)
    with bot.teams.database.begin() as connection:
        connection.exec_driver_sql("alter table heard rename to heard_elsewhere")
        connection.exec_driver_sql("alter table glossary_miss rename to miss_elsewhere")
    await slack.say(f"{OPEN}, {WORD} again")
    await slack.type(f"/define {WORD}ity")

    text = written()
    assert "surprise" in text
    assert "heard" in text
    assert leaked(text, house) == []


def test_what_holds_a_secret_does_not_show_it() -> None:
    hush = "a-secret-nobody-may-see"
    names = [one.name for one in dataclasses.fields(Settings) if "secret" in one.name or "token" in one.name]
    chosen = Settings(database_url=f"postgresql://u:{hush}@host/x", api_key=hush, **dict.fromkeys(names, hush))

    shown = [repr(chosen), str(chosen), f"{chosen}"]

    assert len(names) >= 4
    assert hush not in "".join(shown)


async def test_neither_do_the_stores_of_tokens(bot: Bot) -> None:
    hush = "a-secret-nobody-may-see"
    store = Installations.on(bot.teams.database, "client", bot.door)
    await store.async_save(
        Installation(app_id="A", team_id="T", bot_token=hush, bot_id="B", bot_user_id="U", user_id="U1")
    )

    shown: list[Any] = [bot, store, bot.teams, bot.teams.database, bot.directory]

    assert hush not in "".join(map(repr, shown))
