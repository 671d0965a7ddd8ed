"""One conversation with the whole bot: the true model, the shipped dictionary, over Slack's own payloads."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import parts
from bot.app import Bot
from bot.settings import Settings
from index.encoder.choose import Choice, open_encoder
from store.database import Database
from tests.conversations.conftest import House, carrier
from tests.conversations.hands import Slack

pytestmark = pytest.mark.model


@pytest.fixture
def whole(models: Path, database_file: Path) -> Iterator[Bot]:
    """What the model has once read is kept beside the model, so that only the first run waits for it."""
    chosen = Settings(home=models.parent, style="thread", trial_days=0)
    database = Database.at(f"sqlite:///{database_file}")
    made = parts.bot(chosen, database, parts.glossary(chosen, open_encoder(Choice(models))))
    yield made
    made.door.close()
    database.close()


@pytest.fixture
async def people(house: House, whole: Bot) -> Slack:
    await house.control.do("reset")
    await house.control.do("clock", running=False)
    hands = Slack(house.control, carrier(house, whole))
    await hands.settle()
    return hands


async def test_a_word_is_asked_about_answered_kept_and_looked_up(people: Slack) -> None:
    ts = await people.say("performance got worse since Tuesday, can somebody look?")
    (asked,) = await people.notes(ts)
    assert asked.startswith("*performance* is read in ")
    assert "prediction quality" in asked

    await people.click("prediction quality")
    (settled,) = await people.notes(ts)
    await people.say("and the performance on Monday?", thread=ts, by="jon")
    assert settled.startswith("In this thread: *performance* = prediction quality")
    assert await people.notes(ts) == [settled]

    await people.shortcut("explain", ts)
    shown = f"{await people.views()} {await people.ephemerals()} {await people.ephemerals(thread=ts)}"
    assert "prediction quality" in shown

    assert "distribution" in await people.type("/define psi")
    assert "churn" in await people.type("/define churnn")


async def test_everyday_words_and_clear_ones_are_left_alone(people: Slack) -> None:
    for text in (
        "the band gave a wonderful performance at the summer party",
        "p99 latency went from 300 ms to 2 s after the deploy, so performance of the API is bad",
        "performance got worse since Tuesday, can somebody look? :no-parlance:",
        "lunch at noon?",
    ):
        assert await people.notes(await people.say(text)) == [], text
