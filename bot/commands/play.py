"""`parlance play`: a small Slack in the browser with the real bot in it; no account, nothing to set up."""

import asyncio
import contextlib
import dataclasses
import json
import signal
import subprocess
import sys
import tempfile
import threading
import urllib.request
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from bot import parts
from bot.commands import building
from bot.errors import Refusal
from bot.settings import MOST, Settings

if TYPE_CHECKING:
    from bot.app import Bot
    from bot.commands.play_lives import Life
    from store.database import Database

app = typer.Typer(add_completion=False)
CHANNELS_FOR_ALL = "public"
NEAR = "127.0.0.1"


@dataclasses.dataclass(frozen=True)
class Place:
    """Where the bot plays: the small Slack at `url`, a folder for what it remembers, and how it is made."""

    settings: Settings
    url: str
    folder: Path
    make: "Callable[[Settings, Database], Bot]"


@app.command(epilog="Example: parlance play --port 8900 --no-browser")
def play(
    port: Annotated[int, typer.Option(min=0, max=MOST, help="Where the page appears; 0 takes a free port.")] = 8800,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page.")] = True,
) -> None:
    """Open a small Slack in your browser with the bot in it. Ctrl-C ends both."""
    chosen = parts.settings()
    signal.signal(signal.SIGTERM, _leave)
    with tempfile.TemporaryDirectory(prefix="parlance-play-") as folder, playground(port) as url:
        typer.echo("A small Slack is open. Putting the bot into it …")
        settings = _settings(chosen, url, install(url))
        words = building.built(settings)
        place = Place(settings, url, Path(folder), lambda here, database: parts.bot(here, database, words))
        asyncio.run(_play(place, lambda: _welcome(url, browser=browser)))
    typer.echo("Good bye.")


def _leave(signum: int, _frame: object) -> NoReturn:
    """Through every block that cleans up, from wherever we are; once the bot listens it has its own way to end."""
    sys.exit(128 + signum)


@contextlib.contextmanager
def playground(port: int) -> Iterator[str]:
    """A process of its own, which ends with us, also when we are killed."""
    with at_work([sys.executable, "-m", "playground", "--port", str(port), "--until-stdin-ends"]) as url:
        yield url


@contextlib.contextmanager
def at_work(command: Sequence[str]) -> Iterator[str]:
    """From when it says `ready`. What it tells later is passed on, for one that nobody hears would stop and wait."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C is for us; we end it
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    listening: list[threading.Thread] = []
    try:
        url = _ready(process.stdout, process.stderr)
        listening += [_passing_on(pipe) for pipe in (process.stdout, process.stderr)]
        yield url
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=5)
        process.kill()
        for thread in listening:
            thread.join()
        for pipe in (process.stdin, process.stdout, process.stderr):
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


async def _play(place: Place, on_ready: Callable[[], None]) -> None:
    from bot import logs
    from bot.running import stop_at_signals

    logs.configure(place.settings.log)
    over = asyncio.Event()
    stop_at_signals(over)
    await play_in(place, on_ready, over)


async def play_in(place: Place, on_ready: Callable[[], None], over: asyncio.Event) -> None:
    """Until `over`. The playground tells us of each reset, and we begin anew as it does."""
    from bot.commands.play_lives import Lives
    from bot.running import bind, listening, port_of

    lives, door = Lives(over), bind(0, NEAR)

    async def one(life: "Life") -> None:
        await _live(place, life, on_ready if life.number == 1 else lambda: None)

    async with listening(lives.door(), door):
        _ask(f"{place.url}/_control/companion", {"url": f"http://{NEAR}:{port_of(door)}/"})
        await lives.live(one)


async def _live(place: Place, life: "Life", on_ready: Callable[[], None]) -> None:
    """With a database of its own, which goes with the play; model and index stay."""
    from bot.commands.play_world import World
    from bot.delivery.office import office
    from bot.running import Running

    def ready() -> None:
        life.at_work.set()
        on_ready()

    settings = dataclasses.replace(place.settings, database_url=f"sqlite:///{place.folder / f'play-{life.number}.db'}")
    database = parts.database(settings)
    World.of(_ask(f"{place.url}/_control/state")).furnish(database)
    bot = place.make(settings, database)
    try:
        async with office(settings, database):
            await Running(settings, bot, database, life.stop, ready).over_socket()
    finally:
        bot.door.close()
        database.close()


def _settings(chosen: Settings, url: str, tokens: dict[str, Any]) -> Settings:
    return dataclasses.replace(
        chosen,
        bot_token=tokens["bot_token"],
        app_token=tokens["app_token"],
        signing_secret=tokens["signing_secret"],
        client_id="",
        client_secret="",
        slack_url=f"{url}/api/",
        style="thread",
        trial_days=0,
    )


def _passing_on(pipe: IO[str]) -> threading.Thread:
    thread = threading.Thread(target=lambda: sys.stderr.writelines(pipe), daemon=True)
    thread.start()
    return thread


def _ready(told: IO[str], wrong: IO[str]) -> str:
    for line in told:
        if line.startswith("ready "):
            return str(json.loads(line.removeprefix("ready "))["url"])
    said = wrong.read().strip().splitlines()
    raise Refusal(f"{said[-1]} With make: make run ARGS=--port=0" if said else "The playground did not start.")


def _ask(url: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as response:
        answer: dict[str, Any] = json.load(response)
        return answer
