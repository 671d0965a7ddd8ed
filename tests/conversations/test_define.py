"""A word is looked up privately, shared on demand, added in one line; a miss teaches something."""

from bot.app import Bot
from bot.neutral import JOINER
from tests.conversations.hands import Slack


def team(bot: Bot) -> object:
    (id_,) = bot.teams._open
    return bot.teams.of(id_)


async def seen(slack: Slack, *, by: str = "") -> list[str]:
    """What everybody in the channel sees of the bot."""
    found = await slack.control.look("messages/%23team", as_=by or "lee")
    return [one["text"] for one in found["messages"] if one.get("bot_id") and not one.get("is_ephemeral")]


async def test_a_word_is_answered_privately_with_the_readers_own_discipline_first(slack: Slack) -> None:
    for_ana = await slack.type("/define performance")
    for_jon = await slack.type("/define performance", by="jon")

    assert for_ana.index("How often the model") < for_ana.index("How long an answer")
    assert for_jon.index("How long an answer") < for_jon.index("How often the model")
    assert await seen(slack) == []


async def test_what_is_shared_everybody_sees(slack: Slack) -> None:
    await slack.type("/define PSI")

    await slack.click("Share in channel")

    assert [text.partition(":")[0] for text in await seen(slack)] == ["PSI"]


async def test_the_bots_name_and_a_question_will_do_inside_a_thread(slack: Slack) -> None:
    ts = await slack.say("the PSI is up again")
    await slack.say("@Parlance what is PSI?", thread=True)

    assert "How far a distribution has moved." in (await slack.whispers(thread=ts))[-1]


async def test_shared_from_a_thread_it_stays_in_the_thread(slack: Slack) -> None:
    ts = await slack.say("what does that P thing say?")
    await slack.say("@Parlance what does PSI mean?", thread=True)

    await slack.click("Share in channel")

    assert [text.partition(":")[0] for text in await slack.notes(ts)] == ["PSI"]


async def test_in_a_direct_message_the_answer_is_a_message(slack: Slack) -> None:
    slack.channel = "@Parlance"

    await slack.say("what is PSI?")

    (answer,) = [one for one in await slack.direct() if one.get("bot_id")]
    assert "How far a distribution" in answer["text"]
    assert not answer.get("is_ephemeral")


async def test_a_miss_is_kind_asks_back_and_is_counted_without_a_name(slack: Slack, bot: Bot) -> None:
    answer = await slack.type("/define perfomance")

    assert "not in the dictionary yet" in answer
    assert "*performance*" in answer
    assert [(miss.word, miss.times) for miss in team(bot).misses.waiting()] == [("perfomance", 1)]  # type: ignore[attr-defined]


async def test_people_channels_and_links_are_kept_as_they_were_typed(slack: Slack) -> None:
    answer = await slack.type(
        "/define handover = when @jon gives it to @nobody in #elsewhere, see https://wiki.example.com/a"
    )

    said = answer.replace(JOINER, "")
    assert "when Jon Berg gives it to @nobody in #elsewhere, see https://wiki.example.com/a" in said


async def test_a_meaning_without_its_word_is_asked_for_the_word(slack: Slack) -> None:
    assert "Before the = I expected the word" in await slack.type("/define = customers who leave")


async def test_who_is_looked_up_like_a_word_is_not_kept_among_the_words(slack: Slack, bot: Bot) -> None:
    answer = await slack.type("/define @jon")

    assert "nobody's name" in answer
    assert team(bot).misses.waiting() == []  # type: ignore[attr-defined]


async def test_what_was_meant_is_one_click_away(slack: Slack) -> None:
    await slack.type("/define perfomance")

    await slack.click("performance")

    assert "How often the model is right." in (await slack.whispers())[-1]


async def test_one_line_adds_a_word_and_a_phrase_in_quotes(slack: Slack) -> None:
    added = await slack.type('/define "gold set" = examples that two people have labelled')

    assert "Saved: *gold set*, in data science: examples that two people have labelled" in added
    assert "two people have labelled" in await slack.type("/define gold set", by="jon")


async def test_a_second_meaning_does_not_replace_the_first(slack: Slack) -> None:
    await slack.type("/define PSI = pounds per square inch", by="jon")

    answer = await slack.type("/define psi", by="jon")

    assert "pounds per square inch" in answer
    assert "How far a distribution has moved." in answer


async def test_without_a_meaning_after_the_equals_sign_it_says_what_to_write(slack: Slack) -> None:
    assert "for example: /define churn" in await slack.type("/define LTV =")


async def test_words_with_signs_in_them_are_words(slack: Slack) -> None:
    for word in ("C++", "A/B", "24/7", "p95", "R&D"):
        await slack.type(f"/define {word} = a word with signs in it")

        assert "a word with signs in it" in await slack.type(f"/define {word}")


async def test_nobody_is_called_and_nothing_linked_by_what_people_define(slack: Slack) -> None:
    answer = await slack.type("/define trap = <!channel> see https://evil.example")

    assert "<!channel>" not in answer
    assert "https://evil" not in answer


async def test_without_a_word_the_dictionary_opens_page_by_page(slack: Slack) -> None:
    for number in range(14):
        await slack.type(f"/define word {number:02} = meaning number {number}")
    assert "page 1 of 2" in await slack.type("/define")

    await slack.click("Next")

    assert "page 2 of 2" in (await slack.whispers())[-1]


async def test_one_can_undo_what_one_has_just_written(slack: Slack) -> None:
    await slack.type("/define LTV = what a customer brings")

    await slack.click("Undo")

    assert "no longer in the dictionary" in (await slack.whispers())[-1]
    assert "not in the dictionary yet" in await slack.type("/define LTV")


async def test_what_no_entry_could_be_called_is_nobodys_to_define_and_not_missed(slack: Slack) -> None:
    answer = await slack.type(f"/define {'w' * 300}")

    assert answer.endswith("is not in the dictionary.")
    shown = str((await slack.ephemerals())[-1]["blocks"])
    assert "at most 80 characters" in shown
    assert "Define it" not in shown
    assert "www" not in await slack.type("/parlance wanted")
