"""In a curated dictionary an edit waits; a curator decides, and the proposer hears of it."""

import asyncio

import pytest

from tests.conversations.hands import Slack


@pytest.fixture(autouse=True)
async def curated(slack: Slack) -> None:
    slack.channel = "#general"
    await slack.type("/parlance settings workspace", by="ada")
    await slack.submit(by="ada", review="curated")


async def test_an_edit_waits_and_is_in_the_dictionary_once_approved(slack: Slack) -> None:
    assert "A curator will look" in await slack.type("/define LTV = what a customer brings", by="jon")
    assert "not in the dictionary" in await slack.type("/define LTV")
    await slack.type("/parlance review", by="ada")

    await slack.click("Approve", by="ada")

    assert "what a customer brings" in await slack.type("/define LTV")
    assert "was approved" in (await slack.direct(by="jon"))[-1]["text"]


@pytest.mark.parametrize(
    ("word", "button", "before", "title"),
    [
        ("performance", "Something is wrong", "Edit performance", "Propose a change"),
        ("performance", "More", "More about performance", "Propose a change"),
        ("zyzzyva", "Define it", "Define a word", "Propose a word"),
    ],
)
async def test_a_form_says_whether_it_saves_or_proposes(
    slack: Slack, word: str, button: str, before: str, title: str
) -> None:
    faces = {}
    for person in ("ada", "jon"):
        await slack.type(f"/define {word}", by=person)
        await slack.click(button, by=person)
        view = (await slack.views(by=person))[-1]
        faces[person] = (view["title"]["text"], view["submit"]["text"], "A curator looks at" in str(view["blocks"]))

    assert faces == {"ada": (before, "Save", False), "jon": (title, "Propose", True)}


async def test_a_form_that_proposes_goes_on_saying_so_while_it_is_written(slack: Slack) -> None:
    await slack.type("/define performance", by="jon")
    await slack.click("Add a meaning", by="jon")

    await slack.change("definition:+", "How long a thing takes, from its beginning to its end", by="jon")

    view = (await slack.views(by="jon"))[-1]
    assert "How it will look" in str(view["blocks"])
    assert (view["title"]["text"], view["submit"]["text"]) == ("Propose a change", "Propose")


async def test_who_may_not_join_entries_is_not_asked_whether_to(slack: Slack) -> None:
    asked = {}
    for person in ("ada", "jon"):
        await slack.type("/define performance", by=person)
        await slack.click("More", by=person)
        asked[person] = "Then join it to" in str((await slack.views(by=person))[-1]["blocks"])

    assert asked == {"ada": True, "jon": False}


async def test_declining_needs_a_reason_which_the_proposer_reads(slack: Slack) -> None:
    await slack.type("/define LTV = a long thing", by="jon")
    await slack.type("/parlance review", by="ada")
    await slack.click("Decline", by="ada")

    await slack.submit(by="ada", reason="we say customer value")

    assert "we say customer value" in (await slack.direct(by="jon"))[-1]["text"]
    assert "No proposals wait" in await slack.type("/parlance review", by="ada")


async def test_a_reason_of_blanks_is_none(slack: Slack) -> None:
    await slack.type("/define LTV = a long thing", by="jon")
    await slack.type("/parlance review", by="ada")
    await slack.click("Decline", by="ada")

    answer = await slack.submit(by="ada", reason="  ")

    assert "whoever proposed it reads them" in answer["errors"]["reason"]
    assert "1 proposal waits" in await slack.type("/parlance review", by="ada")


async def test_a_curator_sees_all_that_would_read_otherwise(slack: Slack) -> None:
    await slack.type("/define performance", by="jon")
    await slack.click("Something is wrong", by="jon")
    sense = next(one for one in (await slack.views(by="jon"))[-1]["blocks"] if "instead:" in one.get("block_id", ""))
    meaning = sense["block_id"].partition(":")[2]
    await slack.submit(by="jon", **{f"instead:{meaning}": "how right it is", f"discipline:{meaning}": "operations"})

    await slack.type("/parlance review", by="ada")

    shown = str((await slack.ephemerals(by="ada"))[-1]["blocks"])
    assert "_Clearer wording:_ how right it is; it was " in shown
    assert "_Discipline:_ operations; it was " in shown
    assert "_Was:_" not in shown


