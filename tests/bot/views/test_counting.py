"""Small phrases read as people say them."""

from dataclasses import replace

import pytest

from bot.card import Card, Modal
from bot.views import assess, decisions, edit, shadow, stats
from bot.views import run_forms as forms
from bot.views.assess import OnPage
from bot.views.decisions import MOST, Wanted
from bot.views.stats import Report
from bot.views.words import counted, enumerated
from tests.bot.views.test_glossary_views import ADDED, DECISION, TRIAL
from tests.bot.views.test_playbook_views import RUN

PAGE, LESS = OnPage("a1", "C1", 8), replace(TRIAL, messages=1)
ONE = replace(RUN, steps=RUN.steps[:1])


@pytest.mark.parametrize(("number", "said"), [(0, "0 cards"), (1, "1 card"), (2, "2 cards"), (1200, "1,200 cards")])
def test_one_is_not_many(number: int, said: str) -> None:
    assert counted(number, "card") == said


def test_what_takes_no_s_is_counted_by_a_word_of_its_own() -> None:
    assert [counted(number, "entry", "entries") for number in (0, 1, 2)] == ["0 entries", "1 entry", "2 entries"]


@pytest.mark.parametrize(
    ("view", "says"),
    [
        (
            assess.thanks(PAGE, 41, 42),
            " questions are answered. 1 is still open; `/playbook assess` takes you back to it.",
        ),
        (assess.thanks(PAGE, 1, 42), " 1 of 42 questions is answered. 41 are still open"),
        (decisions.listed([DECISION] * (MOST + 1), Wanted()), "And 1 older one, in the export."),
        (edit.history("performance", ADDED[:1] * 16, "{}", may_undo=False), "And 1 older one."),
        (forms.end(ONE), "1 of 1 step is still open."),
        (shadow.reading(LESS, 1, 7), "1 message so far"),
        (shadow.report(LESS, [], 1, None), "Of 1 message in"),
        (stats.card(Report(1, "", (), (), ()), {}), "The last day in this workspace: 0 notes."),
    ],
    ids=["still-open", "answered", "decisions", "history", "steps", "reading", "read", "days"],
)
def test_one_is_one_wherever_something_is_counted(view: Card | Modal, says: str) -> None:
    assert says in str(view.blocks)


def test_a_picture_of_one_day_is_called_so() -> None:
    assert stats.title(Report(1, "", (), (), ())) == "Words between us, the last day"


def test_the_last_of_several_is_joined_by_a_word() -> None:
    assert enumerated(["churn"]) == "churn"
    assert enumerated(["churn", "PSI"]) == "churn and PSI"
    assert enumerated(["churn", "PSI", "lift"], "or") == "churn, PSI or lift"
