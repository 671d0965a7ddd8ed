"""`parlance manifest`: the app manifest to paste at api.slack.com/apps, made from the features."""

import json
from typing import Annotated

import typer

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: parlance manifest --url https://parlance.example.com > manifest.json")
def manifest(
    url: Annotated[str, typer.Option(help="Where Slack reaches the HTTP side. Without: Socket Mode.")] = "",
) -> None:
    """Print the Slack app manifest."""
    if url and not url.startswith(("https://", "http://")):
        raise typer.BadParameter("give the whole address; Slack reaches those that begin with https://")
    typer.echo(json.dumps(made(url.rstrip("/")), indent=2))


def made(url: str = "") -> dict[str, object]:
    from bot.app import abouts
    from bot.manifest import manifest as manifest_of
    from bot.parts import unplugged

    return manifest_of(abouts(unplugged()), url)
