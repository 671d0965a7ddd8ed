"""Keys for programs, made where the database is: what each may do is said, its secret once."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot import jsonlines, parts
from bot.commands.change_common import kindly, names_in_slack, now
from bot.commands.listing import tell
from bot.commands.options import AT_THE_COMMAND_LINE, AsJson, InWorkspace

if TYPE_CHECKING:
    from changes.tokens import Token

EVERYONE = "everyone"


def key(
    name: Annotated[str, typer.Argument(help="What the key is for.")],
    assets: Annotated[str, typer.Argument(help="Whose changes it may announce; `*` is every change.")] = "",
    for_: Annotated[
        list[str] | None,
        typer.Option("--for", help="For whom it may declare what they follow: #channel, @team, channel:ID, everyone."),
    ] = None,
    as_json: AsJson = False,
    workspace: InWorkspace = "",
) -> None:
    """Make a key for a program; it is shown once."""
    from changes.consumption import destination
    from changes.roles import ANYTHING
    from changes.tokens import Rights, Tokens

    if not assets and not for_:
        raise typer.BadParameter("say what it may do: the assets whose changes it announces, or --for whom it declares")
    here, whom = parts.workspace(parts.settings(), workspace, begins=True), for_ or []
    with kindly():
        roster = names_in_slack("\n".join(f"to: {one}" for one in whom))
        declares = tuple(ANYTHING if one == EVERYONE else str(destination(one, "--for", roster)) for one in whom)
        with here.database.begin() as connection:
            rights = Rights(name, assets, declares)
            one, secret = Tokens(here).make(connection, "program", rights, AT_THE_COMMAND_LINE, now())
    if as_json:
        jsonlines.emit({**_as_json(one), "secret": secret})
        return
    typer.echo(_may(one), err=True)
    typer.echo(secret)


def keys(as_json: AsJson = False, workspace: InWorkspace = "") -> None:
    """List the programs that have a key, and what each may do."""
    from changes.tokens import Tokens

    here = parts.workspace(parts.settings(), workspace)
    with here.database.read() as connection:
        found = Tokens(here).standing(connection, "program")
    tell(found, _with_maker, _may, "No program has a key.", as_json=as_json)


def revoke(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The id of a key; parlance change keys shows them.")],
    as_json: AsJson = False,
    workspace: InWorkspace = "",
) -> None:
    """Take a key back."""
    from changes.tokens import Tokens

    here = parts.workspace(parts.settings(), workspace)
    with kindly(), here.database.begin() as connection:
        one = Tokens(here).revoke(connection, id_, now())
    if as_json:
        jsonlines.emit({"id": one.id, "name": one.name, "revoked": True})
    else:
        typer.echo(f"{one.name} opens nothing any more")


def _as_json(one: "Token") -> dict[str, object]:
    return {"id": one.id, "name": one.name, "announces": one.opens, "declares": list(one.declares)}


def _with_maker(one: "Token") -> dict[str, object]:
    return {**_as_json(one), "by": one.by, "made": one.made.isoformat(timespec="seconds")}


def _may(one: "Token") -> str:
    from bot.views.change_keys import rights

    return f"{one.id}  {one.name} may {rights(one, asset=str, place=str)}"
