"""`python -m playground`, as somebody starts it who has nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.playground.client import PATIENCE

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def started(*options: str, stdin: int | None = None) -> Iterator[tuple[str, list[str], subprocess.Popen[str]]]:
    """Where it is, what it said until it was ready, and the process."""
    process = subprocess.Popen(
        [sys.executable, "-m", "playground", "--port", "0", *options],
        cwd=ROOT,
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    said: list[str] = []
    assert process.stdout is not None
    try:
        for line in process.stdout:
            said.append(line)
            if line.startswith("ready "):
                break
        yield json.loads(said[-1].removeprefix("ready "))["url"], said, process
    finally:
        process.terminate()
        process.communicate(timeout=60)


def test_it_ends_with_the_process_that_holds_its_input_even_if_that_is_killed() -> None:
    holder = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdin is not None
    assert holder.stdout is not None
    with started("--until-stdin-ends", stdin=holder.stdout.fileno()) as (_, _, process):
        holder.stdout.close()
        holder.kill()
        holder.wait(60)

        assert process.wait(60) == 0
    holder.stdin.close()


def test_what_it_prints_is_what_an_app_needs() -> None:
    with started("--empty", "--limits", "off") as (url, said, _):
        given = dict(line.strip().split("=", 1) for line in said if line.startswith("SLACK_"))
        headers = {"Authorization": f"Bearer {given['SLACK_BOT_TOKEN']}"}
        answer = httpx.post(f"{given['SLACK_API_URL']}auth.test", headers=headers, timeout=PATIENCE).json()
        page = httpx.get(url, timeout=PATIENCE)

    assert (answer["ok"], answer["team"]) == (True, "Playground")
    assert page.headers["cache-control"] == "no-cache"


def test_the_pages_files_are_kept_for_good_under_an_address_of_their_own() -> None:
    with started() as (url, _, _):
        page = httpx.get(url, timeout=PATIENCE).text
        script = next(part for part in page.split('"') if part.endswith("/app.js"))
        lasting, plain = (
            httpx.get(f"{url}{script}", timeout=PATIENCE),
            httpx.get(f"{url}/page/app.js", timeout=PATIENCE),
        )

    assert lasting.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert plain.headers["cache-control"] == "no-cache"
    assert lasting.headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize(("host", "warned"), [("127.0.0.1", False), ("0.0.0.0", True)])
def test_listening_to_other_machines_is_warned_of(host: str, warned: bool) -> None:
    with started("--host", host) as (_, _, process):
        process.terminate()
        _, errors = process.communicate(timeout=60)

    assert ("can be reached from other machines" in errors) is warned
