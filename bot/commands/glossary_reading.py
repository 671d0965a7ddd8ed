"""`parlance glossary show|list|history|stale|misses`: what the dictionary holds, and what people miss in it."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot import jsonlines, parts
from bot.commands.completing import disciplines, terms
from bot.commands.glossary_common import kindly, known_discipline, lexicon
from bot.commands.listing import tell
from bot.commands.options import AsJson, InWorkspace
from bot.views.words import counted

if TYPE_CHECKING:
    from rich.text import Text

    from glossary.model import Sense, Term

DAYS = 180


def show(
    name: Annotated[
        str, typer.Argument(help="A word of the dictionary, or another name for it.", autocompletion=terms)
    ],
    by: Annotated[
        str, typer.Option(help="Your discipline or title; its meanings come first.", autocompletion=disciplines)
    ] = "",
    as_json: AsJson = False,
    workspace: InWorkspace = "",
) -> None:
    """Show a term with its meanings."""
    from glossary.writer import as_plain

    first = known_discipline(by) if by else None
    words = lexicon(workspace)
    with kindly(words):
        term = words.entry(name).term
    if as_json:
        jsonlines.emit({**as_plain(term), "reviewed": term.reviewed.isoformat() if term.reviewed else None})
        return
    _print(_told(term, term.senses_for(first)))


def list_(
    discipline: Annotated[
        str, typer.Option(help="Only words with a meaning of this discipline.", autocompletion=disciplines)
    ] = "",
    as_json: AsJson = False,
    workspace: InWorkspace = "",
) -> None:
    """List all terms."""
    wanted = known_discipline(discipline) if discipline else ""
    for term in sorted(lexicon(workspace).terms(), key=lambda term: term.name.casefold()):
        disciplines = sorted({sense.discipline for sense in term.senses})
        if wanted and wanted not in disciplines:
            continue
        if as_json:
            row = {"term": term.name, "aliases": list(term.aliases), "disciplines": disciplines}
            jsonlines.emit({**row, "senses": [sense.id for sense in term.senses]})
        else:
            typer.echo(f"{term.name}  ({', '.join(disciplines)})")


def history(
    name: Annotated[str, typer.Argument(help="A word of the dictionary.", autocompletion=terms)],
    as_json: AsJson = False,
    workspace: InWorkspace = "",
) -> None:
    """Show every version of a term, the newest first."""
    from glossary.writer import as_plain

    words = lexicon(workspace)
    with kindly(words):
        past = words.history(name) or words.history(words.entry(name).term.name)
    for one in past:
        when = datetime.fromtimestamp(one.at, UTC).isoformat(timespec="minutes") if one.at else ""
        if as_json:
            content = as_plain(one.term) if one.term else None
            row = {"version": one.number, "kind": one.kind, "by": one.author, "at": when, "note": one.note}
            jsonlines.emit({**row, "content": _dates_as_text(content)})
        else:
            typer.echo(_beside(str(one.number), one.kind, when, one.author, one.note))


def stale(
    days: Annotated[int, typer.Option(min=1, help="Not confirmed or edited for so many days.")] = DAYS,
    as_json: AsJson = False,
    workspace: InWorkspace = "",
) -> None:
    """List terms that somebody should look at again."""
    found = lexicon(workspace).stale(datetime.now(UTC).date(), days)
    rows = [
        {"term": one.name, "owner": one.owner, "reviewed": one.reviewed.isoformat() if one.reviewed else ""}
        for one in (entry.term for entry in found)
    ]
    nothing = f"No term here has gone {counted(days, 'day')} without a look."
    tell(rows, dict, lambda row: _beside(row["term"], row["reviewed"], row["owner"]), nothing, as_json=as_json)


def misses(
    most: Annotated[int, typer.Option(min=1, help="How many to show at most.")] = 50,
    as_json: AsJson = False,
    workspace: InWorkspace = "",
) -> None:
    """List words that people looked up in vain: how often, never who."""
    from glossary.misses import Misses

    found = Misses(parts.workspace(parts.settings(), workspace)).waiting(most)
    rows = [
        {"word": one.word, "times": one.times, "last": datetime.fromtimestamp(one.last_at, UTC).date().isoformat()}
        for one in found
    ]
    nothing = "Nobody looked up a word in vain."
    tell(rows, dict, lambda row: f"{row['times']:4}  {row['word']}", nothing, as_json=as_json)


def _beside(*parts: str) -> str:
    return "  ".join(part for part in parts if part)


def _dates_as_text(content: dict[str, object] | None) -> dict[str, object] | None:
    if content is None:
        return None
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in content.items()}


def _told(term: "Term", senses: "list[Sense]") -> "list[Text]":
    from rich.text import Text

    head = Text.assemble((term.name, "bold"), f"  also: {', '.join(term.aliases)}" if term.aliases else "")
    lines = [head]
    if term.deprecated:
        lines.append(Text(f"Better: {term.deprecated.term}. {term.deprecated.why}".rstrip()))
    for sense in senses:
        lines += [
            Text(),
            Text.assemble((sense.say_instead or sense.id.replace("-", " "), "bold"), f"  {sense.discipline}"),
        ]
        lines.append(Text(sense.definition))
        lines += [Text(f"  “{example.text}”", style="dim") for example in sense.examples[:2]]
        if sense.related:
            lines.append(Text(f"See also: {', '.join(sense.related)}", style="dim"))
    return lines


def _print(lines: "list[Text]") -> None:
    from rich.console import Console

    console = Console(highlight=False)
    for line in lines:
        console.print(line)
