"""The code in the playground's README runs as it is printed there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from playground.__main__ import parser
from playground.control.endpoint import DEEDS, LOOKS
from tests.playground.bolt import socket_app
from tests.playground.client import Control

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs" / "playground"
README = (DOCS / "README.md").read_text(encoding="utf-8")
APP, SUITE = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


def test_the_app_of_the_readme_answers(control: Control) -> None:
    credentials = socket_app(control, "Readme")
    told = {
        "SLACK_API_URL": control.base_url,
        "SLACK_BOT_TOKEN": credentials["bot_token"],
        "SLACK_APP_TOKEN": credentials["app_token"],
        "SLACK_SIGNING_SECRET": credentials["signing_secret"],
    }
    process = subprocess.Popen([sys.executable, "-c", APP], env={**os.environ, **told}, cwd=ROOT)
    try:
        control.do("wait", after=control.start, match={"app": {"name": "Readme", "connected": True}}, timeout=60)
        ts = control.say("maya", "#churn-model", "hello")["ts"]
        answer = control.do(
            "wait",
            after=control.start,
            match={"message": {"thread_ts": ts, "bot_id": credentials["bot_id"]}},
            timeout=60,
        )
    finally:
        process.terminate()
        process.wait(60)

    assert answer["events"][0]["message"]["text"].startswith("Hello <@U")


def test_the_test_of_the_readme_passes(tmp_path: Path) -> None:
    (tmp_path / "test_readme.py").write_text(SUITE, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTEST_ADDOPTS": ""}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)]

    run = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert "1 passed" in run.stdout, run.stdout + run.stderr


def test_every_option_is_described() -> None:
    names = [name for action in parser()._actions for name in action.option_strings if name.startswith("--")]

    assert [name for name in names if name != "--help" and f"`{name}" not in README] == []


def test_every_request_of_the_control_api_is_described() -> None:
    contract = (DOCS / "control-api.md").read_text(encoding="utf-8")

    assert [
        name for name in {*DEEDS, *LOOKS} if f"/_control/{name}" not in contract and f"`{name}`" not in contract
    ] == []
