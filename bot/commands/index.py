"""`parlance index`: build what can be built beforehand, so that the first message is read as fast as the hundredth."""

import sys
from typing import Annotated

import typer

from bot import jsonlines, parts

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: parlance index")
def index(as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False) -> None:
    from rich.console import Console
    from rich.progress import Progress

    chosen = parts.settings()
    console = Console(file=sys.stderr)
    with Progress(console=console, transient=True, disable=not console.is_interactive) as progress:
        building = progress.add_task("Encoder", total=None)
        encoder = parts.encoder(chosen, lambda step: progress.update(building, description=f"Encoder: {step}"))
        progress.update(building, total=1, completed=1)
        reading = progress.add_task("Meanings", total=None)
        glossary = parts.glossary(chosen, encoder)
        built = glossary.build(lambda done, of: progress.update(reading, completed=done, total=of))
        looking = progress.add_task("Words", total=None)
        parts.lookup(
            chosen, glossary.terms.values(), lambda step: progress.update(looking, description=f"Words: {step}")
        )
        finding = progress.add_task("Playbooks", total=None)
        parts.finder(chosen, encoder, lambda step: progress.update(finding, description=f"Playbooks: {step}"))
    if as_json:
        jsonlines.emit({"terms": len(glossary.terms), "computed": built})
    else:
        typer.echo(f"{len(glossary.terms)} terms are ready, {built} of them newly computed.")
