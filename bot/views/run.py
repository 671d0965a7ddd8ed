"""A run as its channel sees it, and what waits for one person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.card import Block, Card
from bot.carried import packed
from bot.home import Section
from bot.neutral import neutral
from bot.views.blocks import actions, button, context, section, sentence
from bot.views.dates import date_token, day_token
from bot.views.words import begun, counted, sorted_by
from playbooks.overview import Todo, bar, in_words, progress
from playbooks.run import SPOKEN_STATE, Note, Run, RunStep

DONE, SKIP, AGAIN, CHANGE = (f"run:{name}" for name in ("done", "skip", "again", "change"))
FILL, NOTE, PICTURE, TAKE = (f"run:{name}" for name in ("fill", "note", "picture", "take"))
HAND_OVER, FINISH, RESTART, GO_ON = (f"run:{name}" for name in ("hand-over", "finish", "restart", "go-on"))
MOST_STEPS, MOST_TODO, MOST_NOTES = 22, 20, 3


@dataclass(frozen=True)
class OnStep:
    """A step, and the version the person was looking at; without a step the run itself."""

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


def todo(waiting: Sequence[Todo], links: Mapping[str, str]) -> Card:
    """`links`: to the card of each run, where a step is settled."""
    if not waiting:
        return sentence("Nothing waits for you. `/playbook` with a problem finds a page to start.")
    wait = "steps wait" if len(waiting) > 1 else "step waits"
    text = f"{len(waiting)} {wait} for you{sorted_by(len(waiting), 'the most pressing')}."
    return Card(text, (section(text), *(section(_waiting(one, links)) for one in waiting[:MOST_TODO])))


def runs_here(runs: Sequence[tuple[Run, str]], today: date) -> Card:
    """Each with the link to its card."""
    if not runs:
        return sentence("No playbook is running in this channel. `/playbook` with a problem finds one to start.")
    text = f"{counted(len(runs), 'playbook')} running in this channel, or ended here not long ago."
    return Card(text, (section(text), *(section(_in_short(run, link, today)) for run, link in runs[:MOST_TODO])))


def running(waiting: Sequence[Todo], links: Mapping[str, str]) -> Section:
    """For App Home."""
    items = tuple((section(_waiting(one, links)),) for one in waiting)
    return Section("running", "Playbooks running", items, "No step waits for you.")


def already_running(run: Run, link: str) -> Card:
    shown = f"<{link}|Here is its card.>" if link else "Its card is further up."
    return sentence(f"“{neutral(run.title)}” is already running here, {in_words(progress(run, date.min))}. {shown}")


def given(run: Run, step: RunStep, by: str) -> Card:
    return sentence(
        f"<@{by}> gave you a step of “{neutral(run.title)}”, due {day_token(step.due)}: {neutral(step.do, 300)}"
    )


def settled(run: Run, step: RunStep) -> Card:
    """What is left of a reminder."""
    return sentence(
        f":white_check_mark: {neutral(step.do, 300)}\n_{begun(SPOKEN_STATE[step.state])}, in “{neutral(run.title)}”_"
    )


def _step(run: Run, step: RunStep, today: date) -> tuple[Block, ...]:
    if not step.is_open:
        mark = ":white_check_mark:" if step.state == "done" else ":fast_forward:"
        reason = f": {neutral(step.reason, 200)}" if step.reason else ""
        by = f" by <@{step.by}>" if step.by else ""
        words = f"{mark} {neutral(step.do, 200)}\n_{begun(SPOKEN_STATE[step.state])}{by}{reason}_{_noted(run, step)}"
        again = button("Open again", f"{AGAIN}:{step.id}", _on(run, step), label=f"Open again: {step.do}")
        return (section(words, again if run.is_running else None),)
    told = section(f"{neutral(step.do, 400)}\n{_facts(step, today, running=run.is_running)}{_noted(run, step)}")
    if not run.is_running:
        return (told,)
    carried = _on(run, step)
    return told, actions(
        button("Done", f"{DONE}:{step.id}", carried, label=f"Done: {step.do}"),
        button("Skip", f"{SKIP}:{step.id}", carried, label=f"Skip: {step.do}"),
        button("Change", f"{CHANGE}:{step.id}", carried, label=f"Change who, when, a note: {step.do}"),
    )


def _facts(step: RunStep, today: date, *, running: bool) -> str:
    who = f"<@{step.assignee}>" if step.assignee else step.role.replace("-", " ")
    late = "  :warning: late" if running and step.late(today) else ""
    return f"_{begun(who)}, {neutral(step.effort, 40)}, by {day_token(step.due)}_{late}"


def _noted(run: Run, step: RunStep) -> str:
    """The newest note, and how many there are before it."""
    notes = run.notes_on(step.id)
    if not notes:
        return ""
    earlier = f"  _(and {len(notes) - 1} before)_" if len(notes) > 1 else ""
    return f"\n{_quoted(notes[-1], 160)}{earlier}"


def _quoted(note: Note, most: int) -> str:
    by = f" <@{note.author}>" if note.author else ""
    return f":memo: “{neutral(note.text, most)}”{by}"


def _foot(run: Run) -> tuple[Block, ...]:
    notes = run.notes_on("")[-MOST_NOTES:]
    noted = (section("\n".join(_quoted(note, 300) for note in notes)),) if notes else ()
    if not run.is_running:
        return (*_looking_back(run), *noted, actions(*_afterwards(run)), context(f"This run is {run.status}."))
    began = f"Started by <@{run.started_by}> {date_token(run.started_at)}. " if run.started_by else ""
    owner = f"Owner: <@{run.owner}>. " if run.owner else ""
    return (
        *noted,
        actions(*_meanwhile(run)),
        actions(*_taken_along(run)),
        context(f"{owner}{began}Anybody here may tick off a step."),
    )


def _meanwhile(run: Run) -> list[Block]:
    carried = packed(OnStep(run.id, run.version))
    fill = [button(f"Fill in the {run.artefact.replace('-', ' ')}", FILL, carried)] if run.artefact else []
    return [
        *fill,
        button("Add a note", NOTE, carried),
        button("Hand over", HAND_OVER, carried),
        button("Finish", FINISH, carried),
    ]


def _taken_along(run: Run) -> list[Block]:
    """In a row of their own: Slack hides the sixth button of a row behind *more*."""
    carried = packed(OnStep(run.id, run.version))
    return [
        button("Picture", PICTURE, carried, label="Picture of the progress"),
        button("Save a copy", TAKE, carried, label="Save a copy of the record, as a file or a canvas"),
    ]


def _afterwards(run: Run) -> list[Block]:
    carried = packed(OnStep(run.id, run.version))
    return [
        *_taken_along(run),
        button("Start again", RESTART, carried),
        button("Reopen it", GO_ON, carried),
    ]


def _looking_back(run: Run) -> tuple[Block, ...]:
    told = run.retrospective
    pairs = (("What helped", told.helped), ("What stood in the way", told.hindered), ("Next time", told.next_time))
    lines = [f"*{title}:* {neutral(text, 300)}" for title, text in pairs if text]
    return (section("\n".join(lines)),) if lines else ()


def _on(run: Run, step: RunStep) -> str:
    return packed(OnStep(run.id, step.version, step.id))


def _waiting(one: Todo, links: Mapping[str, str]) -> str:
    due = f"by {day_token(one.step.due)}_" + ("  :warning: late" if one.late_by > 0 else "")
    return (
        f"{neutral(one.step.do, 300)}\n_{_linked(one.run, links.get(one.run.id, ''))}, in <#{one.run.channel}>, {due}"
    )


def _in_short(run: Run, link: str, today: date) -> str:
    so_far = progress(run, today)
    state = in_words(so_far) if run.is_running else f"{run.status}, {in_words(so_far)}"
    return f"*{_linked(run, link)}*\n{bar(so_far)}  {state}"


def _linked(run: Run, link: str) -> str:
    title = neutral(run.title, 100)
    return f"<{link}|{title}>" if link else title
