"""`parlance shadow`: what the bot would have written, told from a Slack export; nothing leaves this machine."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import jsonlines, parts
from bot.errors import Refusal
from bot.views.words import counted

if TYPE_CHECKING:
    from bot.message import Message
    from bot.reader import Reader
    from bot.slack_export import SlackExport
    from glossary.history import Judgement

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: parlance shadow export.zip --channel general")
def shadow(
    export: Annotated[Path, typer.Argument(help="The zip of a Slack export.")],
    channel: Annotated[list[str] | None, typer.Option(help="Only this channel; may be given again.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per note.")] = False,
) -> None:
    """Read the messages of an export in their order, and say which notes there would have been."""
    from bot.slack_export import SlackExport

    exported = SlackExport.at(export)
    reader = _reader()
    for name in _chosen(exported, channel or []):
        notes = _rehearsed(reader, exported, name)
        for note, message in notes:
            if as_json:
                senses = [sense for sense, _ in note.senses]
                jsonlines.emit(
                    {"channel": name, "ts": note.ts, "term": note.term, "kind": note.kind, "senses": senses}
                    | {"risk": round(note.risk, 3)}
                )
            else:
                typer.echo(f"#{name}  {_short(message.text)}\n    → {note.kind} {note.term}: {_ways(note)}")
        if not as_json:
            messages = counted(len(exported.channels[name]), "message")
            typer.echo(f"#{name}: {counted(len(notes), 'note')} on {messages}")


def _chosen(exported: "SlackExport", wanted: list[str]) -> list[str]:
    names = [one.removeprefix("#") for one in wanted] or list(exported.channels)
    missing = [one for one in names if one not in exported.channels]
    if missing:
        raise Refusal(
            f"There is no #{missing[0]} in this export. It has: {', '.join(exported.channels) or 'no channel'}."
        )
    return names


def _rehearsed(reader: "Reader", exported: "SlackExport", name: str) -> "list[tuple[Judgement, Message]]":
    """Present are those who wrote in the channel."""
    from bot.rehearsal import Rehearsal
    from glossary.disciplines import discipline_of

    messages = sorted(exported.channels[name], key=lambda one: float(one.ts))
    disciplines = {id_: discipline_of(person.title) or "" for id_, person in exported.people.items()}
    writers = {one.person for one in messages}
    rehearsal = Rehearsal(reader, tuple(disciplines.get(one, "") for one in sorted(writers)))
    heard = ((rehearsal.hear(one, disciplines.get(one.person, "")), one) for one in messages)
    return [(judgement, message) for judgement, message in heard if judgement is not None]


def _reader() -> "Reader":
    """The shipped dictionary; the edits of a workspace are not looked at."""
    from bot.reader import GlossaryReader
    from glossary.lexicon import Lexicon
    from store.database import Database
    from store.workspace import Workspace

    chosen = parts.settings()
    glossary = parts.glossary(chosen, parts.encoder(chosen))
    nobody = Workspace(Database.at("sqlite://"), "")
    return GlossaryReader(glossary, Lexicon(nobody, tuple(glossary.terms.values())))


def _ways(note: "Judgement") -> str:
    return " · ".join(sense for sense, _ in note.senses)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 100 else line[:99] + "…"
