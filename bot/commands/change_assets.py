"""Whose an asset is, and whom a change of it would reach."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot import jsonlines, parts
from bot.commands.change_common import destination, kindly, now
from bot.commands.options import AsJson, InWorkspace

if TYPE_CHECKING:
    from changes.model import Owner

Asset = Annotated[str, typer.Argument(help="Its name, such as warehouse.orders.")]


def owns(
    team: Annotated[str, typer.Argument(help="group:ID, channel:ID or person:ID.")],
    pattern: Annotated[str, typer.Argument(help="An asset, or a pattern such as warehouse.orders.*")],
    contact: Annotated[str, typer.Option(help="Whom to ask.")] = "",
    contract: Annotated[str, typer.Option(help="Link to the data contract.")] = "",
    consumer: Annotated[list[str] | None, typer.Option(help="Who builds on it; may be repeated.")] = None,
    as_json: AsJson = False,
    workspace: InWorkspace = "",
) -> None:
    """Record whose an asset is."""
    from changes.model import Owner
    from changes.owners import Owners

    here = parts.workspace(parts.settings(), workspace, begins=True)
    with kindly():
        consumers = tuple(destination(one, "--consumer") for one in consumer or ())
        owner = Owner(pattern, destination(team, "TEAM"), contact, contract, consumers, now())
        with here.database.begin() as connection:
            kept = Owners(here).put(connection, owner)
    if as_json:
        jsonlines.emit({"pattern": kept.pattern, **_owner(kept)})
    else:
        typer.echo(f"{kept.team} owns {kept.pattern}")


def who(asset: Asset, as_json: AsJson = False, workspace: InWorkspace = "") -> None:
    """Show whose an asset is, and who consumes it."""
    from changes.owners import Owners, owner_of_asset

    here = parts.workspace(parts.settings(), workspace)
    with kindly(), here.database.read() as connection:
        known = Owners(here).all(connection)
        owner = owner_of_asset(asset, known)
    if as_json:
        jsonlines.emit({"asset": asset, **_owner(owner)})
        return
    if owner is None:
        typer.echo(f"Nobody has said that {asset} is theirs. `parlance change owns TEAM {asset}` says so.")
        return
    typer.echo(f"{owner.team} owns {owner.pattern}")
    for name, value in (("contact", owner.contact), ("contract", owner.contract)):
        if value:
            typer.echo(f"  {name}: {value}")
    for one in owner.consumers:
        typer.echo(f"  consumed by {one}")


def _owner(of: "Owner | None") -> dict[str, object]:
    if of is None:
        return {"owner": None, "contact": "", "contract": "", "consumers": []}
    consumers = [str(one) for one in of.consumers]
    return {"owner": str(of.team), "contact": of.contact, "contract": of.contract, "consumers": consumers}


def impact(asset: Asset, as_json: AsJson = False, workspace: InWorkspace = "") -> None:
    """Show who would be told if an asset changed."""
    from changes.audience import Interests
    from changes.audience import impact as reached
    from changes.owners import Owners
    from changes.subscriptions import Subscriptions

    here = parts.workspace(parts.settings(), workspace)
    with kindly(), here.database.read() as connection:
        interests = Interests(tuple(Subscriptions(here).all(connection)), tuple(Owners(here).all(connection)))
        found = reached(asset, interests, now())
    if as_json:
        jsonlines.emit({"asset": asset, "told": [str(one) for one in found]})
        return
    for one in found:
        typer.echo(str(one))
    if not found:
        typer.echo(f"A change of {asset} would reach nobody.")
