"""Is a page sound? Everything that is wrong with it, in words that say what to do; pure."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from playbooks.files import TEMPLATES
from playbooks.model import HORIZONS, Page
from playbooks.research import Research

FEWEST_TELLINGS, FEWEST_QUESTIONS = 12, 3


@dataclass(frozen=True)
class Finding:
    page: str
    why: str

    def __str__(self) -> str:
        return f"{self.page}: {self.why}"


def findings(pages: Collection[Page], research: Research, terms: Collection[str] | None = None) -> list[Finding]:
    """`terms`: the names the glossary knows, when it is at hand."""
    known = {page.id for page in pages} | set(research.challenges)
    found = [Finding(page.id, why) for page in pages for why in _of_page(page, research, known)]
    found += [Finding(page.id, why) for page in pages for why in _words(page, terms)]
    return found + list(_told_twice(pages))


def _of_page(page: Page, research: Research, known: set[str]) -> Iterator[str]:
    if len(page.open_when) < FEWEST_TELLINGS:
        yield f"open_when has {len(page.open_when)} of the {FEWEST_TELLINGS} tellings by which people find a page"
    if len(page.ask) < FEWEST_QUESTIONS:
        yield f"ask has {len(page.ask)} of the {FEWEST_QUESTIONS} questions that start a conversation"
    for horizon in HORIZONS:
        if not page.at(horizon):
            yield f"steps: nothing to do {horizon.replace('_', ' ')}"
    if page.artefact and not (TEMPLATES / f"{page.artefact}.md").exists():
        yield f"artefact: there is no templates/{page.artefact}.md"
    yield from (f"related: there is no page {id_!r}" for id_ in page.related if id_ not in known)
    yield from (f"patterns: there is no {a.pattern!r}" for a in page.patterns if a.pattern not in research.patterns)
    yield from _steps(page, research)
    yield from _evidence(page, research)


def _steps(page: Page, research: Research) -> Iterator[str]:
    for step in page.steps:
        recommendation = research.recommendations.get(step.recommendation)
        if recommendation is None:
            yield f"step {step.id}: there is no recommendation {step.recommendation!r}"
        elif step.origin == "paper" and not recommendation.supported:
            yield f"step {step.id}: no paper supports {step.recommendation}; say from: practice"


def _evidence(page: Page, research: Research) -> Iterator[str]:
    source = research.challenges.get(page.id)
    if source and page.evidence != source.evidence:
        yield "evidence differs from sources/challenges.yaml; copy it to the letter"


def _words(page: Page, terms: Collection[str] | None) -> Iterator[str]:
    if terms is not None:
        known = {term.lower() for term in terms}
        yield from (f"terms: the glossary has no {term!r}" for term in page.terms if term.lower() not in known)


def _told_twice(pages: Iterable[Page]) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for page in pages:
        for told in page.open_when:
            folded = " ".join(told.lower().split())
            if folded in first:
                yield Finding(page.id, f"open_when: {told!r} already opens {first[folded]}")
            first.setdefault(folded, page.id)
