"""`parlance playbook`: read, check, write, try and take along the pages."""

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from bot import files as on_disk
from bot import jsonlines, parts
from bot.commands.completing import pages as beginnings
from bot.commands.options import AsJson
from bot.errors import FAILED, Refusal
from bot.playbook_demo import demonstrate
from bot.views.words import counted

if TYPE_CHECKING:
    from playbooks.model import Page

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog="Example: parlance playbook show labeling-ambiguity",
)

Folder = Annotated[
    Path | None, typer.Option("--pages", help="A folder with pages of your own instead of the shipped ones.")
]


@app.command(epilog="Example: parlance playbook show labeling-ambiguity")
def show(
    page: Annotated[str, typer.Argument(help="The page's id, or its beginning.", autocompletion=beginnings)],
    as_json: AsJson = False,
    pages: Folder = None,
) -> None:
    """Show one page."""
    from rich.console import Console
    from rich.markdown import Markdown

    from playbooks.export import page_as_markdown
    from playbooks.research import Research

    wanted = _one(parts.pages(pages), page)
    if as_json:
        jsonlines.emit(dataclasses.asdict(wanted))
        return
    text = page_as_markdown(wanted, Research.load())
    console = Console()
    console.print(Markdown(text) if console.is_terminal else text, markup=False, highlight=False, soft_wrap=True)


@app.command("list", epilog="Example: parlance playbook list")
def list_(as_json: AsJson = False, pages: Folder = None) -> None:
    """List the pages by the point of the work at which their problems show up."""
    from playbooks.export import by_point
    from playbooks.research import POINTS

    for point, those in by_point(parts.pages(pages)).items():
        if not as_json:
            typer.echo(f"\n{POINTS.get(point, point)}")
        for page in those:
            if as_json:
                jsonlines.emit({"id": page.id, "title": page.title, "point": point})
            else:
                typer.echo(f"  {page.id:<36}{page.title}")


@app.command(epilog="Example: parlance playbook check --pages our-pages")
def check(as_json: AsJson = False, pages: Folder = None) -> None:
    """Check every page; say what is wrong, if anything, and how to mend it."""
    from playbooks.check import findings
    from playbooks.research import Research

    known = parts.pages(pages)
    terms = {name for term in parts.shipped_terms() for name in term.names}
    found = findings(known, Research.load(), terms)
    for one in found:
        if as_json:
            jsonlines.emit(dataclasses.asdict(one))
        else:
            typer.echo(str(one))
    if not as_json:
        typer.echo(f"{counted(len(known), 'page')}, {counted(len(found), 'finding')}.")
    if found:
        raise typer.Exit(FAILED)


@app.command(epilog='Example: parlance playbook new "Nobody reads the dashboards" --pages our-pages')
def new(
    title: Annotated[str, typer.Argument(help="The problem, in four to nine words.")],
    pages: Annotated[Path, typer.Option("--pages", help="The folder to write into.")] = Path(),
    as_json: AsJson = False,
) -> None:
    """Write a page to fill in, with every part explained."""
    from playbooks.blank import blank, id_of

    target = pages / f"{id_of(title)}.yaml"
    if target.exists():
        raise Refusal(f"{target} is there already; give the page another title")
    pages.mkdir(parents=True, exist_ok=True)
    on_disk.write(target, blank(title))
    if as_json:
        jsonlines.emit({"file": str(target)})
    else:
        typer.echo(f"{target} is yours to fill in. Then: parlance playbook check --pages {pages}")


@app.command(epilog="Example: parlance playbook run labeling-ambiguity --demo")
def run(
    page: Annotated[
        str, typer.Argument(help="The page's id, or its beginning.", autocompletion=beginnings)
    ] = "labeling-ambiguity",
    demo: Annotated[bool, typer.Option("--demo", help="Play a run through here, with three invented people.")] = False,
    out: Annotated[Path | None, typer.Option(help="Where to put the filled artefact and the picture.")] = None,
) -> None:
    """Try a run without Slack. Real runs live in a channel: /playbook start."""
    if not demo:
        raise Refusal("a real run lives in a channel or thread: write /playbook there; to try one here add --demo")
    demonstrate(_one(parts.pages(), page), out)


@app.command(epilog="Example: parlance playbook export --format html --out site")
def export(
    format_: Annotated[
        Literal["md", "html"], typer.Option("--format", help="md, or html: a site that needs no server.")
    ] = "html",
    out: Annotated[Path, typer.Option(help="The folder to write into.")] = Path("playbooks-export"),
    pages: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Export the whole library with its evidence, to read, print or publish."""
    from playbooks.export import markdown
    from playbooks.research import Research
    from playbooks.website import site

    known, research = parts.pages(pages), Research.load()
    files = markdown(known, research) if format_ == "md" else site(known, research)
    on_disk.write_folder(out, {file.path: file.content for file in files})
    first = out / ("README.md" if format_ == "md" else "index.html")
    if as_json:
        jsonlines.emit({"pages": len(known), "files": len(files), "open": str(first)})
    else:
        typer.echo(f"{counted(len(known), 'page')} {'is' if len(known) == 1 else 'are'} in {out}. Open {first}")


def _one(pages: "list[Page]", wanted: str) -> "Page":
    found = [page for page in pages if page.id == wanted] or [page for page in pages if page.id.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    from rapidfuzz import process

    near = [page.id for page in found[:3]] or [
        id_ for id_, _, _ in process.extract(wanted, [p.id for p in pages], limit=3)
    ]
    raise Refusal(f"there is no page {wanted!r}; did you mean {', '.join(near)}? All: parlance playbook list")
