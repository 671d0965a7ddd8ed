"""The library as a static site: plain files that open from a memory stick, search, print well and follow the night."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playbooks.export import SHORT, SOURCES, File, by_point, spoken_pattern
from playbooks.files import TEMPLATES
from playbooks.model import HORIZONS, SPOKEN, Page
from playbooks.research import POINTS, Research

if TYPE_CHECKING:
    from jinja2 import Environment

SITE = Path(__file__).parent / "site"
PLAIN_FILES = ("site.css", "site.js", "icon.svg")
KINDS = {"trajectory": "What comes first", "data": "Where the data comes from", "integration": "How the model arrives"}


def site(pages: Sequence[Page], research: Research) -> list[File]:
    around = _Rendering(pages, research)
    files = [File(name, (SITE / name).read_bytes()) for name in PLAIN_FILES]
    files += [File("search-data.js", _search_data(pages, research))]
    files += [around.file("index.html", "index", groups=by_point(pages))]
    files += [around.file(f"page/{page.id}.html", "page", page=page) for page in pages]
    files += [around.file("recommendations.html", "recommendations", reached=_reached(pages))]
    files += [around.file("patterns.html", "patterns", kinds=KINDS)]
    files += [around.file("everything.html", "everything", groups=by_point(pages))]
    templates = {path.stem: path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.glob("*.md"))}
    files += [around.file("templates.html", "templates", templates=templates, used=_used(pages))]
    files += [
        around.file(f"template/{name}.html", "template", name=name, body=_as_html(text))
        for name, text in templates.items()
    ]
    return files + [File(f"template/{name}.md", text) for name, text in templates.items()]


class _Rendering:
    """What every page of the site may refer to."""

    def __init__(self, pages: Sequence[Page], research: Research) -> None:
        self._environment = _environment()
        self._shared = {
            "pages": {page.id: page for page in pages},
            "research": research,
            "points": POINTS,
            "horizons": [(horizon, SPOKEN[horizon]) for horizon in HORIZONS],
            "sources": SOURCES,
            "short": SHORT,
            "pattern_title": lambda pattern: spoken_pattern(pattern, research),
        }

    def file(self, path: str, template: str, **values: Any) -> File:
        root = "../" * path.count("/")
        return File(
            path, self._environment.get_template(f"{template}.html.j2").render(self._shared | values, root=root)
        )


def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(SITE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters["plain"] = lambda text: text.replace("-", " ")
    return made


def _search_data(pages: Sequence[Page], research: Research) -> str:
    """A script rather than JSON: a page opened from a disk may not fetch."""
    rows = [
        {
            "id": page.id,
            "title": page.title,
            "point": POINTS.get(page.point, page.point),
            "shown": len(page.open_when),
            "told": [*page.open_when, *page.sayings],
            "text": f"{page.summary} {research.challenges[page.id].summary if page.id in research.challenges else ''}",
        }
        for page in pages
    ]
    return f"window.PLAYBOOKS = {json.dumps(rows, ensure_ascii=False, separators=(',', ':'))};\n".replace("</", "<\\/")


def _reached(pages: Sequence[Page]) -> dict[str, list[Page]]:
    reached: dict[str, list[Page]] = {}
    for page in pages:
        for recommendation in page.recommendations:
            reached.setdefault(recommendation, []).append(page)
    return reached


def _used(pages: Sequence[Page]) -> dict[str, list[Page]]:
    used: dict[str, list[Page]] = {}
    for page in pages:
        used.setdefault(page.artefact, []).append(page)
    return used


def _as_html(text: str) -> str:
    from markdown_it import MarkdownIt

    blank = text.replace("{{team}}", "______").replace("{{owner}}", "______").replace("{{date}}", "______")
    rendered: str = (
        MarkdownIt("commonmark", {"html": False}).enable("table").render(blank.replace("{{page}}", "______"))
    )
    return rendered.replace("<li>[ ] ", '<li class="tick">')
