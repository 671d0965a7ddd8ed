"""What a run leaves behind: the page's template filled in, and the record of the run, as Markdown or for a canvas."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from playbooks.drafts import written_into
from playbooks.files import TEMPLATES
from playbooks.model import HORIZONS, SPOKEN
from playbooks.run import SPOKEN_STATE, Run, RunStep

Name = Callable[[str], str]

MARK = {"open": "☐", "done": "☑", "skipped": "↷", "not_applicable": "–"}
BLANK = "______"
NOTHING: Mapping[str, str] = {}
TABLE_ROW = re.compile(r"^\|.*\|$")


class UnknownTemplate(ValueError):
    def __init__(self, name: str) -> None:
        super().__init__(f"There is no template {name!r}.")


def template(name: str, folder: Path = TEMPLATES) -> str:
    path = folder / f"{name}.md"
    if not re.fullmatch(r"[a-z][a-z-]*", name) or not path.exists():
        raise UnknownTemplate(name)
    return path.read_text(encoding="utf-8")


def filled(run: Run, name: Name = str, drafts: Mapping[str, str] = NOTHING, folder: Path = TEMPLATES) -> str:
    """`name` turns a person's id into what others call them; `drafts` are the sections the team has written."""
    parts = [_head(written_into(template(run.artefact, folder), drafts), run, name)] if run.artefact else []
    return "\n\n".join([*parts, record(run, name)]) + "\n"


def record(run: Run, name: Name = str) -> str:
    """What was done, by whom, and what was learned."""
    when = f"{_day(run.started_at)} to {_day(run.ended_at)}" if run.ended_at else f"since {_day(run.started_at)}"
    lines = [f"## How it was done: {run.title}", "", f"{run.status.capitalize()}, {when}. Owner: {name(run.owner)}."]
    for horizon in HORIZONS:
        steps = [step for step in run.steps if step.horizon == horizon]
        lines += ["", f"### {SPOKEN[horizon]}", "", *_table(run, steps, name)] if steps else []
    lines += _notes("### Notes", run, "", name) + _retrospective(run)
    return "\n".join(lines)


def for_canvas(markdown: str) -> str:
    """A canvas knows three levels of headings and wants an empty line around tables; HTML comments show as text."""
    text = re.sub(r"<!--.*?-->\n?", "", markdown, flags=re.DOTALL)
    text = re.sub(r"^#{4,}", "###", text, flags=re.MULTILINE)
    lines: list[str] = []
    for line in text.splitlines():
        if lines and lines[-1] and bool(TABLE_ROW.match(line)) != bool(TABLE_ROW.match(lines[-1])):
            lines.append("")
        lines.append(line)
    return "\n".join(lines).strip() + "\n"


def _head(text: str, run: Run, name: Name) -> str:
    values = {
        "team": run.team or BLANK,
        "owner": name(run.owner),
        "date": _day(run.ended_at or run.started_at),
        "page": run.title,
    }
    for key, value in values.items():
        text = text.replace("{{" + key + "}}", value)
    return text.strip()


def _table(run: Run, steps: Iterable[RunStep], name: Name) -> list[str]:
    rows = ["| | step | result | who | due |", "|---|---|---|---|---|"]
    for step in steps:
        told = step.do if step.is_open or step.state == "done" else f"{step.do} ({_why(step)})"
        notes = "".join(f"<br>“{_cell(note.text)}” ({name(note.author)})" for note in run.notes_on(step.id))
        who = name(step.assignee or step.by) if step.assignee or step.by else ""
        cells = (MARK[step.state], _cell(told) + notes, _cell(step.output), who, step.due.isoformat())
        rows.append(f"| {' | '.join(cells)} |")
    return rows


def _why(step: RunStep) -> str:
    return f"{SPOKEN_STATE[step.state]}: {step.reason}"


def _notes(heading: str, run: Run, step: str, name: Name) -> list[str]:
    notes = [f"- {_day(note.at)}, {name(note.author)}: {note.text}" for note in run.notes_on(step)]
    return ["", heading, "", *notes] if notes else []


def _retrospective(run: Run) -> list[str]:
    said = run.retrospective
    told = [("What helped", said.helped), ("What stood in the way", said.hindered), ("Next time", said.next_time)]
    lines = [f"- {title}: {text}" for title, text in told if text]
    return ["", "### Looking back", "", *lines] if lines else []


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _day(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).date().isoformat()
