"""The playbooks' views as they look, within Slack's limits, and harmless whatever people wrote."""

from dataclasses import replace
from datetime import date

import pytest

from bot.ask import Ask
from bot.card import Card, Modal
from bot.feature import Word
from bot.views import assess, playbook, record, run_told, suggest
from bot.views import run as runs
from bot.views import run_forms as forms
from bot.views.assess import OnPage
from bot.views.playbook import AboutPage
from bot.views.run import OnStep
from bot.views.run_forms import Filled
from playbooks.artefact import template
from playbooks.assessment import Answer, form, results
from playbooks.assessments import Assessment, Shared
from playbooks.drafts import Draft, parts
from playbooks.finder import Found, Why
from playbooks.model import Page
from playbooks.overview import digest, todo
from playbooks.run import Change, Note, Retrospective, Run, Start
from playbooks.run_rows import first_steps
from playbooks.workdays import Calendar
from tests import shipped
from tests.bot.views import block_kit, golden, hostile
from tests.bot.views.hostile import NASTY

PAGES = {page.id: page for page in shipped.pages()}
PAGE = PAGES["labeling-ambiguity"]
PLACE = AboutPage("", "C1")
WHY = Why("the agency labels the same photos in two ways", 0.8, ("agency", "labels"))
FOUND = [Found(PAGE, 0.8, 2.0, WHY), Found(PAGES["no-data-contract"], 0.1, 2.0, WHY)]
EVIL = [Found(PAGE, 0.8, 2.0, Why(NASTY, 0.8, (NASTY, NASTY)))]
TODAY = date(2026, 3, 4)


def run_of(page: Page) -> Run:
    start = Start("C1", "U1", 1_772_442_000.0)
    steps = first_steps(page, start.at, Calendar())
    return Run("r1", page.id, page.title, start.channel, "", "", start.by, start.by, start.at, steps=steps)


RUN = run_of(PAGE)
BEGUN = replace(
    RUN,
    steps=(
        replace(RUN.steps[0], state="done", by="U2"),
        replace(RUN.steps[1], state="skipped", by="U2", reason="not now"),
        *RUN.steps[2:],
    ),
)
NOTED = replace(
    BEGUN,
    steps=(*BEGUN.steps[:2], replace(BEGUN.steps[2], assignee="U2", version=3), *BEGUN.steps[3:]),
    notes=(Note("", "U1", "we begin on Monday", 1.0), Note(BEGUN.steps[2].id, "U2", "half of it is there", 2.0)),
)
FINISHED = replace(BEGUN, status="finished", retrospective=Retrospective("the list", "access", "ask first"))
FASTER = Change(BEGUN.steps[2].id, 3, "assignee", "", "U2", "U2", 2.0)
PARTS = parts(template("labelling-guideline"))
DRAFT = Draft(PARTS[1].name, "Theirs", 1, "U2")
EVIL_STEP = replace(RUN.steps[0], state="skipped", by="U2", reason=NASTY)
EVIL_RUN = replace(
    RUN, steps=(EVIL_STEP, *RUN.steps[1:]), notes=(Note("", "U2", NASTY, 1.0), Note(RUN.steps[1].id, "U2", NASTY, 1.0))
)
EVIL_END = replace(EVIL_RUN, status="finished", retrospective=Retrospective(NASTY, NASTY, NASTY))
RESEARCH = shipped.research()
ASSESSED = Assessment("a1", "C1", "March 2026", "U1", 1.0)
FOUND_OUT = results(
    [
        Answer(person, "product", one.id, str((place + shift) % 4) if one.kind == "level" else one.options[0][0])
        for place, one in enumerate(RESEARCH.questions)
        for person, shift in (("U1", 0), ("U2", 2))
    ],
    RESEARCH,
)


async def nothing(ask: Ask) -> None:
    """A word that answers nothing."""


