"""`parlance restore`: asks first, because what is there now will be gone; what is no backup is not asked about."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from bot import jsonlines, parts
from bot.commands.agreeing import agreed
from bot.errors import FAILED, UNREADABLE, Refusal

app = typer.Typer(add_completion=False)


class NotRestored(Refusal):
    """The database is as it was."""

    def __init__(self, why: Exception, exit_code: int = FAILED) -> None:
        super().__init__(f"nothing was restored: {why}")
        self.exit_code = exit_code


@app.command(epilog="Example: parlance restore ~/parlance-monday.db")
def restore(
    source: Annotated[Path, typer.Argument(help="A file that `parlance backup` wrote.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    from bot.delivery.put_back import doubt_what_waits
    from store.backup import check
    from store.backup import restore as put_back
    from store.database import Database

    settings = parts.settings()
    with _kindly(UNREADABLE):
        check(source)
    if not yes and not agreed(f"Replace the database in {settings.folder} with {source}?"):
        raise typer.Exit(FAILED)
    with _kindly(FAILED), contextlib.closing(Database.at(settings.database)) as current:
        aside = put_back(current, source)  # as it is: it may be damaged, or a newer version's
    restored = parts.database(settings)  # an older backup gets today's tables
    doubt_what_waits(restored)
    restored.close()
    if as_json:
        jsonlines.emit({"restored": str(source), "aside": str(aside) if aside else None})
        return
    if aside:
        typer.echo(f"What was there is damaged, and kept as {aside}.")
    typer.echo("Restored. A running bot sees it at once.")


@contextlib.contextmanager
def _kindly(exit_code: int) -> Iterator[None]:
    from store.backup import NotABackup
    from store.database import UnusableDatabase

    try:
        yield
    except (NotABackup, UnusableDatabase, OSError, sqlite3.Error) as error:
        raise NotRestored(error, exit_code) from error
