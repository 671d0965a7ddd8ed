"""What the documentation names is there: every link, every command, every word after a command, every setting."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.app import abouts
from bot.cli import CONTENTS, LazyCommand
from bot.parts import unplugged
from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md"))
)
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")
FENCE = re.compile(r"```(\w*)\n(.*?)```", re.DOTALL)
SHELL_LINE = re.compile(r"(?:^|[|;&]|run:) *(?:\.venv/bin/)?parlance ([a-z][^|#;&]*)")
SAID = re.compile(r"`/(define|playbook|change|parlance)(?: ([a-z]+))?[^`]*`")
VARIABLE = re.compile(r"`(PARLANCE_[A-Z_]+)`")
MAKE = re.compile(r"(?:^|`)make ([a-z-]+)", re.MULTILINE)


def text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


@cache
def command(name: str) -> Any:
    return next(LazyCommand(entry).load() for entry in CONTENTS if entry.name == name)


def options(of: Any) -> set[str]:
    return {option for one in of.params for option in (*one.opts, *one.secondary_opts)} | {"--help"}


def shell(page: str) -> Iterator[str]:
    """Each line that begins with our command, as it would be typed; what follows a pipe is another's."""
    fenced = "\n".join(code for kind, code in FENCE.findall(text(page)) if kind in ("sh", "bash", "shell", "yaml"))
    inline = "\n".join(re.findall(r"`(parlance [^`]+)`", FENCE.sub("", text(page))))
    for line in f"{fenced}\n{inline}".replace("\\\n", " ").splitlines():
        found = SHELL_LINE.search(line)
        if found:
            yield found[1]


@cache
def words(command: str) -> frozenset[str]:
    told = abouts(unplugged())
    kinds = {"change": "changes", "playbook": "playbooks", "parlance": "words"}
    own = (word for about in told for word in getattr(about, kinds[command]))
    return frozenset(part for word in own for part in (word.name.split()[0], *(one.split()[0] for one in word.also)))


def anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.replace("`", "").lower()).strip().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    for target, anchor in LINK.findall(FENCE.sub("", text(page))):
        to = (ROOT / page).parent / target if target else ROOT / page
        assert to.exists(), target
        assert not anchor or to.suffix != ".md" or anchor in anchors(to), f"{target}#{anchor}"


@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_the_shell_is_there_with_its_options(page: str) -> None:
    for line in shell(page):
        name, *rest = line.split()
        assert name in {entry.name for entry in CONTENTS}, line
        found = command(name)
        if rest and hasattr(found, "commands") and not rest[0].startswith("-"):
            assert rest[0] in found.commands, line
            found = found.commands[rest[0]]
        assert {one.partition("=")[0] for one in rest if one.startswith("--")} <= options(found), line


@pytest.mark.parametrize("page", PAGES)
def test_every_word_after_a_command_in_slack_is_understood(page: str) -> None:
    for command, word in SAID.findall(FENCE.sub("", text(page))):
        if command in ("change", "parlance") and word:
            assert word in words(command), f"/{command} {word}"


@pytest.mark.parametrize("page", PAGES)
def test_every_setting_is_one(page: str) -> None:
    known = {one.metadata["env"] for one in Settings.__dataclass_fields__.values()} | {"PARLANCE_ARTIFACTS"}

    assert set(VARIABLE.findall(text(page))) <= known


@pytest.mark.parametrize("page", PAGES)
def test_every_recipe_is_in_the_makefile(page: str) -> None:
    fenced = "\n".join(code for _, code in FENCE.findall(text(page)))
    inline = "\n".join(re.findall(r"`make [^`]+`", text(page)))
    there = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))

    assert set(MAKE.findall(f"{fenced}\n{inline}")) <= there


def test_every_setting_is_in_the_example() -> None:
    named = set(re.findall(r"^([A-Z_]+)=", text(".env.example"), re.MULTILINE))

    assert named == {one.metadata["env"] for one in Settings.__dataclass_fields__.values()}
