"""A shell that has loaded what `parlance` tells it completes commands, options and the values that are known."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bot.typed import parlance

TAB = """
eval "$(_PARLANCE_COMPLETE=source_bash parlance)"
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_parlance_completion parlance
printf '%s\\n' "${COMPREPLY[@]}"
"""


def tab(home: Path, *words: str) -> list[str]:
    """What bash offers when the tab key is pressed after the last of these words."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    known = {**os.environ, "PATH": path, "PARLANCE_HOME": str(home), "DATABASE_URL": ""}
    done = subprocess.run(
        ["bash", "-c", TAB, "bash", *words], capture_output=True, text=True, check=True, timeout=100, env=known
    )
    assert done.stderr == ""
    return done.stdout.split("\n")[:-1]


@pytest.mark.skipif(shutil.which("bash") is None, reason="this system has no bash")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("parlance glossary show churn", "churn\\ rate"),
        ("parlance glossary list --discipline leg", "legal"),
        ("parlance search --kind play", "playbook"),
    ],
)
def test_bash_completes_what_is_known(typed: str, offered: str, tmp_path: Path) -> None:
    assert offered in tab(tmp_path / "home", *typed.split())
    assert not (tmp_path / "home").exists()


@pytest.mark.skipif(shutil.which("bash") is None, reason="this system has no bash")
def test_bash_completes_what_a_workspace_has_of_its_own(home: Path) -> None:
    parlance("glossary", "define", "wugs", "Birds.", PARLANCE_HOME=str(home), DATABASE_URL="")
    told = parlance("change", "announce", "It goes", "--to-nobody", "--json", PARLANCE_HOME=str(home), DATABASE_URL="")

    assert tab(home, "parlance", "glossary", "undo", "wug") == ["wugs"]
    assert tab(home, "parlance", "change", "show", "")[0] in told.stdout
