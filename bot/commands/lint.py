"""`parlance lint`: words in documents that their readers will take differently."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from bot import files, jsonlines, parts
from bot.commands.glossary_common import known_discipline
from bot.commands.options import InWorkspace
from bot.errors import FAILED, Unreadable

if TYPE_CHECKING:
    from glossary.lint.rules import Finding, Linter, Readers

app = typer.Typer(add_completion=False)
Level = Literal["note", "warning", "error", "never"]
LEVELS = ("note", "warning", "error", "never")


@dataclass(frozen=True)
class Wish:
    """What the command line leaves out comes from `[tool.parlance.lint]` in pyproject.toml or `[lint]` in parlance.toml."""

    audience: tuple[str, ...] = ()
    writer: str = ""
    ignore: tuple[str, ...] = ()
    fail_on: str = "warning"
    off: tuple[str, ...] = ()


@app.command(epilog="Example: parlance lint docs README.md --audience legal,product --format github")
def lint(
    files: Annotated[list[Path], typer.Argument(help="Markdown, text or Python files, or folders of them.")],
    audience: Annotated[str, typer.Option(help="For whom it is: disciplines or titles, with commas between.")] = "",
    writer: Annotated[str, typer.Option(help="Whose words they are: a discipline or title.")] = "",
    as_: Annotated[Literal["text", "json", "sarif", "github"], typer.Option("--format", help="How to tell.")] = "text",
    fail_on: Annotated[Level | None, typer.Option(help="Exit with 1 from this level on.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    workspace: InWorkspace = "",
) -> None:
    from glossary.lint.rules import Readers

    wish = _wish(Path.cwd())
    if audience:
        wish = replace(wish, audience=tuple(one.strip() for one in audience.split(",") if one.strip()))
    wish = replace(wish, writer=writer or wish.writer, fail_on=fail_on or wish.fail_on)
    if wish.fail_on not in LEVELS:
        raise typer.BadParameter(f"fail-on is one of {', '.join(LEVELS)}, not {wish.fail_on}")
    audience_of = frozenset(known_discipline(one) for one in wish.audience)
    readers = Readers(audience_of, known_discipline(wish.writer) if wish.writer else None)
    sources = [(path, jsonlines.text_of(path)) for path in _every(files)]
    findings = _findings(_linter(wish, readers, workspace), sources)
    _tell(findings, "json" if as_json else as_, len(sources))
    if any(LEVELS.index(one.level) >= LEVELS.index(wish.fail_on) for one in findings):
        raise typer.Exit(FAILED)


def _every(paths: list[Path]) -> Iterator[Path]:
    from glossary.lint.documents import ENDINGS

    for path in paths:
        if not path.exists() and str(path) != "-":
            raise Unreadable(str(path), None, "there is no such file")
        if not path.is_dir():
            yield path
            continue
        inside = (one for one in sorted(path.rglob("*")) if one.suffix in ENDINGS and one.is_file())
        yield from (one for one in inside if not any(part.startswith(".") for part in one.relative_to(path).parts))


def _findings(linter: "Linter", sources: list[tuple[Path, str]]) -> "list[Finding]":
    from glossary.lint.documents import Document

    return [found for path, text in sources for found in linter.lint(Document.of(str(path), text))]


def _linter(wish: Wish, readers: "Readers", workspace: str) -> "Linter":
    from glossary.glossary import Glossary
    from glossary.lint.rules import MEANING, Linter

    chosen = parts.settings()
    terms = parts.lexicon(parts.workspace(chosen, workspace)).terms()
    glossary = Glossary.open(terms, parts.encoder(chosen), chosen.folder / "senses.db")
    known = {name.casefold(): term.name for term in terms for name in term.names}
    ignored = frozenset(known.get(word.casefold(), word) for word in wish.ignore)
    rules = frozenset(rule for rule in MEANING if rule not in wish.off)
    return Linter(glossary, readers, ignored, rules)


def _wish(folder: Path) -> Wish:
    own, project = folder / "parlance.toml", folder / "pyproject.toml"
    content = _toml(own).get("lint", {}) if own.is_file() else {}
    if not content and project.is_file():
        content = _toml(project).get("tool", {}).get("parlance", {}).get("lint", {})
    return Wish(
        audience=_texts(content, "audience"),
        writer=str(content.get("writer", "")),
        ignore=_texts(content, "ignore"),
        fail_on=str(content.get("fail-on", "warning")),
        off=_texts(content, "off"),
    )


def _texts(content: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(str(one) for one in content.get(name, ()))


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(jsonlines.text_of(path))
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(str(path), None, str(error)) from error


def _tell(findings: "list[Finding]", as_: str, looked_at: int) -> None:
    from glossary.lint.reports import REPORTS

    told = REPORTS[as_](findings)
    if as_ != "text":
        files.to_output(f"{told}\n" if told else "")
    else:
        if told:
            typer.echo(told)
        count = len(findings)
        typer.echo(
            f"{count or 'No'} finding{'' if count == 1 else 's'} in {looked_at} file{'' if looked_at == 1 else 's'}.",
            err=True,
        )
