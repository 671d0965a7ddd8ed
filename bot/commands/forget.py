"""`parlance forget`: remove what is kept about a person, from the machine the database is on."""

from typing import Annotated

import typer

from bot import jsonlines, parts
from bot.commands.agreeing import agreed
from bot.errors import FAILED
from bot.ids import is_person
from bot.views.words import counted

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: parlance forget U024BE7LH --yes")
def forget(
    person: Annotated[str, typer.Argument(help="The member id, from the person's Slack profile: ⋮, Copy member ID.")],
    workspace: Annotated[str, typer.Option(help="Only in this workspace (T…).")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask again.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per workspace.")] = False,
) -> None:
    """What is about the person alone goes; from what others need, the name goes."""
    from bot.forgetting import forget as remove
    from bot.workspaces import the_workspace, workspaces
    from store.workspace import Workspace

    if not is_person(person):
        raise typer.BadParameter("A member id begins with U or W, for example U024BE7LH.")
    database = parts.database(parts.settings())
    known = [the_workspace(database, workspace).id] if workspace else workspaces(database)
    if known and not yes and not agreed(f"Remove what is kept about {person}? This cannot be undone."):
        raise typer.Exit(FAILED)
    for id_ in known:
        gone = remove(Workspace(database, id_), person)
        if as_json:
            jsonlines.emit({"workspace": id_, "removed": gone.removed, "unnamed": gone.unnamed})
        else:
            removed = counted(gone.removed, "entry", "entries")
            typer.echo(f"{id_}: {removed} removed, the name taken from {counted(gone.unnamed, 'other')}")
    if not known and not as_json:
        typer.echo("Nothing is kept about anybody yet.")
    database.close()
