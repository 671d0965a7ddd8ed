"""`parlance glossary check|discover`: is every entry sound, and which acronyms does nobody explain?"""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import jsonlines, parts
from bot.commands.glossary_common import lexicon
from bot.commands.listing import tell
from bot.commands.options import AsJson, InWorkspace
from bot.errors import FAILED
from bot.views.words import counted

if TYPE_CHECKING:
    from glossary.checks import Flaw
    from glossary.model import Term


def check(
    quick: Annotated[bool, typer.Option("--quick", help="Leave out what needs the model.")] = False,
    examples: Annotated[bool, typer.Option("--examples", help="Also list examples read as another meaning.")] = False,
    as_json: AsJson = False,
    workspace: InWorkspace = "",
) -> None:
    """Check every entry: references, aliases, definitions that say the same; on request how its examples are read."""
    from glossary.checks import SHARED, flaws

    terms = lexicon(workspace).terms()
    found = flaws(terms, SHARED) + ([] if quick else _with_model(terms))
    for flaw in [*found, *(_misread(terms) if examples else ())]:
        if as_json:
            jsonlines.emit({"term": flaw.term, "why": flaw.why})
        else:
            typer.echo(f"{flaw.term}: {flaw.why}")
    if not as_json:
        typer.echo(f"{counted(len(terms), 'term')}, {counted(len(found), 'flaw') if found else 'no flaws'}.", err=True)
    if found:
        raise typer.Exit(FAILED)


def discover(
    files: Annotated[list[Path], typer.Argument(help="Texts: JSON lines with a text each, or plain files.")],
    at_least: Annotated[int, typer.Option(min=1, help="In how many texts a word must stand.")] = 3,
    as_json: AsJson = False,
    workspace: InWorkspace = "",
) -> None:
    """Suggest acronyms that are used and nobody has defined. Nothing is added."""
    from glossary.discovery import unknown_acronyms

    texts = [text for path in files for text in _texts(path)]
    found = unknown_acronyms(texts, lexicon(workspace).terms(), at_least)
    nothing = f"No acronym stands in {at_least} or more of {counted(len(texts), 'text')} and lacks an entry."
    tell(found, asdict, lambda one: f"{one.texts:4}  {one.word}", nothing, as_json=as_json)


def _with_model(terms: "tuple[Term, ...]") -> "list[Flaw]":
    from glossary.checks import too_alike

    chosen = parts.settings()
    return too_alike(terms, parts.vectors(chosen, parts.encoder(chosen)).of)


def _misread(terms: "tuple[Term, ...]") -> "list[Flaw]":
    """Worth a look, and no reason to fail: a hard example is a good example."""
    from glossary.checks import read_otherwise
    from glossary.glossary import Glossary

    chosen = parts.settings()
    return read_otherwise(terms, Glossary.open(terms, parts.encoder(chosen), chosen.folder / "senses.db"))


def _texts(path: Path) -> Iterator[str]:
    if path.suffix == ".jsonl":
        yield from (str(one["text"]) for _, one in jsonlines.objects(path, "text"))
    else:
        yield from jsonlines.text_of(path).split("\n\n")
