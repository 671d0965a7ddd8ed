"""The dictionary's views as they look, within Slack's limits, and harmless whatever people wrote."""

from dataclasses import replace
from datetime import date

import pytest

from bot.card import Card, Modal
from bot.carried import AboutTerm, Chosen
from bot.home import Section
from bot.manners import Manner
from bot.people import Group, OwnTeam, Placed
from bot.roles import Role
from bot.trials import Finding, Trial
from bot.views import (
    decisions,
    define,
    edit,
    explain,
    forget,
    groups,
    home,
    me,
    newcomers,
    review,
    settings,
    shadow,
    stats,
)
from bot.views.blocks import section
from bot.views.decisions import Marked, Wanted
from bot.views.edit import Draft, Editing
from bot.views.explain import Explained
from bot.views.review import Proposed
from bot.views.settings import Place, Wishes
from bot.views.shadow import Shown
from bot.views.stats import Report
from glossary.counting import Counted
from glossary.history import Note
from glossary.model import Example, Replacement, Sense, Term
from glossary.resolutions import Resolution
from glossary.review import Proposal
from glossary.usage import Fate, Meant, Used
from glossary.versions import Version
from playground.block_kit.check import check_view
from tests.bot.views import block_kit, golden, hostile
from tests.bot.views.hostile import NASTY

QUALITY = Sense(
    "quality",
    "data-science",
    "How often the model is right.",
    examples=(Example("performance went from 0.7 to 0.8"),),
    say_instead="prediction quality",
    related=("accuracy",),
)
SPEED = Sense("speed", "software-engineering", "How long an answer takes.", say_instead="response time")
TERM = Term("performance", (QUALITY, SPEED), aliases=("perf",), owner="@ml-platform", reviewed=date(2026, 11, 2))
OLD = Term("black list", (SPEED,), deprecated=Replacement("deny list", "It says what it does."))
ONLY = Term("AUC", (Sense("auc", "data-science", "The chance that a real case scores higher than a harmless one."),))
PLACE = AboutTerm("performance", "C1")
EDITING = Editing("performance", 3, "C1", sense="quality")
DRAFT = Draft("quality", "data-science", "How often the model is right.", "prediction quality", "sharper")
STEPS = (
    Version(3, TERM, "approved", "U1", "proposed by U3", 1_763_720_000.0),
    Version(2, None, "removed", "U2", "not used", 1_763_719_200.0),
    Version(1, TERM, "edited", "U1", "", 1_763_715_600.0),
    Version(0, TERM, "defined", "", "shipped", 0.0),
)
ADDED = (
    Version(1, TERM, "edited", "U1", "", 1_763_715_600.0),
    Version(0, Term("performance", (QUALITY,)), "defined", "", "shipped", 0.0),
)
CHANNEL = Place("C1", "{}")
GROUPS = (Group("S1", "ml-team", "Machine learning"), Group("S2", "lawyers"))
REPORT = Report(
    90,
    "",
    (Fate("performance", 5, 3, 1), Fate("drift", 2, 0, 2)),
    (
        Meant("performance", "data-science", (("quality", 3),)),
        Meant("performance", "operations", (("speed", 2), ("quality", 1))),
        Meant("drift", "operations", (("config", 1),)),
    ),
    (Counted("ltv", 4, 0.0),),
)
PROPOSAL = Proposal(
    "abc",
    Term("performance", (replace(QUALITY, definition="How right it is."), SPEED)),
    0,
    "U1",
    "shorter",
    1_763_719_200.0,
)
DECISION = Resolution(
    *("d1", "C1", "1.0", "2.0", "https://x.example/p2", "Performance is 20 % better by May."),
    *((("performance", "response time"),), "U1", "U2", "proposed", 1_763_719_200.0),
)
TRIAL = Trial("t1", "C1", "U1", "1763719200.0", 412, done=True, at=1_763_719_200.0)
FINDING = Finding("1763719200.0", "1763719200.0", "performance", "ask", ("quality", "speed"), 0.8)
SHOWN = Shown(FINDING, ("prediction quality", "response time"), "https://x.example/p1")
EVIL = Term(NASTY, (Sense("evil", "legal", NASTY, (Example(NASTY),), say_instead=NASTY),), (NASTY,), owner=NASTY)

