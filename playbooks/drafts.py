"""What a team writes into its artefact, section by section: every version is kept, and two writers overwrite nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from playbooks.run import RunRefusal
from playbooks.store import drafts
from store.workspace import Workspace

TITLE = "Title"


@dataclass(frozen=True)
class Part:
    """A section of a template: its heading, and what stands below it."""

    name: str
    text: str


@dataclass(frozen=True)
class Draft:
    """Version nought: as the template has it."""

    section: str
    text: str
    version: int = 0
    by: str = ""


@dataclass(frozen=True)
class Writing:
    """Somebody's texts, and the versions they had before them."""

    run: str
    by: str
    at: float
    texts: Mapping[str, str]
    seen: Mapping[str, int]


class WrittenMeanwhile(RunRefusal):
    """Nothing of the writing was kept; `theirs` are the sections others have written since."""

    def __init__(self, theirs: tuple[Draft, ...]) -> None:
        super().__init__("Somebody wrote here while you did. Nothing was overwritten.")
        self.theirs = theirs


def parts(template: str) -> tuple[Part, ...]:
    """What there is to write; the introduction belongs to the template."""
    head, *sections = re.split(r"^## ", template, flags=re.MULTILINE)
    title = head.partition("\n")[0].removeprefix("# ").strip()
    below = [section.partition("\n") for section in sections]
    return (Part(TITLE, title), *(Part(name.strip(), text.strip()) for name, _, text in below))


def written_into(template: str, drafts_: Mapping[str, str]) -> str:
    for part in parts(template):
        text = drafts_.get(part.name)
        if text is None:
            continue
        if part.name == TITLE:
            template = template.replace(f"# {part.text}", f"# {' '.join(text.split())}", 1)
        else:
            opening = f"## {part.name}\n"
            head, _, rest = template.partition(opening)
            template = f"{head}{opening}{rest.replace(part.text, _no_headings(text), 1)}"
    return template


@dataclass(frozen=True)
class Drafts:
    ours: Workspace

    def of(self, run: str) -> dict[str, Draft]:
        with self.ours.database.read() as connection:
            return self._newest(connection, run)

    def write(self, writing: Writing) -> None:
        """All of it or nothing. What stands there already is not written again."""
        with self.ours.database.begin() as connection:
            newest = self._newest(connection, writing.run)
            wanted = {name: text.strip() for name, text in writing.texts.items()}
            fresh = {name: text for name, text in wanted.items() if text != newest.get(name, Draft(name, "")).text}
            late = [newest[name] for name in fresh if name in newest and newest[name].version > writing.seen[name]]
            if late or not all(self._add(connection, writing, name, text) for name, text in fresh.items()):
                connection.rollback()
                raise WrittenMeanwhile(tuple(late) or tuple(self.of(writing.run).values()))

    def _add(self, connection: sa.Connection, writing: Writing, name: str, text: str) -> bool:
        row = {"run": writing.run, "section": name, "version": writing.seen[name] + 1}
        return self.ours.claim(connection, drafts, **row, text=text, by=writing.by, at=writing.at)

    def _newest(self, connection: sa.Connection, run: str) -> dict[str, Draft]:
        wish = self.ours.select(drafts).where(drafts.c.run == run).order_by(drafts.c.version)
        rows = connection.execute(wish).mappings()
        return {row["section"]: Draft(row["section"], row["text"], row["version"], row["by"]) for row in rows}


def _no_headings(text: str) -> str:
    """A section stays one section."""
    return re.sub(r"^#{1,2}\s", "### ", text.strip(), flags=re.MULTILINE)
