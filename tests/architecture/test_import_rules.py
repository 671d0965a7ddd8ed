"""Each import rule is broken once, in a copy, to see it caught."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("bot", "changes", "glossary", "index", "playbooks", "playground", "store")
IGNORED = shutil.ignore_patterns("terms", "library", "page", "__pycache__", "*.yaml", "*.npz")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=IGNORED)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("place", "broken_by", "rule"),
    [
        ("index/broken.py", "import glossary.model", "Arrows point down"),
        ("glossary/broken.py", "import playbooks", "Arrows point down"),
        ("store/broken.py", "import bot.errors", "Arrows point down"),
        ("changes/broken.py", "import slack_sdk", "Domains and ground know nothing"),
        ("glossary/broken.py", "import asyncio", "Domains and ground know nothing"),
        ("playground/broken.py", "import index.words", "The playground imports none of ours"),
        ("playground/broken.py", "import slack_sdk", "The playground imports none of ours"),
        ("bot/broken.py", "import playground", "None of ours imports the playground"),
        ("bot/views/broken.py", "import time", "Views are pure"),
        ("bot/features/help.py", "import bot.features.mute", "Features do not know each other"),
    ],
)
def test_a_broken_rule_is_caught(copy: Path, place: str, broken_by: str, rule: str) -> None:
    with (copy / place).open("a") as file:
        file.write(f"\n{broken_by}\n")

    said = _lint(copy)

    assert rule in _broken(said)


def test_the_house_as_it_stands_breaks_no_rule() -> None:
    assert _broken(_lint(ROOT)) == ""


def _lint(folder: Path) -> str:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    wide = {**os.environ, "COLUMNS": "250"}
    return subprocess.run(
        command, cwd=folder, env=wide, capture_output=True, text=True, check=False, timeout=120
    ).stdout


def _broken(said: str) -> str:
    return "\n".join(line for line in said.splitlines() if line.rstrip().endswith("BROKEN"))
