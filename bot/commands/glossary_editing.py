"""`parlance glossary define|edit|undo`: what can be done to a term; a refused edit keeps what was typed."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import jsonlines, parts
from bot.commands.completing import disciplines, terms
from bot.commands.glossary_common import kindly, known_discipline, lexicon
from bot.commands.options import AT_THE_COMMAND_LINE, AsJson, InWorkspace
from bot.errors import Refusal, Unreadable

if TYPE_CHECKING:
    from glossary.lexicon import Entry, Lexicon


def define(
    name: Annotated[str, typer.Argument(help="The word.")],
    definition: Annotated[str, typer.Argument(help="What it means, in a sentence or two.")],
    by: Annotated[
        str, typer.Option(help="The discipline or title of those who mean it so.", autocompletion=disciplines)
    ] = "business",
    as_json: AsJson = False,
    workspace: InWorkspace = "",
) -> None:
    """Define a word that the dictionary lacks."""
    discipline = known_discipline(by)
    words = lexicon(workspace, begins=True)
    with kindly(words):
        entry = words.define(name, definition, discipline, AT_THE_COMMAND_LINE)
    if as_json:
        jsonlines.emit({"term": entry.term.name, "version": entry.version})
    else:
        typer.echo(f"{entry.term.name} is defined; version {entry.version}.")


def edit(
    name: Annotated[str, typer.Argument(help="A word of the dictionary.", autocompletion=terms)],
    file: Annotated[
        Path | None, typer.Option("--from", help="The new entry as YAML. Left out: opens your editor.")
    ] = None,
    note: Annotated[str, typer.Option(help="Why, for the history.")] = "",
    as_json: AsJson = False,
    workspace: InWorkspace = "",
) -> None:
    """Edit a term as YAML."""
    words = lexicon(workspace)
    with kindly(words):
        entry = words.entry(name)
    typed = _typed(words, entry, file)
    try:
        saved = entry if typed is None else _saved(words, entry, typed, file, note)
    except Refusal as refusal:
        if file is not None or typed is None:
            raise
        raise Refusal(f"{refusal} What you typed is kept in {_kept(entry.term.name, typed)}") from refusal
    if as_json:
        jsonlines.emit({"term": saved.term.name, "version": saved.version})
    elif typed is None:
        typer.echo("Nothing was changed.")
    else:
        typer.echo(f"{saved.term.name} is at version {saved.version}; parlance glossary undo takes it back.")


def undo(
    name: Annotated[str, typer.Argument(help="A word whose newest version was a mistake.", autocompletion=terms)],
    as_json: AsJson = False,
    workspace: InWorkspace = "",
) -> None:
    """Take the newest version of a term back."""
    words = lexicon(workspace)
    with kindly(words):
        called = name if words.history(name) else words.entry(name).term.name
        entry = words.undo(called, AT_THE_COMMAND_LINE)
    if as_json:
        jsonlines.emit({"term": entry.term.name if entry else name, "version": entry.version if entry else None})
    else:
        typer.echo(f"{entry.term.name} is as it was; version {entry.version}." if entry else f"{name} is gone again.")


def _typed(words: "Lexicon", entry: "Entry", file: Path | None) -> str | None:
    from bot.jsonlines import text_of

    if file is not None:
        return text_of(file)
    import click

    before = words.export(entry.term.name)
    after = click.edit(before, extension=".yaml")
    return None if after is None or after == before else after


def _saved(words: "Lexicon", entry: "Entry", typed: str, file: Path | None, note: str) -> "Entry":
    from glossary.interchange import native
    from glossary.interchange.model import UnreadableFile

    where = str(file or "what you typed")
    try:
        read = native.read(typed.encode())
    except UnreadableFile as error:
        raise Unreadable(where, error.line, error.why) from error
    if read.problems or len(read.terms) != 1:
        raise Unreadable(where, None, read.problems[0].why if read.problems else "expected one entry")
    (term,) = read.terms
    if term.name.casefold() != entry.term.name.casefold():
        raise Refusal(f"The entry is called {entry.term.name}; add “{term.name}” as an alias, or define it anew.")
    with kindly(words):
        return words.save(term, entry.version, AT_THE_COMMAND_LINE, note)


def _kept(name: str, typed: str) -> Path:
    from glossary.loader import file_name

    path = parts.settings().folder / "refused" / file_name(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(typed, encoding="utf-8")
    return path
