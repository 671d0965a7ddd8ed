"""Every sentence from which the finder learns what a page is about, with how much it counts."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from playbooks.model import Page
from playbooks.research import Challenge, Research

# Problems as people tell them count fully; what the page says about them less, the shorter and the drier the less.
TOLD, TITLE, PROSE, ASIDE, OUTPUT = 1.0, 2.0, 1.0, 0.3, 0.2
SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
SHORTEST_SENTENCE = 16


@dataclass(frozen=True)
class Telling:
    """`vivid`: as people tell the problem, not as the page writes about it."""

    page: int
    text: str
    weight: float
    vivid: bool = False


def tellings(pages: Sequence[Page], research: Research) -> list[Telling]:
    found = []
    for place, page in enumerate(pages):
        challenge = research.challenges.get(page.id)
        found += [Telling(place, text, TOLD, vivid=True) for text in told_of(page, challenge)]
        found += [
            Telling(place, text, weight)
            for text, weight in (*_written(page), *(_source(challenge) if challenge else ()))
        ]
    return found


def digest(of: Iterable[Telling]) -> str:
    whole = json.dumps([(one.page, one.text, one.weight) for one in of], ensure_ascii=False)
    return hashlib.blake2b(whole.encode(), digest_size=12).hexdigest()


def told_of(page: Page, challenge: Challenge | None) -> tuple[str, ...]:
    """Those on the page first, then those behind it."""
    return tuple(dict.fromkeys((*page.open_when, *page.sayings, *(challenge.symptoms if challenge else ()))))


def _written(page: Page) -> Iterator[tuple[str, float]]:
    yield page.title, TITLE
    yield f"{page.title}. {page.summary}", PROSE
    yield page.summary, PROSE
    yield page.why, PROSE
    yield from ((sentence, ASIDE) for text in (page.summary, page.why) for sentence in _sentences(text))
    yield from ((step.do, ASIDE) for step in page.steps)
    yield from ((step.output, OUTPUT) for step in page.steps)
    yield from ((one.question, ASIDE) for one in page.ask)
    yield from ((one.advice, ASIDE) for one in page.patterns)


def _source(challenge: Challenge) -> Iterator[tuple[str, float]]:
    yield challenge.title, TITLE
    yield challenge.summary, PROSE
    yield from ((sentence, ASIDE) for sentence in _sentences(challenge.summary))


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in SENTENCE_END.split(text) if len(sentence) >= SHORTEST_SENTENCE]