VIEWS: dict[str, Card | Modal] = {
    "define-entry": define.entry(TERM, PLACE, first="software-engineering"),
    "define-deprecated": define.entry(OLD, AboutTerm("black list", "D1"), aside="The nearest I know to “banned”."),
    "define-shared": define.shared(TERM, "U1"),
    "define-missing": define.missing("perfomance", ("performance", "acceptance"), AboutTerm("perfomance")),
    "define-missing-unfit": define.missing("w" * 90, ("churn",), AboutTerm("w" * 90), unfit="At most 80, please."),
    "define-missing-alone": define.missing("zzz", (), AboutTerm("zzz")),
    "define-browse": define.browse([TERM] * 30, 1),
    "define-browse-empty": define.browse([], 0),
    "define-saved": define.saved(TERM, QUALITY, PLACE),
    "define-proposed": define.waits(TERM, "p1"),
    "edit-form": edit.form(TERM, DRAFT, EDITING, like=("accuracy: How often the model is right",)),
    "edit-new-word": edit.form(Term("PSI", ()), Draft(), Editing("PSI")),
    "edit-conflict": edit.form(TERM, DRAFT, EDITING, conflict=SPEED),
    "edit-proposing": edit.form(TERM, DRAFT, replace(EDITING, proposes=True), conflict=SPEED),
    "edit-history": edit.history("performance", STEPS, "{}", may_undo=True),
    "edit-history-one-more": edit.history("performance", ADDED, "{}", may_undo=True),
    "edit-undone": edit.undone(TERM, gone=False),
    "edit-undone-gone": edit.undone(TERM, gone=True),
    "edit-changed-yours": edit.changed_yours(TERM, "U2", "sharper", "{}"),
    "settings-channel": settings.form(CHANNEL, Wishes(), Manner(), (), {}),
    "settings-workspace": settings.form(
        Place("", "{}"),
        Wishes(style="quiet", notes_an_hour="3", keep_days="90", review="curated"),
        Manner(),
        ("U1",),
        {},
    ),
    "settings-changed": settings.form(
        CHANNEL,
        Wishes(notes_an_hour="9", style="off"),
        Manner(),
        (),
        {"notes_an_hour": "3", "style": "author", "caution": "-", "trial": "watch", "holidays": ""},
    ),
    "settings-pointer": settings.pointer("C1", Manner(), admin=True),
    "settings-saved-off": settings.saved("C1", Manner(style="off")),
    "settings-saved": settings.saved("C1", Manner(style="thread")),
    "settings-saved-everywhere": settings.saved("", Manner()),
    "settings-saved-curated": settings.saved("", Manner(review="curated", keep_days=0)),
    "settings-made": settings.made("U1", Role.ADMIN),
    "settings-how-to-grant": settings.how_to_grant(),
    "me-form": me.form(
        Placed("legal", "your choice"),
        Placed("product", "your job title"),
        ("PSI",),
        me.Teams(GROUPS, (OwnTeam("group", "S1"), OwnTeam("channel", "C1"))),
        opted_out=True,
    ),
    "me-form-unknown": me.form(Placed("", ""), Placed("", ""), (), me.Teams(), opted_out=False),
    "groups-form": groups.form(GROUPS, {"S2": "legal"}),
    "groups-saved": groups.saved({"S2": "legal"}),
    "groups-saved-none": groups.saved({}),
    "settings-of-a-group": settings.form(Place("S1"), Wishes(hours="9-17"), Manner(), (), {}),
    "settings-roles": settings.roles([("U1", Role.ADMIN), ("U2", Role.CURATOR)]),
    "settings-roles-none": settings.roles([]),
    "me-card": me.card(Placed("legal", "your user group"), opted_out=True),
    "me-saved": me.saved(Placed("", "")),
    "stats-card": stats.card(
        REPORT, {"performance/quality": "prediction quality", "performance/speed": "response time"}
    ),
    "stats-nothing": stats.card(Report(90, "C1", (), (), ()), {}),
    "stats-sent": stats.sent(),
    "stats-not-that": stats.not_that("about ana"),
    "review-queue": review.queue([Proposed(PROPOSAL, TERM), Proposed(replace(PROPOSAL, id="abd"), None)]),
    "review-empty": review.queue([]),
    "review-decline": review.decline(PROPOSAL, Chosen(PROPOSAL.id, "C1")),
    "review-edit": review.edit(Proposed(PROPOSAL, TERM, moved=True), Chosen(PROPOSAL.id, "C1")),
    "review-decided": review.queue([Proposed(PROPOSAL, TERM)], review.done("churn", review.AS_PROPOSED)),
    "review-decided-last": review.queue([], review.late(replace(PROPOSAL, state="declined"))),
    "review-withdrawn": review.mine([Proposed(PROPOSAL, TERM)], review.withdrawn("churn")),
    "review-moved": review.moved("performance"),
    "review-approved": review.approved(TERM, edited=True),
    "review-declined": review.declined(TERM, "we say speed"),
    "decisions-form": decisions.form("We ship.", (("PSI", "stability"),), Marked("C1", "1.0", "U1"), mine=False),
    "decisions-proposed": decisions.card(DECISION),
    "decisions-confirmed": decisions.card(replace(DECISION, state="confirmed")),
    "decisions-withdrawn": decisions.card(replace(DECISION, state="withdrawn")),
    "decisions-listed": decisions.listed([DECISION] * 20, Wanted("performance")),
    "decisions-none": decisions.listed([], Wanted(channel="C1")),
    "decisions-waits": decisions.waits_for(DECISION),
    "shadow-reading": shadow.reading(TRIAL, 3, 7),
    "shadow-started": shadow.started("C1"),
    "shadow-report": shadow.report(
        TRIAL, [SHOWN, replace(SHOWN, finding=replace(FINDING, ts="3.0", verdict="right"))], 0, None
    ),
    "shadow-advice": shadow.report(
        TRIAL, [replace(SHOWN, finding=replace(FINDING, ts=f"{n}.0")) for n in range(1, 20)], 1, 0.15
    ),
    "shadow-nothing": shadow.report(TRIAL, [], 0, None),
    "shadow-live": shadow.live("C1"),
    "shadow-which": shadow.which_channel(),
    "newcomers-letter": newcomers.letter("C1", [TERM, OLD], frozenset(), "software-engineering"),
    "newcomers-known": newcomers.letter("C1", [TERM, OLD], frozenset({"performance"}), ""),
    "forget-sure": forget.sure("U1"),
    "forget-done": forget.done(12, 3),
    "forget-whom": forget.whom(),
    "explain-card": explain.card(
        (Explained(TERM, ((QUALITY, 0.8), (SPEED, 0.2))), Explained(TERM, ((SPEED, 0.4), (QUALITY, 0.4)))), ("QBR",)
    ),
    "explain-settled": explain.card((Explained(TERM, ((SPEED, 1.0),), "response time"),), ()),
    "explain-only": explain.card((Explained(ONLY, ((ONLY.senses[0], 1.0),)),), ()),
    "explain-nothing": explain.card((), ()),
    "explain-modal": explain.modal(explain.card((), ("QBR",))),
    "explain-waiting": explain.waiting(),
    "edit-no-history": edit.nothing_here("PSI"),
}
NASTY_VIEWS: dict[str, Card | Modal] = {
    "entry": define.entry(EVIL, PLACE, first="legal"),
    "shared": define.shared(EVIL, "U1"),
    "missing": define.missing(NASTY, ("x",), AboutTerm("x")),
    "browse": define.browse([EVIL] * 40, 0),
    "saved": define.saved(EVIL, EVIL.senses[0], PLACE),
    "explain": explain.card((Explained(EVIL, ((EVIL.senses[0], 0.8),)),) * 60, (NASTY,)),
    "form": edit.form(
        EVIL,
        Draft("evil", "legal", NASTY[:900], NASTY[:60], NASTY[:200]),
        EDITING,
        like=(NASTY,),
        conflict=EVIL.senses[0],
    ),
    "review": review.queue([Proposed(Proposal(f"id{n}", EVIL, 0, "U1", NASTY, 1.0), None) for n in range(20)]),
    "decisions": decisions.listed([replace(DECISION, text=NASTY, terms=((NASTY, NASTY),))] * 40, Wanted(NASTY[:80])),
    "decision": decisions.card(replace(DECISION, text=NASTY, terms=((NASTY, NASTY),) * 9)),
    "newcomers": newcomers.letter("C1", [replace(EVIL, name=NASTY[:80])] * 12, frozenset(), ""),
    "history": edit.history(NASTY, [Version(1, EVIL, "edited", "U1", NASTY, 1.0)] * 30, "{}", may_undo=True),
}
SECTIONS = (
    home.tour(),
    home.fresh([Used("PSI", 3), Used("churn", 1)]),
    home.waiting([(Note("C1", "1.0", "1.0", "U1", "performance", "ask", "thread", ()), "https://x.example/p1")] * 12),
)


def test_home_fits_whatever_features_contribute() -> None:
    many = tuple((section("x" * 3000), section("y"), section("z"), section("z"), section("z")) for _ in range(300))
    for sections in (
        SECTIONS,
        [Section("running", f"s{n}", many) for n in range(9)],
        [home.fresh([Used(NASTY[:80], 1)] * 9)],
    ):
        check_view(home.home(sections, {"Waiting for you": 1}), ("home",))


def test_home_looks_as_it_did() -> None:
    golden.check_shape("home", home.home(SECTIONS, {"Waiting for you": 1}))


@pytest.mark.parametrize("name", VIEWS)
def test_it_looks_as_it_did(name: str) -> None:
    golden.check(name, VIEWS[name])


@pytest.mark.parametrize("name", VIEWS)
def test_slack_would_take_it(name: str) -> None:
    block_kit.check(VIEWS[name])


@pytest.mark.parametrize("name", NASTY_VIEWS)
def test_whatever_people_wrote_it_fits_and_stays_harmless(name: str) -> None:
    hostile.check(NASTY_VIEWS[name])
