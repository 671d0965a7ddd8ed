"""The playground as a process of its own, and the control API as a person's hands and eyes."""

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

WORLD = Path(__file__).parent / "world.yaml"
ROOT = Path(__file__).resolve().parents[2]
WITH_US = ("--until-stdin-ends",)  # also when this process is killed


class Refused(AssertionError):
    """The playground would not do it; Slack would not either."""


@dataclass(frozen=True)
class Control:
    """`POST /_control/…` and `GET /_control/…`, nothing else."""

    url: str
    session: aiohttp.ClientSession

    async def do(self, deed: str, **wanted: Any) -> dict[str, Any]:
        given = {name.rstrip("_"): value for name, value in wanted.items() if value is not None}
        async with self.session.post(f"{self.url}/_control/{deed}", json=given) as response:
            return _answer(deed, await response.json())

    async def look(self, what: str, **wanted: Any) -> dict[str, Any]:
        given = {name.rstrip("_"): str(value) for name, value in wanted.items() if value is not None}
        async with self.session.get(f"{self.url}/_control/{what}", params=given) as response:
            return _answer(what, await response.json())


@contextlib.contextmanager
def playground(*more: str) -> Iterator[str]:
    """Yields the URL of a playground on a free port."""
    command = [sys.executable, "-m", "playground", "--port", "0", "--no-page", "--limits", "off", *WITH_US, *more]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield _ready(process.stdout)
    finally:
        process.terminate()
        process.wait(timeout=60)
        process.stdin.close()
        process.stdout.close()


def _ready(lines: Any) -> str:
    said = []
    for line in lines:
        said.append(line)
        if line.startswith("ready "):
            return str(json.loads(line.removeprefix("ready "))["url"])
    raise RuntimeError(f"the playground did not start: {''.join(said)}")


def _answer(wish: str, answer: dict[str, Any]) -> dict[str, Any]:
    if not answer.get("ok"):
        raise Refused(f"{wish}: {answer.get('error')}: {answer.get('detail')}")
    return answer
