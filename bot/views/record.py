"""The artefact as a form, section by section, and the ways to take along what a run leaves behind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.card import Block, Card, Modal
from bot.carried import packed
from bot.neutral import neutral
from bot.views.blocks import choice, context, option, section, sentence, text_input
from bot.views.run import OnStep
from playbooks.drafts import TITLE, Draft, Part
from playbooks.run import Run

FORM, TAKE_FORM = "record:form", "record:take"
HERE, ALONE, CANVAS = "here", "alone", "canvas"
LONGEST = 3000
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True)
class Filling:
    """What the form remembers: the version of each section it showed, in the order of the template."""

    run: str
    seen: str


def form(
    run: Run,
    sections: Sequence[Part],
    drafts: Mapping[str, Draft],
    typed: Mapping[str, str] = NOTHING,
    theirs: Sequence[Draft] = (),
) -> Modal:
    """`typed` is kept where somebody else was faster; `theirs` is shown above it."""
    seen = ",".join(str(drafts[one.name].version if one.name in drafts else 0) for one in sections)
    late = {one.section: one for one in theirs}
    blocks = [
        block
        for place, one in enumerate(sections)
        for block in (*_theirs(late.get(one.name)), _field(place, one, drafts, typed, seen))
    ]
    told = context("Whoever is here may write. What is left as it is stays as the template has it.")
    return Modal(FORM, "Fill in", (told, *blocks), "Save", "Cancel", packed(Filling(run.id, seen)))


def typed(view: Mapping[str, Any], sections: Sequence[Part], filling: Filling) -> tuple[dict[str, str], dict[str, int]]:
    """The texts that differ from the template, and the versions they were written on."""
    given = {block.partition(":")[0]: values["value"] for block, values in view["state"]["values"].items()}
    versions = [int(one) for one in filling.seen.split(",")]
    texts, seen = {}, {}
    for place, (one, version) in enumerate(zip(sections, versions, strict=True)):
        text = (given[str(place)].get("value") or "").strip()
        if version or (text and text != one.text):
            texts[one.name], seen[one.name] = text or one.text, version
    return texts, seen


def take(run: Run) -> Modal:
    options = [
        option("A Markdown file, below the card for everybody", HERE),
        option("A Markdown file, to me alone", ALONE),
        option("A canvas, linked below the card", CANVAS),
    ]
    told = section(f"*{neutral(title(run))}*\nWith how the steps went.")
    asked = choice("how", "Where does the copy go?", "value", options, HERE)
    return Modal(TAKE_FORM, "Save a copy", (told, asked), "Save a copy", "Cancel", packed(OnStep(run.id, run.version)))


def canvas(run: Run, link: str, by: str) -> Card:
    return sentence(f"<@{by}> made a canvas of “{neutral(run.title)}”: <{link}|open it>")


def no_canvas(error: str) -> str:
    return f"Slack would not make a canvas (`{neutral(error)}`), so I posted the same text as a file."


def title(run: Run) -> str:
    kind = run.artefact.replace("-", " ").capitalize() or "Record"
    return f"{kind}: {run.title}"


def _field(place: int, part: Part, drafts: Mapping[str, Draft], typed: Mapping[str, str], seen: str) -> Block:
    draft = drafts.get(part.name)
    text = typed.get(part.name) or (draft.text if draft else part.text)
    return text_input(
        f"{place}:{seen}"[:250], part.name, "value", multiline=part.name != TITLE, optional=True,
        max_length=LONGEST, **({"initial_value": text[:LONGEST]} if text else {}),
    )  # fmt: skip


def _theirs(draft: Draft | None) -> tuple[Block, ...]:
    if draft is None:
        return ()
    who = f"<@{draft.by}>" if draft.by else "Somebody"
    text = f":warning: {who} wrote “{neutral(draft.section)}” while you did; yours is kept below. Theirs reads:"
    return (section(f"{text}\n>{neutral(draft.text, 1500)}"),)
