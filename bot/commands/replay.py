"""`parlance replay`: what the bot would have written in a conversation, message by message."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot import jsonlines, parts
from bot.errors import Unreadable
from bot.views.words import counted

if TYPE_CHECKING:
    from glossary.decision import Decision
    from glossary.model import Utterance

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: parlance replay threads.jsonl")
def replay(
    file: Annotated[
        Path, typer.Argument(help="JSON lines: an id and its messages, each with speaker, discipline, text.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per conversation.")] = False,
) -> None:
    from glossary.replay import replay as run

    threads = [
        (one["id"], _utterances(file, line, one["messages"])) for line, one in jsonlines.objects(file, "id", "messages")
    ]
    glossary = parts.glossary(parts.settings(), parts.encoder(parts.settings()))
    for id_, thread in threads:
        notes = [(index, decision) for index, decision in run(glossary, thread) if decision.speaks]
        if as_json:
            jsonlines.emit({"id": id_, "notes": [_as_json(index, decision) for index, decision in notes]})
        else:
            _show(id_, thread, dict(notes))


def _utterances(path: Path, line: int, messages: Any) -> "list[Utterance]":
    from glossary.disciplines import speaking_as
    from glossary.model import Utterance

    if not isinstance(messages, list) or not all(
        isinstance(one, dict) and isinstance(one.get("text"), str) for one in messages
    ):
        raise Unreadable(str(path), line, "messages is a list of objects with speaker, discipline and text")
    return [
        Utterance(str(one.get("speaker") or ""), one["text"], speaking_as(_text(one.get("discipline"))))
        for one in messages
    ]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _as_json(index: int, decision: "Decision") -> dict[str, Any]:
    senses = [sense for sense, _ in decision.senses]
    return {"index": index, "term": decision.term, "kind": decision.kind, "senses": senses}


def _show(id_: object, thread: "list[Utterance]", notes: "dict[int, Decision]") -> None:
    typer.echo(f"{id_}: {counted(len(notes), 'note')} on {counted(len(thread), 'message')}")
    for index, one in enumerate(thread):
        typer.echo(f"  {one.speaker or 'someone'}: {one.text}")
        if decision := notes.get(index):
            senses = " · ".join(sense for sense, _ in decision.senses)
            typer.echo(f"    → {decision.kind} {decision.term}: {senses}")
