"""`parlance backup`: a whole copy, or none."""

from pathlib import Path
from typing import Annotated

import typer

from bot import jsonlines, parts
from bot.errors import Refusal

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: parlance backup ~/parlance-monday.db")
def backup(
    target: Annotated[Path, typer.Argument(help="The file to write.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    from store.backup import NotABackup
    from store.backup import backup as copy

    database = parts.database_to_copy(parts.settings())
    try:
        copy(database, target)
    except (NotABackup, OSError) as error:
        raise Refusal(f"no backup was made: {error}") from error
    size = target.stat().st_size
    if as_json:
        jsonlines.emit({"file": str(target), "bytes": size})
    else:
        typer.echo(f"Copied to {target} ({size / 1e6:.1f} MB).")
