"""The whole library to take along: Markdown files, or a site that needs no server."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from playbooks.files import TEMPLATES
from playbooks.model import HORIZONS, SPOKEN, Page, Step
from playbooks.research import POINTS, Research

SOURCES = {
    "icse22": "Collaboration Challenges in Building ML-Enabled Systems (ICSE 2022): 45 participants in 28 organizations",
    "meta-summary": "A Meta-Summary of Challenges in Building Products with ML Components: 50 studies",
}
SHORT = {"icse22": "Interviews, ICSE 2022", "meta-summary": "Meta-summary of 50 studies"}


@dataclass(frozen=True)
class File:
    """Where it goes, relative to the folder one exports to."""

    path: str
    content: str | bytes


def markdown(pages: Sequence[Page], research: Research) -> list[File]:
    titles = {page.id: page.title for page in pages}
    files = [File("README.md", "\n".join(_index(pages)))]
    files += [File(f"pages/{page.id}.md", page_as_markdown(page, research, titles)) for page in pages]
    return files + [File(f"templates/{path.name}", path.read_bytes()) for path in sorted(TEMPLATES.glob("*.md"))]


def by_point(pages: Sequence[Page]) -> dict[str, list[Page]]:
    """In the order in which the work goes; points of one's own come last."""
    order = [*POINTS, *sorted({page.point for page in pages} - set(POINTS))]
    groups = {point: [page for page in pages if page.point == point] for point in order}
    return {point: those for point, those in groups.items() if those}


def page_as_markdown(page: Page, research: Research, titles: dict[str, str] | None = None) -> str:
    """`titles`: of the pages that can be linked to."""
    lines = [f"# {page.title}", "", page.summary, "", "## Why it matters", "", page.why, ""]
    lines += ["## What was counted", "", *_evidence(page), ""] if page.evidence else []
    for horizon in HORIZONS:
        lines += [f"## {SPOKEN[horizon]}", "", *(_step(step, research) for step in page.at(horizon)), ""]
    lines += ["## Ask the other side", "", *(f"- {_plain(one.to)}: {one.question}" for one in page.ask), ""]
    lines += _patterns(page, research)
    lines += ["## You know this page is for you when somebody says", "", *(f"- “{one}”" for one in page.open_when), ""]
    return "\n".join([*lines, *_around(page, titles or {})])


def spoken_pattern(pattern: str, research: Research) -> str:
    known = research.patterns.get(pattern)
    return known.title if known else _plain(pattern)


def _index(pages: Sequence[Page]) -> Iterator[str]:
    yield "# Playbooks"
    yield ""
    yield f"{len(pages)} problems of teams that build a product with a model, and what research and practice recommend."
    for point, those in by_point(pages).items():
        yield f"\n## {POINTS.get(point, _plain(point))}\n"
        yield from (f"- [{page.title}](pages/{page.id}.md)" for page in those)
    yield "\n## Sources\n"
    yield from (f"- {title}" for title in SOURCES.values())
    yield ""


def _evidence(page: Page) -> list[str]:
    return [f"- {one.count} ({SHORT.get(one.source, one.source)}, {one.section})" for one in page.evidence]


def _step(step: Step, research: Research) -> str:
    known = research.recommendations.get(step.recommendation)
    backed = f"{'paper' if step.origin == 'paper' else 'practice'}: {known.title if known else step.recommendation}"
    return f"- [ ] **{step.do}**\n  {_plain(step.role)} · {step.effort} · gives: {step.output} · {backed}"


def _patterns(page: Page, research: Research) -> list[str]:
    if not page.patterns:
        return []
    told = [f"- **{spoken_pattern(one.pattern, research)}**: {one.advice}" for one in page.patterns]
    return ["## It depends on how you are organised", "", *told, ""]


def _around(page: Page, titles: dict[str, str]) -> Iterator[str]:
    if page.artefact:
        yield f"Fill in: [{_plain(page.artefact)}](../templates/{page.artefact}.md)  "
    if page.terms:
        yield f"Words: {', '.join(page.terms)}  "
    if page.related:
        yield "See also: " + ", ".join(f"[{titles[id_]}]({id_}.md)" for id_ in page.related if id_ in titles)
    yield ""


def _plain(id_: str) -> str:
    return id_.replace("-", " ")
