"""`parlance read`: which meaning each word of a message has, and whether the bot would speak."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot import jsonlines, parts
from bot.commands.read_aloud import aloud
from bot.errors import Unreadable

if TYPE_CHECKING:
    from glossary.decision import Decision
    from glossary.glossary import Glossary
    from glossary.model import Reading

app = typer.Typer(add_completion=False)


@dataclass(frozen=True)
class Request:
    id: object  # whatever the file calls it
    text: str
    thread: tuple[str, ...]
    discipline: str | None


@app.command(epilog='Example: parlance read "perf got worse since Tuesday, p99 is at 900 ms" --by operations')
def read(
    message: Annotated[str, typer.Argument(help="A message, or a JSON lines file (- for standard input).")],
    thread: Annotated[list[str] | None, typer.Option(help="An earlier message of the thread; may be repeated.")] = None,
    by: Annotated[str, typer.Option(help="The writer's discipline or title.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per message.")] = False,
) -> None:
    if not message.strip():
        raise typer.BadParameter("give a message, or a file of messages")
    as_file = jsonlines.meant(message, as_json=as_json)
    if as_file and (thread or by):
        raise typer.BadParameter(
            "in a file each message has a thread and a discipline of its own; leave --thread and --by out"
        )
    requests = _requests(Path(message)) if as_file else [Request("", message, tuple(thread or ()), by or None)]
    glossary = parts.glossary(parts.settings(), parts.encoder(parts.settings()))
    for one in requests:
        readings, decision = _read(glossary, one)
        if as_json:
            jsonlines.emit(
                {"id": one.id, "mentions": [_as_json(reading) for reading in readings], "decision": _brief(decision)}
            )
        else:
            typer.echo("\n".join(aloud(one.text, readings, decision, glossary.terms)))


def _requests(path: Path) -> list[Request]:
    return [_request(path, line, one) for line, one in jsonlines.objects(path, "id", "text")]


def _request(path: Path, line: int, one: dict[str, Any]) -> Request:
    thread, discipline = one.get("thread") or [], one.get("discipline")
    if not isinstance(one["text"], str) or not _all_text(thread):
        raise Unreadable(str(path), line, "text is text in quotes, thread is a list of texts")
    return Request(one["id"], one["text"], tuple(thread), discipline if isinstance(discipline, str) else None)


def _all_text(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _read(glossary: "Glossary", one: Request) -> "tuple[list[Reading], Decision]":
    from glossary.audience import Audience
    from glossary.decision import Room, decide
    from glossary.disambiguator import Context
    from glossary.disciplines import speaking_as

    speaker = speaking_as(one.discipline)
    readings = glossary.read(one.text, Context(one.thread, speaker))
    present = frozenset({speaker} if speaker else ())
    return readings, decide(one.text, readings, glossary.terms, Room(Audience(speaker, present)))


def _as_json(one: "Reading") -> dict[str, Any]:
    mention = one.mention
    return {
        "term": mention.term,
        "start": mention.start,
        "end": mention.end,
        "kind": one.kind,
        "sense": one.sense,
        "confidence": one.confidence,
        "senses": [{"sense": sense, "p": p} for sense, p in one.senses],
    }


def _brief(decision: "Decision") -> dict[str, Any]:
    return {"speaks": decision.speaks, "term": decision.term or None, "reason": decision.reason}
