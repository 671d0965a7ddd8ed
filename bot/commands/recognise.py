"""`parlance recognise`: is a message announcing a change, and which one?"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import jsonlines, parts
from bot.errors import Unreadable

if TYPE_CHECKING:
    from changes.recognise import Recognition

app = typer.Typer(add_completion=False)
HARM = {True: "breaking", False: "harmless", None: "cannot be told"}


@app.command(epilog='Example: parlance recognise "from Monday orders.total is net, not gross"')
def recognise(
    message: Annotated[str, typer.Argument(help="A message, or a JSON lines file (- for standard input).")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per message.")] = False,
    zone: Annotated[str, typer.Option(help="The writer's time zone, for the date.")] = "UTC",
) -> None:
    if not message.strip():
        raise typer.BadParameter("give a message, or a file of messages")
    _check_zone(zone)
    messages = list(_messages(message, as_file=jsonlines.meant(message, as_json=as_json)))
    recogniser = parts.recogniser(parts.encoder(parts.settings()))
    for id_, text in messages:
        found = recogniser.recognise(text)
        if as_json:
            jsonlines.emit({"id": id_, **_as_json(found)})
        else:
            _show(text, found, zone)


def _check_zone(zone: str) -> None:
    from changes.wish.request import UnknownZone, checked_zone

    try:
        checked_zone(zone)
    except UnknownZone as error:
        raise typer.BadParameter(str(error)) from error


def _messages(message: str, *, as_file: bool) -> Iterator[tuple[object, str]]:
    if not as_file:
        yield "", message
        return
    path = Path(message)
    for line, one in jsonlines.objects(path, "id", "text"):
        if not isinstance(one["text"], str):
            raise Unreadable(message, line, "text is text in quotes")
        yield one["id"], one["text"]


def _as_json(found: "Recognition") -> dict[str, object]:
    return {
        "announcement": found.announcement,
        "p": found.probability,
        "kind": found.kind,
        "assets": list(found.assets),
        "breaking": found.breaking,
        "effective": found.effective,
    }


def _show(text: str, found: "Recognition", zone: str) -> None:
    from changes.recognise import when_of

    typer.echo(text)
    if not found.announcement:
        typer.echo(f"  announces nothing ({found.probability:.0%})")
        return
    when = when_of(found, datetime.now(UTC), zone)
    dated = f" = {when.start:%A %d %B %Y %H:%M %Z}" if when else ""
    typer.echo(f"  announces a change of {found.kind} ({found.probability:.0%})")
    typer.echo(f"  touches: {', '.join(found.assets) or 'nothing named'}")
    typer.echo(f"  harm: {HARM[found.breaking]}{' (' + ', '.join(found.evidence) + ')' if found.evidence else ''}")
    typer.echo(f"  when: {found.effective or 'not said'}{dated}")
