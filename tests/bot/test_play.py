"""`parlance play` and `parlance run`: what is wrong is one sentence, and nothing is left running."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bot.commands.play import at_work
from bot.commands.run import Part, mode_of
from bot.errors import Refusal
from bot.settings import Settings


def parlance(home: Path, *arguments: str, **environ: str) -> "subprocess.CompletedProcess[str]":
    clean = {name: value for name, value in os.environ.items() if not name.startswith("SLACK_")}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        env={**clean, "PARLANCE_HOME": str(home), **environ},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )


def test_a_taken_port_is_one_sentence_that_says_what_to_do(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen(1)
        port = other.getsockname()[1]

        done = parlance(tmp_path, "play", "--no-browser", "--port", str(port))

    assert done.returncode == 1
    assert (
        done.stderr.strip() == f"parlance: Port {port} on 127.0.0.1 cannot be used: Address already in use. "
        "Try --port 0. With make: make run ARGS=--port=0"
    )


def test_a_playground_that_tells_much_is_heard_and_never_waits_for_us(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "done")
    lines = ["import sys", 'print(\'ready {"url": "here"}\', flush=True)']
    lines += ["for number in range(9999): print('something went wrong', number, file=sys.stderr)"]
    lines += [f"open({str(tmp_path / 'done')!r}, 'w').write('all told')", "sys.stdin.read()"]

    with at_work([sys.executable, "-c", "\n".join(lines)]) as url:
        done = (tmp_path / "done").read_text()

    assert (url, done) == ("here", "all told")
    assert "something went wrong 9998\n" in capsys.readouterr().err


def test_run_without_a_token_says_where_to_get_one(tmp_path: Path) -> None:
    done = parlance(tmp_path, "run")

    assert done.returncode == 1
    assert "SLACK_BOT_TOKEN" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("given", "part", "mode"),
    [
        ({"bot_token": "t", "app_token": "a"}, Part.ALL, "socket"),
        ({"bot_token": "t", "signing_secret": "s"}, Part.ALL, "http"),
        ({"bot_token": "t", "app_token": "a", "signing_secret": "s"}, Part.WEB, "http"),
        ({"client_id": "c", "client_secret": "d", "signing_secret": "s"}, Part.WEB, "http"),
        ({}, Part.WORKER, "worker"),
    ],
)
def test_the_environment_says_how_it_connects(given: dict[str, str], part: Part, mode: str) -> None:
    assert mode_of(Settings(**given), part) == mode


def test_a_token_alone_is_not_enough_and_it_says_what_is_missing() -> None:
    with pytest.raises(Refusal, match="SLACK_SIGNING_SECRET"):
        mode_of(Settings(bot_token="t"), Part.ALL)


def test_secrets_hide_in_repr() -> None:
    shown = repr(Settings(bot_token="hush", app_token="hush", signing_secret="hush", client_secret="hush"))

    assert "hush" not in shown


@pytest.mark.model
def test_a_play_that_is_ended_while_it_is_built_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    playing = subprocess.Popen(
        [sys.executable, "-m", "bot", "play", "--no-browser", "--port", "0"],
        env={**os.environ, "PARLANCE_HOME": str(tmp_path / "home"), "TMPDIR": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert playing.stdout is not None
    assert "Putting the bot into it" in playing.stdout.readline()  # which takes a while: the model is not built yet

    playing.terminate()
    _, said = playing.communicate(timeout=100)

    assert playing.returncode == 128 + signal.SIGTERM
    assert "Traceback" not in said
    assert list(folder.iterdir()) == []
