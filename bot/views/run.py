"""A run as its channel sees it, the form that asks why a step is skipped, and what waits for one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from bot.card import Block, Card, Modal
from bot.carried import packed
from bot.home import Section
from bot.neutral import neutral
from bot.views.blocks import actions, button, context, section, text_input
from bot.views.define import date_token
from playbooks.overview import Todo, bar, in_words, progress
from playbooks.run import SPOKEN_STATE, Run, RunStep

DONE, SKIP, AGAIN, END, WHY = (f"run:{name}" for name in ("done", "skip", "again", "end", "why"))
MOST_STEPS, MOST_TODO, LONGEST = 22, 20, 500


@dataclass(frozen=True)
class OnStep:
    """A step, the version the person was looking at, and where the card is; without a step the run itself."""

    run: str
    seen: int
    step: str = ""
    channel: str = ""
    ts: str = ""


def card(run: Run, today: date) -> Card:
    """In the channel, for everybody; edited in place with each press."""
    so_far = progress(run, today)
    text = f"{neutral(run.title)}: {in_words(so_far)}"
    if not run.is_running:
        text = f"{neutral(run.title)}: this run is {run.status}, {in_words(so_far)}"
    head = section(f"*{neutral(run.title)}*\n{bar(so_far)}  {in_words(so_far)}")
    steps = [block for step in run.steps[:MOST_STEPS] for block in _step(run, step, today)]
    return Card(text, (head, *steps, *_foot(run)))


def why(about: OnStep) -> Modal:
    asked = text_input(
        "why", "Why is this step skipped?", "value", max_length=LONGEST, hint="So that others need not ask."
    )
    return Modal(WHY, "Skip a step", (asked,), "Skip it", "Cancel", packed(about))


def todo(waiting: Sequence[Todo]) -> Card:
    if not waiting:
        text = "Nothing waits for you. `/playbook` and a problem finds a page to start."
        return Card(text, (section(text),))
    text = f"{len(waiting)} step{'s' * (len(waiting) != 1)} wait{'s' * (len(waiting) == 1)} for you, the most pressing first."
    return Card(text, (section(text), *(section(_waiting(one)) for one in waiting[:MOST_TODO])))


def running(waiting: Sequence[Todo]) -> Section:
    """For App Home."""
    return Section(
        "running", "Playbooks at work", tuple((section(_waiting(one)),) for one in waiting), "No step waits for you."
    )


def said(text: str) -> Card:
    return Card(text, (section(text),))


def _step(run: Run, step: RunStep, today: date) -> tuple[Block, ...]:
    if not step.is_open:
        mark = ":white_check_mark:" if step.state == "done" else ":fast_forward:"
        reason = f": {neutral(step.reason, 200)}" if step.reason else ""
        words = f"{mark} {neutral(step.do, 200)}\n_{SPOKEN_STATE[step.state]} by <@{step.by}>{reason}_"
        again = button("Open again", f"{AGAIN}:{step.id}", _on(run, step), label=f"Open again: {step.do}")
        return (section(words, again if run.is_running else None),)
    late = "  :warning: late" if step.late(today) else ""
    told = section(
        f"{neutral(step.do, 400)}\n_{step.role.replace('-', ' ')}, {neutral(step.effort, 40)}, by {_day(step.due)}_{late}"
    )
    if not run.is_running:
        return (told,)
    done = button("Done", f"{DONE}:{step.id}", _on(run, step), label=f"Done: {step.do}")
    skip = button("Skip", f"{SKIP}:{step.id}", _on(run, step), label=f"Skip: {step.do}")
    return told, actions(done, skip)


def _foot(run: Run) -> tuple[Block, ...]:
    began = context(f"Started by <@{run.started_by}> {date_token(run.started_at)}. Anybody here may tick off a step.")
    if not run.is_running:
        return (context(f"This run is {run.status}."),)
    return actions(button("End this run", END, packed(OnStep(run.id, run.version)))), began


def _on(run: Run, step: RunStep) -> str:
    return packed(OnStep(run.id, step.version, step.id))


def _waiting(one: Todo) -> str:
    late = "  :warning: late" if one.late_by > 0 else ""
    return f"{neutral(one.step.do, 300)}\n_{neutral(one.run.title, 100)}, in <#{one.run.channel}>, by {_day(one.step.due)}_{late}"


def _day(of: date) -> str:
    return date_token(datetime.combine(of, time(12), UTC).timestamp())
