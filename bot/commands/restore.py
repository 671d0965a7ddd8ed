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
    from store.database import Database, UnusableDatabase

    settings = parts.settings()
    if not yes and not typer.confirm(f"Replace the database in {settings.folder} with {source}?"):
        raise typer.Exit(1)
    try:
        aside = put_back(Database.at(settings.database), source)  # as it is: it may be damaged, or a newer version's
    except (NotABackup, UnusableDatabase, OSError, sqlite3.Error) as error:
        raise Refusal(f"nothing was restored: {error}") from error
    parts.database(settings).close()  # an older backup gets today's tables
    if aside:
        typer.echo(f"What was there is damaged, and kept as {aside}.")
    typer.echo("Restored. A running bot sees it at once.")
