"""What is asked about a run: why a step is skipped, who does it until when, how it went, who takes it over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.card import Block, Modal
from bot.carried import packed
from bot.neutral import neutral
from bot.views.blocks import choice, context, day, option, person, section, text_input
from bot.views.dates import day_token
from bot.views.run import OnStep
from bot.views.words import counted
from playbooks.run import Change, Run, RunStep, State, Wish

WHY, STEP, END, OWNER, NOTE = (f"run:form-{name}" for name in ("why", "step", "end", "owner", "note"))
LONGEST, LONGEST_NOTE = 500, 1500
STATES: dict[State, str] = {
    "open": "Open",
    "done": "Done",
    "skipped": "Skipped",
    "not_applicable": "Does not apply to us",
}
CHANGED = {"state": "what has become of it", "assignee": "who does it", "due": "the date"}
NEEDS_WHY = "Say in a few words why, so that others need not ask."
NEEDS_NOTE = "Write a word or two."
NEEDS_SOMEBODY = "Choose somebody."
PASSED = "That day has passed. Choose today or a later one."
FINISHED, GIVEN_UP = "finished", "abandoned"


@dataclass(frozen=True)
class Filled:
    """What stands in the form about a step."""

    assignee: str
    due: date | None
    state: State
    reason: str
    note: str

    @classmethod
    def of(cls, step: RunStep) -> "Filled":
        return cls(step.assignee, step.due, step.state, step.reason, "")

    def wish(self, seen: "StepForm") -> Wish:
        """Only what was changed in the form: the rest is left to whoever changes it meanwhile."""
        settled = (self.state, self.reason) != (seen.state, seen.reason)
        return Wish(
            assignee=self.assignee if self.assignee != seen.assignee else None,
            due=self.due if self.due and self.due.isoformat() != seen.due else None,
            state=self.state if settled else None,
            reason=self.reason if self.state != "open" else "",
            note=self.note,
        )


@dataclass(frozen=True)
class StepForm:
    """What the form remembers while it is open: the step as it was shown."""

    run: str
    seen: int
    step: str
    due: str
    state: str
    assignee: str = ""
    reason: str = ""


def why(about: OnStep, of: RunStep) -> Modal:
    asked = text_input(
        "why", "Why is this step skipped?", "value", max_length=LONGEST, hint="So that others need not ask."
    )
    return Modal(WHY, "Skip a step", (section(f"*{neutral(of.do, 600)}*"), asked), "Skip it", "Cancel", packed(about))


def step(run: Run, of: RunStep, filled: Filled, faster: Change | None = None) -> Modal:
    """Ids carry the version, because Slack keeps what stands in a field as long as its id stays."""
    seen = str(of.version)
    options = [option(face, state) for state, face in STATES.items()]
    blocks = (
        *_faster(faster),
        section(f"*{neutral(of.do, 600)}*\n_Result: {neutral(of.output, 300)}_"),
        person(f"assignee:{seen}", "Who does it", "value", filled.assignee, optional=True),
        day(f"due:{seen}", "By when", "value", filled.due.isoformat() if filled.due else "",
                  hint="A working day of this team."),
        choice(f"state:{seen}", "Status", "value", options, filled.state),
        text_input(f"reason:{seen}", "Why", "value", max_length=LONGEST, optional=True, **_given(filled.reason),
                   hint="Needed when it is skipped or does not apply, so that others need not ask."),
        text_input(f"note:{seen}", "A note", "value", max_length=LONGEST_NOTE, multiline=True, optional=True,
                   **_given(filled.note), hint="Stands on the card with your name, and in the saved copy."),
        *_earlier(run, of),
    )  # fmt: skip
    shown = StepForm(run.id, of.version, of.id, of.due.isoformat(), of.state, of.assignee, of.reason)
    return Modal(STEP, "Change a step", blocks, "Save", "Cancel", packed(shown))


def end(run: Run) -> Modal:
    """With steps still open nobody is taken at a word that they have not said: how it ends is theirs to choose."""
    left = sum(one.is_open for one in run.steps)
    options = [option("It is finished: we have what we wanted", FINISHED), option("We stop here, unfinished", GIVEN_UP)]
    open_steps = f"{left} of {counted(len(run.steps), 'step')} {'are' if left != 1 else 'is'} still open."
    told = (section(f"*{neutral(run.title)}*"), *((context(open_steps),) if left else ()))
    ask = (choice("status", "How does it end?", "value", options, "" if left else FINISHED),)
    more: Mapping[str, Any] = {"max_length": LONGEST, "multiline": True, "optional": True}
    looking_back = (
        text_input("helped", "What helped?", "value", **more),
        text_input("hindered", "What stood in the way?", "value", **more),
        text_input("next_time", "What will you do differently next time?", "value", **more,
                   hint="One sentence each is enough. It stands on the card and in the record."),
    )  # fmt: skip
    return Modal(
        END, "Looking back", (*told, *ask, *looking_back), "End it", "Cancel", packed(OnStep(run.id, run.version))
    )


def owner(run: Run) -> Modal:
    asked = person(
        "owner", "Who takes it over?", "value", hint="They are told, and reminded of steps nobody has taken."
    )
    return Modal(OWNER, "Hand over", (asked,), "Hand over", "Cancel", packed(OnStep(run.id, run.version)))


def note(run: Run) -> Modal:
    asked = text_input(
        "note", "A note for everybody here", "value", max_length=LONGEST_NOTE, multiline=True,
        hint="Stands on the card with your name, and in the saved copy.",
    )  # fmt: skip
    return Modal(NOTE, "Add a note", (asked,), "Add", "Cancel", packed(OnStep(run.id, run.version)))


def _faster(change: Change | None) -> tuple[Block, ...]:
    if change is None:
        return ()
    who = f"<@{change.by}>" if change.by else "Somebody"
    what = CHANGED.get(change.aspect, "this step")
    return (section(f":warning: {who} was faster and changed {what}. Nothing was overwritten; this is how it stands."),)


def _earlier(run: Run, of: RunStep) -> tuple[Block, ...]:
    notes = run.notes_on(of.id)[-5:]
    return (context(*(f"“{neutral(one.text, 300)}” <@{one.author}>" for one in notes)),) if notes else ()


def day_off(next_day: date) -> str:
    return f"Nobody in this team works that day. The next working day is {next_day:%A %-d %B}."


def handed_over(run: Run, by: str) -> str:
    return (
        f"<@{by}> handed “{neutral(run.title)}” in <#{run.channel}> over to you. Steps that nobody has taken wait "
        f"for you now; the next is due {day_token(_next(run))}. `/playbook todo` lists them."
    )


def _next(run: Run) -> date:
    return min((one.due for one in run.steps if one.is_open), default=run.steps[-1].due)


def _given(text: str) -> dict[str, Any]:
    return {"initial_value": text} if text else {}
