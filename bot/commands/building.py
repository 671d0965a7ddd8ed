"""What has to be computed before the first message is computed before anybody is told that we listen."""

import sys
from typing import TYPE_CHECKING

import typer

from bot import parts
from bot.settings import Settings

if TYPE_CHECKING:
    from glossary.glossary import Glossary


def built(chosen: Settings) -> "Glossary":
    """With a bar on standard error; nothing is shown when there is nothing to compute."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(file=sys.stderr)
    with Progress(*columns, console=console, transient=True, disable=not console.is_interactive) as bars:
        bar = bars.add_task("Reading the dictionary (only at the first start)", visible=False)
        return parts.ready(
            chosen,
            lambda step: typer.echo(f"Preparing the language model, once: {step} …", err=True),
            lambda done, of: bars.update(bar, completed=done, total=of, visible=of > 0),
        )
