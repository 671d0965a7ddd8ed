"""A person's title, read as one of our disciplines."""

import pytest

from glossary.disciplines import OTHER, discipline_of, speaking_as


@pytest.mark.parametrize(
    ("title", "discipline"),
    [
        ("data scientist", "data-science"),
        ("Sr. ML Engineer", "data-science"),
        ("QA engineer", "software-engineering"),
        ("Data Engineer II", "data-engineering"),
        ("Head of Product", "product"),
        ("customer support", "business"),
        ("HR", "business"),
        ("SRE on-call", "operations"),
        ("General Counsel", "legal"),
        ("data-science", "data-science"),
        ("UX researcher", "research"),
    ],
)
def test_a_title_is_read_as_a_discipline(title: str, discipline: str) -> None:
    assert discipline_of(title) == discipline


@pytest.mark.parametrize("title", [None, "", "domain expert", "radiologist", "party planner"])
def test_what_is_not_known_stays_unknown(title: str | None) -> None:
    assert discipline_of(title) is None


def test_a_title_we_do_not_know_is_still_of_another_trade() -> None:
    assert speaking_as("radiologist") == OTHER
    assert speaking_as("  ") is None
