"""`parlance doctor`: green, or what to do about it."""

import asyncio
import dataclasses
from collections.abc import Iterable
from typing import Annotated

import typer

from bot import jsonlines, parts
from bot.doctor import Check, Slack
from bot.errors import FAILED
from bot.groundwork import Ground
from bot.settings import Settings

app = typer.Typer(add_completion=False)
MARKS = {True: "✓", False: "✗", None: "–"}


@app.command(epilog="Example: parlance doctor --json")
def doctor(as_json: Annotated[bool, typer.Option("--json", help="One JSON object per check.")] = False) -> None:
    """Check everything the bot needs, and say how to mend what is wrong."""
    chosen = parts.settings()
    checks = [*Ground(chosen).checks(), *asyncio.run(_slack(chosen))]
    for check in checks:
        if as_json:
            jsonlines.emit(dataclasses.asdict(check))
        else:
            _say(check)
    if any(check.ok is False for check in checks):
        raise typer.Exit(FAILED)


async def _slack(chosen: Settings) -> Iterable[Check]:
    import aiohttp

    from bot.app import abouts
    from bot.manifest import scopes
    from bot.slack import TIMEOUT, client

    wanted = frozenset(scopes(abouts(parts.unplugged())))
    async with aiohttp.ClientSession(timeout=TIMEOUT) as session:
        return await Slack(chosen, client(chosen, session), wanted).checks()


def _say(check: Check) -> None:
    typer.echo(f"{MARKS[check.ok]} {check.name}: {check.says}")
    if check.ok is False:
        typer.echo(f"    {check.mend}")
