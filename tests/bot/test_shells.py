"""People press the tab key in the shell they have: each is run for real, after `parlance --install-completion` in it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.bot.terminal import opened, surroundings
from tests.bot.typed import parlance

COMPLETED = {
    "parlance gloss": "parlance glossary ",
    "parlance glossary show --b": "parlance glossary show --by ",
    "parlance playbook show labeling-a": "parlance playbook show labeling-ambiguity ",
    r"parlance glossary show Cohen\'s\ k": r"parlance glossary show Cohen\'s\ kappa ",
    'parlance glossary show "churn r': 'parlance glossary show "churn rate" ',
}
TOLD_IN_BASH = r"""said() { echo "SAID{$READLINE_LINE}"; READLINE_LINE=; }; bind -x '"\C-x": said'; . ~/.bashrc"""
TOLD_IN_ZSH = (
    'said() { print -r -- "SAID{$BUFFER}"; BUFFER=; }; zle -N said; bindkey "^X" said; '
    "fpath+=~/.zfunc; autoload -Uz compinit; compinit -u"  # -u: not to ask about folders of this system
)


def installed(home: Path, shell: str) -> None:
    """The shell must outlive what it starts, to be recognised by it."""
    subprocess.run(
        [shell, "-c", "parlance --install-completion; true"],
        check=True,
        timeout=100,
        capture_output=True,
        env=surroundings(home),
    )


def offered_by_fish(home: Path, typed: str) -> list[str]:
    asked = ["fish", "-c", "complete -C $argv[1]", typed]
    done = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=100, env=surroundings(home))
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.mark.skipif(shutil.which("bash") is None, reason="this system has no bash")
def test_the_tab_key_completes_in_bash(tmp_path: Path) -> None:
    installed(tmp_path, "bash")

    with opened(tmp_path, "bash", "--norc", "-i", first=TOLD_IN_BASH) as terminal:
        assert {typed: terminal.completed(typed) for typed in COMPLETED} == COMPLETED


@pytest.mark.skipif(shutil.which("zsh") is None, reason="this system has no zsh")
def test_the_tab_key_completes_in_zsh_from_the_first_time_on(tmp_path: Path) -> None:
    installed(tmp_path, "zsh")

    with opened(tmp_path, "zsh", "-f", "-i", first=TOLD_IN_ZSH) as terminal:
        assert {typed: terminal.completed(typed) for typed in COMPLETED} == COMPLETED


@pytest.mark.skipif(shutil.which("fish") is None, reason="this system has no fish")
def test_the_tab_key_completes_in_fish(tmp_path: Path) -> None:
    installed(tmp_path, "fish")

    assert offered_by_fish(tmp_path, "parlance gloss") == ["glossary\tLook up, check, import and export terms."]
    assert offered_by_fish(tmp_path, r"parlance glossary show Cohen\'s\ k") == ["Cohen's kappa"]


def announced(home: Path, migrated_file: Path, title: str) -> str:
    (home / "parlance").mkdir()
    shutil.copy(migrated_file, home / "parlance" / "parlance.db")
    known = {"PARLANCE_HOME": str(home / "parlance"), "DATABASE_URL": ""}
    told = parlance("change", "announce", title, "--to-nobody", **known).stdout
    return told.split()[0]


@pytest.mark.skipif(shutil.which("zsh") is None, reason="this system has no zsh")
def test_zsh_runs_nothing_that_stands_in_the_title_of_a_change(tmp_path: Path, migrated_file: Path) -> None:
    installed(tmp_path, "zsh")
    id_ = announced(tmp_path, migrated_file, r"\$(touch ~/run) \`touch ~/run\` $(touch ~/run) `touch ~/run`")

    with opened(tmp_path, "zsh", "-f", "-i", first=TOLD_IN_ZSH) as terminal:
        line = terminal.completed("parlance change show ")

    assert line == f"parlance change show {id_} "
    assert not (tmp_path / "run").exists()


@pytest.mark.skipif(shutil.which("fish") is None, reason="this system has no fish")
def test_fish_shows_the_title_of_a_change_as_it_was_written(tmp_path: Path, migrated_file: Path) -> None:
    installed(tmp_path, "fish")
    id_ = announced(tmp_path, migrated_file, "[/b] Bob's [bold] table")

    assert offered_by_fish(tmp_path, "parlance change show ") == [f"{id_}\t[/b] Bob's [bold] table"]
