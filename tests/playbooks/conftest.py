"""A page one can hold in one's head, and a workspace to run it in."""

import itertools
from typing import Any

import pytest

from playbooks.model import HORIZONS, Page, Step
from playbooks.runs import Runs
from store.database import Database
from store.workspace import Workspace

MONDAY_NOON = 1_772_452_800.0  # 2 March 2026, 12:00 UTC


def page_of(id_: str = "mystery-columns", title: str = "Nobody knows the columns", **more: Any) -> Page:
    dues = (0, 3, 20)
    steps = tuple(
        Step(f"step-{place}", f"Do number {place}.", "data-science", "30 min", f"thing {place}", "practice",
             "document-data", due, horizon)
        for place, (due, horizon) in enumerate(zip(dues, HORIZONS, strict=True), start=1)
    )  # fmt: skip
    told = more.pop("open_when", ("what does column seven mean?", "nobody knows the status codes"))
    plain = {"point": "training-data", "summary": "Columns nobody can explain.", "why": "Guesses become features."}
    return Page(id_, title, open_when=tuple(told), evidence=(), steps=steps, artefact="data-sheet", **(plain | more))


@pytest.fixture
def page() -> Page:
    return page_of()


@pytest.fixture
def runs(database: Database) -> Runs:
    numbers = itertools.count(1)
    return Runs(Workspace(database, "T1"), lambda: f"id-{next(numbers)}")