async def test_a_curator_may_mend_the_wording_first(slack: Slack) -> None:
    await slack.type("/define LTV = a long thing", by="jon")
    await slack.type("/parlance review", by="ada")
    await slack.click("Edit", by="ada")

    await slack.submit(by="ada", definition="What a customer brings over the years.")

    assert "over the years" in await slack.type("/define LTV")
    assert "with small changes" in (await slack.direct(by="jon"))[-1]["text"]


async def test_an_entry_that_moved_on_is_not_overwritten_but_joined(slack: Slack) -> None:
    await slack.type("/define PSI = pounds per square inch", by="jon")
    await slack.type("/define PSI = a third thing", by="ada")
    await slack.type("/parlance review", by="ada")

    await slack.click("Approve", by="ada")
    assert "Press *Edit*" in (await slack.whispers(by="ada"))[-1]
    await slack.click("Edit", by="ada")
    await slack.submit(by="ada")

    answer = await slack.type("/define PSI")
    assert "pounds per square inch" in answer
    assert "a third thing" in answer


async def test_who_is_no_curator_does_not_decide(slack: Slack) -> None:
    await slack.type("/define LTV = a long thing", by="jon")

    assert "Only a curator" in await slack.type("/parlance review", by="jon")


async def test_the_same_proposal_twice_is_one(slack: Slack) -> None:
    await slack.type("/define LTV = a long thing", by="jon")
    await slack.type("/define LTV = a long thing", by="jon")

    assert "1 proposal waits" in await slack.type("/parlance review", by="ada")


async def test_it_waits_in_the_curators_home(slack: Slack) -> None:
    await slack.type("/define LTV = a long thing", by="jon")

    assert "Proposals to decide" in str(await slack.open_home(by="ada"))
    assert "Proposals to decide" not in str(await slack.open_home(by="jon"))


async def test_the_list_says_what_became_of_a_proposal_and_what_still_waits(slack: Slack) -> None:
    for name in ("LTV", "GMV", "ARPU"):
        await slack.type(f"/define {name} = a long thing", by="jon")
    await slack.type("/parlance review", by="ada")
    before = len(await slack.whispers(by="ada"))

    await slack.click("Approve", by="ada")
    approved = (await slack.ephemerals(by="ada"))[-1]
    await slack.click("Decline", by="ada", on=approved)
    await slack.submit(by="ada", reason="we say sales")
    declined = (await slack.ephemerals(by="ada"))[-1]
    await slack.click("Edit", by="ada", on=declined)
    await slack.submit(by="ada", definition="What one user brings.")

    assert "*LTV*: approved. The proposer has been told. 2 proposals wait" in approved["text"]
    assert "*LTV* is new" not in str(approved["blocks"])
    assert "*GMV*: declined. The proposer has been told. 1 proposal waits" in declined["text"]
    assert (await slack.whispers(by="ada"))[-1] == (
        "*ARPU*: approved, as you edited it. The proposer has been told. No proposals wait for a curator."
    )
    assert len(await slack.whispers(by="ada")) == before


async def test_who_declines_after_slack_gave_the_list_up_is_told_beside_it(slack: Slack) -> None:
    await slack.type("/define LTV = a long thing", by="jon")
    await slack.type("/parlance review", by="ada")
    await slack.click("Decline", by="ada")
    await slack.control.do("clock", advance=31 * 60)

    await slack.submit(by="ada", reason="we say customer value")

    assert (await slack.whispers(by="ada"))[-1] == "*LTV*: declined. The proposer has been told."
    assert "we say customer value" in (await slack.direct(by="jon"))[-1]["text"]


async def test_the_card_that_told_a_curator_says_what_became_of_it_too(slack: Slack) -> None:
    await slack.type("/parlance role @lee curator", by="ada")
    await slack.type("/define LTV = a long thing", by="jon")
    (card,) = [one for one in await slack.direct(by="lee") if "proposes something" in one["text"]]
    slack.channel, slack.person = "@Parlance", "lee"

    await slack.click("Approve", on=card)

    assert [one["text"] for one in await slack.direct()][-1].startswith("*LTV*: approved. The proposer has been told.")


