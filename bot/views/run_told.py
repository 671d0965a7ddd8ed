"""What a person is reminded of, and how a channel's playbooks stand once a week."""

from collections.abc import Sequence
from datetime import date

from bot.card import Block, Card
from bot.carried import packed
from bot.neutral import neutral
from bot.views.blocks import actions, button, context, header, section
from bot.views.dates import day_token
from bot.views.run import CHANGE, DONE, OnStep
from bot.views.words import counted
from playbooks.overview import Digest, Todo, bar, in_words
from playbooks.run import Run, RunStep

NO_DIGEST = "run:no-digest"
MOST = 6


def reminder(run: Run, step: RunStep, today: date) -> Card:
    """Assumes good intent: plans change, and one press says so."""
    late = (today - step.due).days
    when = "is due today" if late <= 0 else f"was due {day_token(step.due)}"
    told = f"A step of “{neutral(run.title)}” in <#{run.channel}> {when}: {neutral(step.do, 400)}"
    carried = packed(OnStep(run.id, step.version, step.id))
    buttons = actions(
        button("Done", f"{DONE}:{step.id}", carried, style="primary", label=f"Done: {step.do}"),
        button("Change", f"{CHANGE}:{step.id}", carried, label=f"Change the day or the person: {step.do}"),
    )
    foot = "Result: " + neutral(step.output, 200) + ". Another day or another person is one press away."
    return Card(told, (section(told), buttons, context(foot)))


def digest(of: Digest) -> Card:
    count = f"{counted(len(of.runs), 'playbook')} running here"
    text = f"{count}: {len(of.done)} done this week, {len(of.late)} late, {len(of.soon)} due in the week ahead."
    runs = [section(f"*{neutral(run.title)}*\n{bar(so_far)}  {in_words(so_far)}") for run, so_far in of.runs[:MOST]]
    parts = (*_part("Late", of.late), *_part("Next", of.soon), *_part("Done this week", of.done), *_ended(of.ended))
    never = button("No more of these here", NO_DIGEST, packed(OnStep("", 0, channel=of.channel)))
    return Card(text, (header("How our playbooks stand"), section(text), *runs, *parts, actions(never)))


def no_more() -> str:
    return (
        "There will be no more weekly overviews of playbooks here. `/playbook runs` shows how they stand at any time."
    )


def _part(title: str, those: Sequence[Todo]) -> tuple[Block, ...]:
    if not those:
        return ()
    lines = [f"• {_line(one)}" for one in those[:MOST]]
    more = [f"• and {len(those) - MOST} more"] if len(those) > MOST else []
    return (section("\n".join([f"*{title}*", *lines, *more])),)


def _line(one: Todo) -> str:
    who = one.step.by if one.step.state == "done" else one.step.assignee
    return f"{neutral(one.step.do, 200)}" + (f"  <@{who}>" if who else "") + f"  _{day_token(one.step.due)}_"


def _ended(runs: Sequence[Run]) -> tuple[Block, ...]:
    told = ", ".join(f"“{neutral(run.title)}” ({run.status})" for run in runs[:MOST])
    return (section(f"*Ended*\n{told}"),) if runs else ()
