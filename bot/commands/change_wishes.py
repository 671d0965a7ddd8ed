"""Following changes: subscribe, unsubscribe, and files that declare what is followed."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import files, jsonlines, parts
from bot.commands.change_common import destination, kindly, names_in_slack, now
from bot.commands.listing import tell
from bot.commands.options import AT_THE_COMMAND_LINE, AsJson, InWorkspace
from bot.errors import Unreadable
from bot.jsonlines import text_of

if TYPE_CHECKING:
    from changes.model import Subscription

To = Annotated[str, typer.Argument(help="channel:ID, group:ID or person:ID.")]


def subscribe(
    to: To,
    wish: Annotated[list[str], typer.Argument(help="What to hear of, and how often.")],
    zone: Annotated[str, typer.Option(help="Time zone of a digest's hour.")] = "UTC",
    as_json: AsJson = False,
    workspace: InWorkspace = "",
) -> None:
    """Follow changes."""
    from changes.model import Subscription
    from changes.subscriptions import Subscriptions
    from changes.wish.printer import written
    from changes.wish.request import spoken, understand_request

    here = parts.workspace(parts.settings(), workspace, begins=True)
    with kindly():
        request = understand_request(" ".join(wish), zone)
        one = Subscription("", destination(to, "TO"), written(request.wish), request.rhythm, AT_THE_COMMAND_LINE, now())
        with here.database.begin() as connection:
            kept = Subscriptions(here).add(connection, one)
    if as_json:
        jsonlines.emit(_as_json(kept))
    else:
        typer.echo(f"{kept.id}  {kept.destination} hears of {kept.wish} ({spoken(kept.rhythm)})")


def unsubscribe(
    id_: Annotated[
        str, typer.Argument(metavar="ID", help="The id of a subscription; parlance change subscriptions shows them.")
    ],
    but: Annotated[str, typer.Option("--from", help="Only from this asset; the rest stays.")] = "",
    as_json: AsJson = False,
    workspace: InWorkspace = "",
) -> None:
    """Stop following."""
    from changes.subscriptions import Subscriptions

    here = parts.workspace(parts.settings(), workspace)
    held = Subscriptions(here)
    with kindly(), here.database.begin() as connection:
        left = held.without(connection, id_, but) if but else None
        if not but:
            held.end(connection, id_)
    if as_json:
        jsonlines.emit(_as_json(left) if left else {"id": id_, "ended": True})
    else:
        typer.echo(f"{left.id}  now hears of {left.wish}" if left else f"{id_} ended")


def subscriptions(
    to: Annotated[str, typer.Argument(help="Only of this destination.")] = "",
    as_json: AsJson = False,
    workspace: InWorkspace = "",
) -> None:
    """List who follows what."""
    from changes.subscriptions import Subscriptions

    here = parts.workspace(parts.settings(), workspace)
    held = Subscriptions(here)
    with kindly(), here.database.read() as connection:
        found = held.of(connection, destination(to, "TO")) if to else held.all(connection)
    tell(found, _as_json, _line, "Nobody follows anything yet.", as_json=as_json)


def _as_json(one: "Subscription") -> dict[str, object]:
    return {**_fields(one), "zone": one.rhythm.zone, "paused": one.paused, "source": one.source}


def _line(one: "Subscription") -> str:
    return "  ".join(_fields(one).values()) + ("  (paused)" if one.paused else "")


def _fields(one: "Subscription") -> dict[str, str]:
    from changes.wish.request import spoken

    return {"id": one.id, "to": str(one.destination), "wish": one.wish, "rhythm": spoken(one.rhythm)}


def import_(
    file: Annotated[Path, typer.Argument(help="Our own YAML; with --to also a data contract or dbt exposures.")],
    to: Annotated[str, typer.Option(help="Who consumes what the contract or exposures name: #orders, @team.")] = "",
    as_json: AsJson = False,
    workspace: InWorkspace = "",
) -> None:
    """Follow what a file declares; what it no longer declares ends."""
    from changes.consumption import as_subscriptions, read_consumed, read_subscriptions
    from changes.consumption import destination as named
    from changes.subscriptions import Subscriptions

    text, name = text_of(file), file.name
    here = parts.workspace(parts.settings(), workspace, begins=True)
    with kindly(), _named_in_full(file):
        known = names_in_slack(f"to: {to}\n{text}")
        declared = (
            as_subscriptions(read_consumed(text, name), named(to, "--to", known), name)
            if to
            else read_subscriptions(text, name, known)
        )
        with here.database.begin() as connection:
            came, went = Subscriptions(here).replace_source(connection, name, declared)
    if as_json:
        jsonlines.emit({"source": name, "declared": len(declared), "new": came, "ended": went})
    else:
        typer.echo(f"{len(declared)} declared by {name}: {came} new, {went} ended")


@contextlib.contextmanager
def _named_in_full(file: Path) -> Iterator[None]:
    from changes.consumption import BadDeclaration

    try:
        yield
    except BadDeclaration as error:
        if error.path != file.name:
            raise
        raise Unreadable(str(file), error.line, error.why) from error


def export(workspace: InWorkspace = "") -> None:
    """Print every subscription as YAML that can be imported."""
    from changes.consumption import write_subscriptions
    from changes.subscriptions import Subscriptions

    here = parts.workspace(parts.settings(), workspace)
    with here.database.read() as connection:
        files.to_output(write_subscriptions(Subscriptions(here).all(connection)))