async def test_a_form_is_acknowledged_before_the_curators_are_told(slack: Slack) -> None:
    """They may be many, and Slack waits three seconds. Time stands still, and with it whoever is told."""
    await slack.type("/parlance role @lee curator", by="ada")
    await slack.type("/define performance", by="jon")
    await slack.click("Add a meaning", by="jon")
    slow = {"on": "web_api", "method": "chat.postMessage", "do": "slow", "seconds": 0.1}
    began = (await slack.control.do("faults", add=slow))["seq"]
    filled = {"definition:+": "What an actor gives on stage.", "discipline:+": "product"}

    saving = asyncio.ensure_future(slack.submit(**filled, by="jon"))
    closed = await slack.control.do("wait", as_="jon", match={"type": "view_closed"}, after=began, timeout=60)
    await slack.control.do("clock", running=True)

    assert closed["events"]
    assert (await saving)["outcome"] == "closed"
    assert "proposes something" in (await slack.direct(by="lee"))[-1]["text"]


async def test_what_is_decided_on_the_home_page_leaves_it(slack: Slack) -> None:
    await slack.type("/define LTV = a long thing", by="jon")

    after = await slack.press_home("Approve", by="ada")

    assert "Proposals to decide" not in str(after)
    assert "*LTV*: approved" in (await slack.direct(by="ada"))[-1]["text"]


async def test_every_proposal_can_be_reached_and_one_reads_on_where_one_decided(slack: Slack) -> None:
    for number in range(18):
        await slack.type(f"/define LTV{number} = a long thing", by="jon")
    await slack.type("/parlance review", by="ada")
    await slack.type("/parlance review", by="jon")

    await slack.click("Next", by="ada")
    await slack.click("Approve", by="ada")
    await slack.click("Next", by="jon")

    theirs, his = [(await slack.ephemerals(by=who))[-1] for who in ("ada", "jon")]
    assert "*LTV8*: approved. The proposer has been told. 17 proposals wait" in theirs["text"]
    assert "*LTV9* is new" in str(theirs["blocks"])
    assert "*LTV7* is new" not in str(theirs["blocks"])
    assert "Page 2 of 3" in str(theirs["blocks"])
    assert "*LTV16* is new" in str(his["blocks"])


@pytest.mark.parametrize("button", ["Approve", "Edit", "Decline"])
async def test_decided_is_decided(slack: Slack, button: str) -> None:
    await slack.type("/define LTV = a long thing", by="jon")
    await slack.type("/parlance role @lee curator", by="ada")
    await slack.type("/parlance review", by="ada")
    await slack.type("/parlance review", by="lee")
    await slack.click("Approve", by="ada")

    await slack.click(button, by="lee")
    if button != "Approve":
        await slack.submit(by="lee", reason="we say value", definition="Mine.")

    assert (await slack.whispers(by="lee"))[-1].startswith("*LTV* was approved already. Nothing was changed.")
    assert "a long thing" in await slack.type("/define LTV")


async def test_ones_own_proposal_can_be_withdrawn_until_somebody_decides(slack: Slack) -> None:
    await slack.type("/define LTV = a long thing", by="jon")

    await slack.click("Withdraw it", by="jon")

    assert "is withdrawn" in (await slack.whispers(by="jon"))[-1]
    assert "Withdraw it" not in str(await slack.ephemerals(by="jon"))
    assert "No proposals wait" in await slack.type("/parlance review", by="ada")
    assert "You have none waiting" in await slack.type("/parlance review", by="jon")


async def test_ones_own_proposals_are_in_ones_home_and_go_from_there(slack: Slack) -> None:
    await slack.type("/define LTV = a long thing", by="jon")
    assert "What you proposed" in str(await slack.open_home(by="jon"))

    after = await slack.press_home("Withdraw", by="jon")

    assert "What you proposed" not in str(after)


async def test_nobody_withdraws_what_another_proposed(slack: Slack) -> None:
    await slack.type("/define LTV = a long thing", by="jon")
    (card,) = [one for one in await slack.ephemerals(by="jon") if "A curator will look" in one["text"]]

    await slack.click("Withdraw it", by="jon")
    await slack.type("/define LTV = a long thing", by="lee")
    button = next(one for block in card["blocks"] for one in block.get("elements", []) if "action_id" in one)

    assert button["action_id"] == "review:withdraw"
    assert "1 proposal waits" in await slack.type("/parlance review", by="ada")


async def test_a_curator_hears_that_something_waits_and_not_every_time(slack: Slack) -> None:
    await slack.type("/parlance role @lee curator", by="ada")

    await slack.type("/define LTV = a long thing", by="jon")
    await slack.type("/define GMV = what was sold", by="jon")

    told = [one for one in await slack.direct(by="lee") if "proposes something" in one["text"]]
    assert len(told) == 1
    assert "*LTV* is new" in str(told[0]["blocks"])
