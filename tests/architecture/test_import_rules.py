"""Each import rule is broken once, in a copy, to see it caught."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("benchmarks", "bot", "changes", "glossary", "index", "playbooks", "playground", "store")
IGNORED = shutil.ignore_patterns("terms", "library", "page", "data", "__pycache__", "*.yaml", "*.npz")
pytestmark = pytest.mark.xdist_group("imports")  # what was found is found once
BROKEN = [
    ("index.broken", "glossary.model", "Arrows point down"),
    ("glossary.broken", "playbooks", "Arrows point down"),
    ("store.broken", "bot.errors", "Arrows point down"),
    ("changes.broken", "slack_sdk", "Domains and ground know nothing"),
    ("glossary.broken", "asyncio", "Domains and ground know nothing"),
    ("playground.broken", "index.words", "The playground imports none of ours"),
    ("playground.broken", "slack_sdk", "The playground imports none of ours"),
    ("bot.broken", "playground", "None of ours imports the playground"),
    ("benchmarks.broken", "playground", "None of ours imports the playground"),
    ("index.broken", "benchmarks.report", "None of ours imports what measures"),
    ("bot.broken", "tests", "None of ours imports what measures"),
    ("bot.views.broken", "time", "Views are pure"),
    ("bot.views.broken", "changes.store", "Views are pure"),
    ("index.broken", "store.database", "Arrows point down"),
    ("bot.features.help", "bot.features.mute", "Features do not know each other"),
]


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What is said of a copy in which all rules are broken, each import a rule forbids on its own line."""
    copy = tmp_path_factory.mktemp("copy")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, copy / package, ignore=IGNORED)
    shutil.copy(ROOT / "pyproject.toml", copy)
    for module, imported, _ in BROKEN:
        with (copy / f"{module.replace('.', '/')}.py").open("a") as file:
            file.write(f"\nimport {imported}\n")
    return _lint(copy)


@pytest.mark.parametrize(("module", "imported", "rule"), BROKEN)
def test_a_broken_rule_is_caught(findings: str, module: str, imported: str, rule: str) -> None:
    assert re.search(rf"-\s+{re.escape(module)} -> {re.escape(imported)} \(l\.", _section(findings, rule))


def test_the_house_as_it_stands_breaks_no_rule() -> None:
    said = _lint(ROOT)

    assert (" 0 broken." in said, "BROKEN" in said) == (True, False)


def _lint(folder: Path) -> str:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    wide = {**os.environ, "COLUMNS": "250"}
    return subprocess.run(
        command, cwd=folder, env=wide, capture_output=True, text=True, check=False, timeout=200
    ).stdout


def _section(said: str, rule: str) -> str:
    """What stands under the rule that begins so, up to the next heading."""
    found = re.search(rf"^{re.escape(rule)}[^\n]*\n-+\n(.*?)(?=^[^\n]+\n---|\Z)", said, re.M | re.S)
    return found[1] if found else ""
