"""`parlance restore`: asks first, because what is there now will be gone."""

import sqlite3
from pathlib import Path
from typing import Annotated

import typer

from bot import parts
from bot.errors import Refusal

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: parlance restore ~/parlance-monday.db")
def restore(
    source: Annotated[Path, typer.Argument(help="A file that `parlance backup` wrote.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    from store.backup import NotABackup
    from store.backup import restore as put_back

    settings = parts.settings()
    database = parts.database(settings)
    if not yes and not typer.confirm(f"Replace the database in {settings.folder} with {source}?"):
        raise typer.Exit(1)
    try:
        put_back(database, source)
    except (NotABackup, OSError, sqlite3.Error) as error:
        raise Refusal(f"nothing was restored: {error}") from error
    typer.echo("Restored. A running bot sees it at once.")
