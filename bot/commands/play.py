"""`parlance play`: a small Slack in the browser with the real bot in it; no account, nothing to set up."""

import asyncio
import contextlib
import dataclasses
import json
import subprocess
import sys
import tempfile
import urllib.request
import webbrowser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot import parts
from bot.commands import building
from bot.errors import Refusal
from bot.settings import Settings

if TYPE_CHECKING:
    from glossary.glossary import Glossary

app = typer.Typer(add_completion=False)
CHANNELS_FOR_ALL = "public"


@app.command(epilog="Example: parlance play --port 8900 --no-browser")
def play(
    port: Annotated[int, typer.Option(help="Where the page appears; 0 takes a free port.")] = 8800,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page.")] = True,
) -> None:
    """Open a small Slack in your browser with the bot in it. Ctrl-C ends both."""
    chosen = parts.settings()
    with tempfile.TemporaryDirectory(prefix="parlance-play-") as folder, playground(port) as url:
        typer.echo("A small Slack is open. Putting the bot into it …")
        settings = _settings(chosen, url, install(url), Path(folder))
        words = building.built(settings)
        asyncio.run(_run(settings, words, url, lambda: _welcome(url, browser=browser)))
    typer.echo("Good bye.")


@contextlib.contextmanager
def playground(port: int) -> Iterator[str]:
    """A process of its own, which ends with us."""
    process = subprocess.Popen(
        [sys.executable, "-m", "playground", "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C is for us; we end it
    )
    try:
        yield _ready(process)
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=5)
        process.kill()
        for pipe in (process.stdout, process.stderr):
            if pipe is not None:
                pipe.close()


def install(url: str) -> dict[str, Any]:
    """Our own manifest, in every public channel."""
    from bot.commands.manifest import made

    state = _ask(f"{url}/_control/state")
    channels = [one["id"] for one in state["channels"] if one["kind"] == CHANNELS_FOR_ALL and not one["is_archived"]]
    answer = _ask(f"{url}/_control/app", {"manifest": made(), "transport": "socket", "channels": channels})
    credentials: dict[str, Any] = answer["credentials"]
    return credentials


def _welcome(url: str, *, browser: bool) -> None:
    typer.echo(f"Northlight is open at {url} and Parlance is listening. Ctrl-C ends both.")
    if browser:
        webbrowser.open(url)


async def _run(settings: Settings, words: "Glossary", url: str, on_ready: Callable[[], None]) -> None:
    from bot import logs
    from bot.commands.play_world import World
    from bot.delivery.office import office
    from bot.running import Running, stop_at_signals

    logs.configure(settings.log)
    stop = asyncio.Event()
    stop_at_signals(stop)
    database = parts.database(settings)
    World.of(_ask(f"{url}/_control/state")).furnish(database)
    bot = parts.bot(settings, database, words)
    try:
        async with office(settings, database):
            await Running(settings, bot, database, stop, on_ready).over_socket(with_health=False)
    finally:
        bot.door.close()
        database.close()


def _settings(chosen: Settings, url: str, tokens: dict[str, Any], folder: Path) -> Settings:
    """Every play begins afresh: its database goes with it, model and index stay."""
    return dataclasses.replace(
        chosen,
        database_url=f"sqlite:///{folder / 'play.db'}",
        bot_token=tokens["bot_token"],
        app_token=tokens["app_token"],
        signing_secret=tokens["signing_secret"],
        client_id="",
        client_secret="",
        slack_url=f"{url}/api/",
        style="thread",
        trial_days=0,
    )


def _ready(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    assert process.stderr is not None
    for line in process.stdout:
        if line.startswith("ready "):
            return str(json.loads(line.removeprefix("ready "))["url"])
    process.wait(timeout=5)
    said = process.stderr.read().strip().splitlines()
    raise Refusal(said[-1] if said else "The playground did not start.")


def _ask(url: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as response:
        answer: dict[str, Any] = json.load(response)
        return answer
