"""Notes, the artefact filled in by several people, a picture, and what is taken along as a file or a canvas."""

from typing import Any

from tests.conversations.checklist import card, cards, started
from tests.conversations.hands import Slack


async def files(slack: Slack, *, by: str = "lee", where: str = "", thread: str = "") -> list[dict[str, Any]]:
    found = await slack._messages(by=by, where=where, thread_ts=thread or None)
    return [file for message in found for file in message.get("files", [])]


async def content(slack: Slack, file: dict[str, Any]) -> bytes:
    url = f"{slack.control.url}/files/{file['id']}/{file['name']}"
    async with slack.control.session.get(url) as response:
        return await response.read()


async def test_a_note_stands_on_the_card(slack: Slack) -> None:
    await started(slack)
    await slack.click("Add a note")

    await slack.submit(note="the agency answers on <!channel> Friday")

    assert "answers on" in await card(slack)
    assert "<!channel>" not in await card(slack)


async def test_the_artefact_is_filled_in_together_and_taken_along_with_names(slack: Slack) -> None:
    on = await started(slack)
    await slack.click("Done", by="jon", on=on)
    await slack.click("Fill in the labelling guideline")
    await slack.submit(**{await field(slack, 0): "Photos of houses"})
    await slack.click("Fill in the labelling guideline", by="jon")
    await slack.submit(by="jon", **{await field(slack, 1, by="jon"): "One label for each photo."})

    await slack.click("Save a copy")
    await slack.submit(how="here")

    (file,) = await files(slack, thread=on["ts"])
    text = (await content(slack, file)).decode()
    assert file["name"] == "labelling-guideline.md"
    assert text.startswith("# Photos of houses")
    assert "One label for each photo." in text
    assert "Jon Berg" in text
    assert "#team" in text


async def test_of_two_who_write_one_section_the_slower_is_shown_what_stands_and_keeps_their_own(slack: Slack) -> None:
    on = await started(slack)
    await slack.click("Fill in the labelling guideline", on=on)
    await slack.click("Fill in the labelling guideline", by="jon", on=on)
    await slack.submit(**{await field(slack, 1): "One label."})

    answer = await slack.submit(by="jon", **{await field(slack, 1, by="jon"): "Two labels."})

    form = str((await slack.views(by="jon"))[-1]["blocks"])
    assert answer["outcome"] == "updated"
    assert "One label." in form
    assert "Two labels." in form


async def test_a_file_can_be_had_alone(slack: Slack) -> None:
    on = await started(slack)
    await slack.click("Save a copy")

    await slack.submit(how="alone")

    assert await files(slack, thread=on["ts"]) == []
    assert len(await files(slack, by="ana", where="@Parlance")) == 1


async def test_a_canvas_is_made_and_linked_below_the_card(slack: Slack) -> None:
    on = await started(slack)
    await slack.click("Save a copy")

    await slack.submit(how="canvas")

    (made,) = await slack.calls("canvases.create")
    assert "How it was done" in str(made["document_content"])
    assert "made a canvas of" in (await slack.notes(on["ts"]))[-1]


async def test_where_slack_makes_no_canvas_it_is_a_file_and_the_person_is_told(slack: Slack) -> None:
    fault = {
        "on": "web_api",
        "method": "canvases.create",
        "do": "error",
        "error": "canvas_disabled_user_team",
        "times": 1,
    }
    on = await started(slack)
    await slack.control.do("faults", add=fault)
    await slack.click("Save a copy")

    await slack.submit(how="canvas")

    assert len(await files(slack, thread=on["ts"])) == 1
    assert "Slack would not make a canvas" in (await slack.whispers())[-1]


async def test_the_picture_shows_how_far_it_is(slack: Slack) -> None:
    on = await started(slack)

    await slack.click("Picture")

    (file,) = await files(slack, thread=on["ts"])
    assert (await content(slack, file)).startswith(b"\x89PNG")
    assert "0 of 9 done" in file["title"]
    assert (await cards(slack))[0]["ts"] == on["ts"]


async def field(slack: Slack, place: int, *, by: str = "") -> str:
    """The id of a section's field in the open form."""
    view = (await slack.views(by=by or slack.person))[-1]
    return str([one for one in view["blocks"] if one["type"] == "input"][place]["block_id"])
