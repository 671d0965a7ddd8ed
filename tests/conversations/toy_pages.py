"""A finder small enough to work out by hand: a page fits when a telling shares two words with the question."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.words import content_words
from playbooks.finder import Found, Why
from playbooks.model import Page
from tests import shipped

WANTED = ("labeling-ambiguity", "undocumented-data", "no-data-contract")
PAGES = tuple(page for page in shipped.pages() if page.id in WANTED)
TOLD = {
    "labeling-ambiguity": "the agency labels the same photos in two ways",
    "undocumented-data": "nobody knows what the columns mean",
    "no-data-contract": "columns come and go and nobody tells us",
}
ENOUGH, SURE = 2, 3


@dataclass(frozen=True)
class ToyPages:
    pages: tuple[Page, ...] = PAGES

    def search(self, query: str, top: int = 3, meant: Sequence[str] = ()) -> Sequence[Found]:
        asked = set(content_words(" ".join((query, *meant))))
        found = [_found(page, asked) for page in self.pages]
        ranked = sorted(found, key=lambda one: -one.score)[:top]
        return ranked if ranked[0].score >= ENOUGH else ()

    def suggest(self, message: str) -> Found | None:
        found = self.search(message, 1)
        return found[0] if found and found[0].score >= SURE else None


def _found(page: Page, asked: set[str]) -> Found:
    shared = tuple(sorted(asked & set(content_words(TOLD[page.id]))))
    return Found(page, float(len(shared)), 0.0, Why(TOLD[page.id], 1.0, shared))
