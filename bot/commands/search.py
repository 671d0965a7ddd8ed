"""`parlance search`: terms, playbooks and changes, found by meaning."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from bot import jsonlines, parts
from bot.commands.completing import disciplines
from bot.commands.options import InWorkspace
from bot.errors import Unreadable

if TYPE_CHECKING:
    from changes.finder import Found as FoundChange
    from playbooks.finder import Found

app = typer.Typer(add_completion=False)
Kind = Literal["term", "playbook", "change"]


@dataclass(frozen=True)
class Shown:
    """One thing that was found; `line` says in a few words what it is."""

    id: str
    title: str
    score: float
    line: str = ""


Search = Callable[[str, int], list[Shown]]


@app.command(epilog='Example: parlance search --kind term "the slowest one percent of requests"')
def search(
    query: Annotated[str, typer.Argument(help="What you look for, in your own words.")] = "",
    kind: Annotated[Kind, typer.Option(help="What to look among.")] = "term",
    top: Annotated[int, typer.Option(min=1, help="How many to show at most.")] = 3,
    by: Annotated[
        str, typer.Option(help="Your discipline or title; its meanings come first.", autocompletion=disciplines)
    ] = "",
    queries: Annotated[Path | None, typer.Option(help="JSON lines with id and query; - reads standard input.")] = None,
    workspace: InWorkspace = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per query.")] = False,
) -> None:
    asked = list(_asked(query, queries))
    look = SEARCHES[kind](workspace, by)
    for id_, words in asked:
        found = look(words, top)
        if as_json:
            hits = [{"id": one.id, "title": one.title, "score": round(one.score, 4)} for one in found]
            jsonlines.emit({"id": id_, "hits": hits})
        else:
            _show(words, found)


def _asked(query: str, queries: Path | None) -> Iterator[tuple[object, str]]:
    if bool(query.strip()) == (queries is not None):
        raise typer.BadParameter("give a question, or --queries and a file")
    if queries is None:
        yield "", query
        return
    for line, one in jsonlines.objects(queries, "id", "query"):
        if not isinstance(one["query"], str):
            raise Unreadable(str(queries), line, "query is text in quotes")
        yield one["id"], one["query"]


def _terms(workspace: str, by: str) -> Search:
    from glossary.disciplines import discipline_of

    chosen = parts.settings()
    lookup = parts.lookup(chosen, parts.lexicon(parts.workspace(chosen, workspace)).terms())
    discipline = discipline_of(by)

    def look(words: str, top: int) -> list[Shown]:
        found = lookup.find(words, discipline, top)
        return [Shown(one.term.name, one.term.name, one.score, one.sense.definition) for one in found]

    return look


def _playbooks(workspace: str, by: str) -> Search:
    chosen = parts.settings()
    finder = parts.finder(chosen, parts.encoder(chosen), lambda step: typer.echo(step, err=True))

    def look(words: str, top: int) -> list[Shown]:
        return [Shown(one.page.id, one.page.title, one.score, _because(one)) for one in finder.search(words, top)]

    return look


def _because(found: "Found") -> str:
    words = f" (your words: {', '.join(found.why.words)})" if found.why.words else ""
    return f"[{found.page.id}] as when somebody says “{found.why.symptom}”{words}"


def _changes(workspace: str, by: str) -> Search:
    chosen = parts.settings()
    here = parts.workspace(chosen, workspace)
    archive = parts.archive(chosen, lambda: parts.encoder(chosen))
    for left in archive.prepare(here):
        typer.echo(f"reading what was announced: {left} left", err=True)

    def look(words: str, top: int) -> list[Shown]:
        return [
            Shown(one.change.id, one.change.title, one.score, _told(one)) for one in archive.search(here, words, top)
        ]

    return look


def _told(found: "FoundChange") -> str:
    change = found.change
    since = change.announced or change.recorded
    return f"[{change.id}] {change.state}, announced {since:%Y-%m-%d}: {', '.join(change.content.assets)}"


SEARCHES: dict[Kind, Callable[[str, str], Search]] = {"term": _terms, "playbook": _playbooks, "change": _changes}


def _show(words: str, found: list[Shown]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    if not found:
        console.print(Text(f"Nothing comes near “{words}”."))
    for one in found:
        console.print(Text.assemble((one.title, "bold"), f"  {one.line}"))
