"""The form: what is typed is shown, checked, kept when somebody was faster, and can be taken back."""

from tests.conversations.hands import Slack


async def form(slack: Slack, button: str, *, by: str = "ana") -> str:
    await slack.type("/define performance", by=by)
    await slack.click(button, by=by)
    return str((await slack.views(by=by))[-1])


async def test_something_is_wrong_opens_the_meaning_of_ones_own_discipline(slack: Slack) -> None:
    opened = await form(slack, "Something is wrong", by="jon")

    assert "'initial_value': 'How long an answer takes.'" in opened


async def test_a_mended_meaning_is_what_the_next_one_reads(slack: Slack) -> None:
    await form(slack, "Something is wrong")

    await slack.submit(**{"definition:quality": "The share of right answers on new cases."})

    assert "share of right answers" in await slack.type("/define performance", by="jon")


async def test_a_preview_follows_what_is_typed_and_points_at_its_like(slack: Slack) -> None:
    await form(slack, "Add a meaning")

    await slack.change("definition:+", "How long an answer takes")

    (view,) = await slack.views()
    assert "How it will look" in str(view["blocks"])
    assert "Very close to" in str(view["blocks"])


async def test_choosing_another_meaning_shows_its_words(slack: Slack) -> None:
    await form(slack, "Something is wrong")

    await slack.change("sense", "speed")

    (view,) = await slack.views()
    assert "'initial_value': 'How long an answer takes.'" in str(view)


async def test_of_two_editors_the_second_keeps_what_was_typed_and_sees_the_first(slack: Slack) -> None:
    slack.channel = "#modelling"
    await form(slack, "Something is wrong", by="ana")
    await form(slack, "Something is wrong", by="kim")
    await slack.submit(**{"definition:quality": "The first to save."}, by="ana")

    answer = await slack.submit(**{"definition:quality": "The second to save."}, by="kim")

    assert answer["outcome"] == "updated"
    shown = str((await slack.views(by="kim"))[-1]["blocks"])
    assert "The first to save." in shown
    assert "The second to save." in shown

    await slack.submit(by="kim", **{"definition:quality": "The second to save."})
    assert "The second to save." in await slack.type("/define performance")


async def test_saved_twice_is_saved_once(slack: Slack) -> None:
    slack.channel = "#modelling"
    await form(slack, "Something is wrong", by="ana")
    await form(slack, "Something is wrong", by="kim")
    await slack.submit(**{"definition:quality": "The very same."}, by="ana")

    answer = await slack.submit(**{"definition:quality": "The very same."}, by="kim")

    assert answer["outcome"] == "closed"


async def test_the_same_meaning_twice_is_refused_inside_the_form(slack: Slack) -> None:
    await form(slack, "Add a meaning")

    answer = await slack.submit(**{"definition:+": "How often the model is right.", "discipline:+": "data-science"})

    assert "already has this meaning" in answer["errors"]["definition:+"]


async def test_history_names_each_step_and_the_last_can_be_taken_back(slack: Slack) -> None:
    await form(slack, "Something is wrong")
    await slack.submit(**{"definition:quality": "Something else.", "note:quality": "the old one was vague"})
    await slack.type("/define performance")

    await slack.click("History")
    assert "the old one was vague" in str(await slack.ephemerals())
    await slack.click("Take back the last change")

    assert "How often the model is right." in await slack.type("/define performance")


async def test_history_names_what_changed_besides_the_definition(slack: Slack) -> None:
    await form(slack, "Something is wrong")
    await slack.submit(**{"instead:quality": "how right it is"})
    await slack.type("/define performance")

    await slack.click("History")

    assert "• Clearer wording: how right it is; it was " in str(await slack.ephemerals())


async def test_nobody_takes_back_what_another_wrote_but_a_curator_may(slack: Slack) -> None:
    slack.channel = "#general"
    await slack.type("/define LTV = what a customer brings", by="jon")
    await slack.type("/define LTV", by="ada")
    await slack.click("History", by="ada")

    await slack.click("Take back the last change", by="ada")

    assert "not in the dictionary" in await slack.type("/define LTV", by="jon")


async def test_whoever_wrote_it_before_hears_that_it_was_changed(slack: Slack) -> None:
    await slack.type("/define LTV = what a customer brings", by="jon")
    await slack.type("/define LTV", by="ana")
    await slack.click("Something is wrong")

    await slack.submit(**{"definition:ltv": "What a customer brings in over the years."})

    (told,) = await slack.direct(by="jon")
    assert "changed *LTV*, which you wrote before" in told["text"]


async def test_a_form_that_opens_too_late_says_so_kindly(slack: Slack) -> None:
    await slack.type("/define PSI")
    await slack.control.do(
        "faults", add={"on": "web_api", "method": "views.open", "do": "error", "error": "expired_trigger_id"}
    )

    await slack.click("Add a meaning")

    assert "Please try once more" in (await slack.whispers())[-1]