VIEWS: dict[str, Card | Modal] = {
    "playbook-answer": playbook.answer(FOUND, PLACE),
    "playbook-nothing": playbook.nothing("lunch", PLACE),
    "playbook-moment": playbook.moment(),
    "playbook-browse": playbook.browse([PAGE], PLACE),
    "playbook-point": playbook.point("training-data", [PAGE], PLACE),
    "playbook-page": playbook.page(PAGE),
    "playbook-shared": playbook.shared(PAGE, "U1", PLACE),
    "run-begun": runs.card(BEGUN, TODAY),
    "run-ended": runs.card(replace(BEGUN, status="abandoned"), TODAY),
    "run-noted": runs.card(NOTED, TODAY),
    "run-finished": runs.card(FINISHED, TODAY),
    "run-here": runs.runs_here([(BEGUN, "https://kontor.example/archives/C1/p1")], TODAY),
    "run-here-none": runs.runs_here([], TODAY),
    "run-already": runs.already_running(BEGUN, ""),
    "run-given": runs.given(BEGUN, BEGUN.steps[2], "U2"),
    "run-settled": runs.settled(BEGUN, BEGUN.steps[0]),
    "run-form-step": forms.step(NOTED, NOTED.steps[2], Filled.of(NOTED.steps[2])),
    "run-form-step-faster": forms.step(NOTED, NOTED.steps[2], Filled.of(NOTED.steps[2]), FASTER),
    "run-form-end": forms.end(BEGUN),
    "run-form-owner": forms.owner(BEGUN),
    "run-form-note": forms.note(BEGUN),
    "record-form": record.form(RUN, PARTS, {}),
    "record-form-faster": record.form(RUN, PARTS, {DRAFT.section: DRAFT}, {DRAFT.section: "Ours"}, [DRAFT]),
    "record-take": record.take(BEGUN),
    "record-canvas": record.canvas(BEGUN, "https://kontor.example/docs/T1/F1", "U2"),
    "playbook-help": playbook.help_((Word("todo", "The steps that wait for you.", nothing),)),
    "suggest-offer": suggest.offer(FOUND[0], PLACE),
    "suggest-never": suggest.never(),
    "suggest-later": suggest.later(),
    "run-reminder": run_told.reminder(BEGUN, BEGUN.steps[2], TODAY),
    "run-overview": run_told.digest(digest("C1", [BEGUN], TODAY, 0.0)),
    "assess-way-in": assess.way_in(None, [], 0, 42, "C1"),
    "assess-way-in-open": assess.way_in(ASSESSED, [], 12, 42, "C1"),
    "assess-invitation": assess.invitation(ASSESSED, "U1"),
    "assess-form": assess.form(OnPage("a1", "C1", 0, "product"), form(RESEARCH), {"q02": "1"}, RESEARCH),
    "assess-form-later": assess.form(OnPage("a1", "C1", 8), form(RESEARCH), {}, RESEARCH),
    "assess-thanks": assess.thanks(OnPage("a1", "C1", 8), 40, 42),
    "assess-results": assess.results(ASSESSED, FOUND_OUT, [(one, PAGES[one.page]) for one in FOUND_OUT.start_with]),
    "assess-nobody": assess.nobody_yet(),
    "assess-shared": assess.shared(ASSESSED),
    "assess-unshared": assess.unshared(ASSESSED),
    "assess-closed": assess.closed(ASSESSED),
    "assess-across": assess.across([Shared("C1", "March 2026", 1.0, 4, FOUND_OUT.areas, ())]),
    "assess-across-none": assess.across([]),
    "run-why": forms.why(OnStep("r1", 1, "s1", "C1", "1.0"), RUN.steps[0]),
    "run-todo": runs.todo(todo([BEGUN], "U1", TODAY), {BEGUN.id: "https://north.example/card"}),
    "run-todo-nothing": runs.todo([], {}),
}
NASTY_VIEWS: dict[str, Card | Modal] = {
    "answer": playbook.answer(EVIL, PLACE),
    "nothing": playbook.nothing(NASTY, PLACE),
    "run": runs.card(EVIL_RUN, TODAY),
    "run-ended": runs.card(EVIL_END, TODAY),
    "offer": suggest.offer(EVIL[0], PLACE),
    "record": record.form(RUN, PARTS, {}, theirs=[replace(DRAFT, text=NASTY)]),
}


@pytest.mark.parametrize("name", VIEWS)
def test_it_looks_as_it_did(name: str) -> None:
    golden.check(name, VIEWS[name])


@pytest.mark.parametrize("name", VIEWS)
def test_slack_would_take_it(name: str) -> None:
    block_kit.check(VIEWS[name])


@pytest.mark.parametrize("name", NASTY_VIEWS)
def test_whatever_people_wrote_it_fits_and_stays_harmless(name: str) -> None:
    hostile.check(NASTY_VIEWS[name])


@pytest.mark.parametrize("page", PAGES.values(), ids=list(PAGES))
def test_every_page_of_the_library_fits_into_what_slack_takes(page: Page) -> None:
    block_kit.check(playbook.page(page))
    block_kit.check(playbook.shared(page, "U1", PLACE))
    block_kit.check(runs.card(run_of(page), TODAY))
