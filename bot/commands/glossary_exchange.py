"""`parlance glossary import|export`: terms from and for other tools, with a report of what got lost."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from bot import files, jsonlines
from bot.commands.completing import terms
from bot.commands.glossary_common import kindly, lexicon
from bot.commands.options import AT_THE_COMMAND_LINE, AsJson, InWorkspace
from bot.errors import Refusal, Unreadable
from bot.views.words import counted

if TYPE_CHECKING:
    from glossary.interchange.model import Incoming, Loss
    from glossary.lexicon import Taken

FormatName = Literal["csv", "openmetadata", "datahub", "skos", "skos-xml", "tbx", "tbx2", "yaml"]


def import_(
    file: Annotated[Path, typer.Argument(help="A file of terms; - reads standard input.")],
    format_: Annotated[FormatName | None, typer.Option("--format", help="Left out: seen from the file.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Import nothing when one row cannot be understood.")] = False,
    try_: Annotated[bool, typer.Option("--try", help="Only say what would happen.")] = False,
    as_json: AsJson = False,
    workspace: InWorkspace = "",
) -> None:
    """Import terms: new words are added, known ones get further meanings, nothing is overwritten."""
    incoming = _read(file, format_)
    for problem in incoming.problems:
        typer.echo(f"{file}: {problem.where}: {problem.why}", err=True)
    _report(incoming.losses)
    if strict and incoming.problems:
        raise Refusal(f"nothing was imported: {counted(len(incoming.problems), 'row')} cannot be understood")
    if try_:
        _would(incoming, as_json=as_json)
        return
    words = lexicon(workspace, begins=True)
    with kindly(words):
        taken = words.take_over(incoming.terms, AT_THE_COMMAND_LINE, f"from {file.name}")
    _did(taken, len(incoming.problems), as_json=as_json)


def export(
    format_: Annotated[FormatName, typer.Option("--format", help="For which tool.")] = "csv",
    to: Annotated[Path | None, typer.Option(help="The file to write. Left out: standard output.")] = None,
    only: Annotated[
        list[str] | None, typer.Option("--term", help="Only this term; may be repeated.", autocompletion=terms)
    ] = None,
    workspace: InWorkspace = "",
) -> None:
    """Export terms, and say what the format has no place for."""
    from glossary.interchange.formats import format_named

    words = lexicon(workspace)
    with kindly(words):
        terms = [words.entry(name).term for name in only] if only else list(words.terms())
    outgoing = format_named(format_).write(terms)
    if to is None:
        files.to_output(outgoing.text)
    else:
        files.write(to, outgoing.text)
    _report(outgoing.losses)


def _read(file: Path, format_: str | None) -> "Incoming":
    from glossary.interchange.formats import NAMES, UnknownFormat, format_named, format_of
    from glossary.interchange.model import UnreadableFile

    try:
        raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        chosen = format_named(format_) if format_ else format_of(file.name, raw)
        return chosen.read(raw)
    except UnknownFormat as error:
        raise Unreadable(str(file), None, f"{error.why}; say it with --format: {', '.join(NAMES)}") from error
    except UnreadableFile as error:
        raise Unreadable(str(file), error.line, error.why) from error
    except OSError as error:
        raise Unreadable(str(file), None, error.strerror or str(error)) from error


def _report(losses: "tuple[Loss, ...]") -> None:
    from glossary.interchange.model import report

    for line in report(losses):
        typer.echo(f"lost: {line}", err=True)


def _would(incoming: "Incoming", *, as_json: bool) -> None:
    terms, left_out = [term.name for term in incoming.terms], len(incoming.problems)
    if as_json:
        jsonlines.emit({"would_import": terms, "left_out": left_out})
    else:
        typer.echo(f"{counted(len(terms), 'term')} would be imported, {counted(left_out, 'row')} left out.")


def _did(taken: "Taken", left_out: int, *, as_json: bool) -> None:
    if as_json:
        jsonlines.emit({**asdict(taken), "left_out": left_out})
        return
    told = f"{len(taken.new)} new, {len(taken.extended)} extended, {len(taken.unchanged)} unchanged"
    typer.echo(f"{told}, {counted(left_out, 'row')} left out." if left_out else f"{told}.")
