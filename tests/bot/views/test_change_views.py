"""The views of changes as they look, within Slack's limits, and harmless whatever people wrote."""

import html
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.answered import Place
from bot.ask import Ask
from bot.card import Card, Modal
from bot.feature import Word
from bot.neutral import JOINER
from bot.views import (
    change,
    change_answer,
    change_card,
    change_drafts,
    change_form,
    change_offer,
    change_permission,
    change_preview,
    change_summary,
)
from bot.views.blocks import sentence
from bot.views.change_answer import OnCard
from bot.views.change_card import Standing
from bot.views.change_drafts import AboutSource
from bot.views.change_form import AboutForm
from bot.views.change_offer import AboutMessage
from bot.views.change_preview import AboutDraft, Checked, Revised, Unclear
from bot.views.change_summary import Summary
from bot.views.dates import moment_token
from changes.announcing import Preview, Told
from changes.audience import Audience
from changes.deliveries import Delivery, Wanted
from changes.matrix import matrix
from changes.model import Ack, Change, Destination, Draft, Incident, Notice, Reason, Rhythm, When
from changes.roles import Grant
from tests.bot.views import block_kit, golden, hostile
from tests.bot.views.hostile import NASTY


async def nothing(ask: Ask) -> None:
    """Words are only listed here."""


WORDS = (
    Word("announce", "Tell everyone concerned.", nothing, hint="[title]", example="/change announce"),
    Word("help", "This list.", nothing),
)
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
TEAM, PERSON = Destination("channel", "C1"), Destination("person", "U2")
DRAFT = Draft(
    "Amounts become cents",
    "semantics",
    ("warehouse.orders.amount",),
    breaking=True,
    severity="high",
    when=When(NOW + timedelta(days=9), NOW + timedelta(days=10), "Europe/Berlin"),
    what="Numbers are a hundred times as large.",
    why="Rounding.",
    to_do="Divide by 100.",
    contact="<@U1>",
    link="https://north.example/doc",
)
CHANGE = Change("c1", DRAFT, "announced", "U1", NOW, 1, NOW)
LONG = replace(CHANGE, content=replace(DRAFT, what="Numbers grow. " * 100, to_do="Divide.\n" * 150))
NASTY_CHANGE = Change(
    "c2",
    Draft(NASTY[:150], "schema", (NASTY[:60],), what=NASTY, why=NASTY, to_do=NASTY, contact=NASTY, link=NASTY),
    "announced",
    "U1",
    NOW,
    2,
    reason=NASTY,
)
ADAPTING = Ack("c1", TEAM, "adapting", "U3", NOW, 1, date(2026, 3, 20))
BLOCKED = Ack("c1", PERSON, "blocked", "U2", NOW, 1, note=NASTY)
FOLLOWS = Reason("subscription", "you follow `warehouse.*`: it touches `warehouse.orders.amount`", "s1")
NOTICES = (Notice("c1", TEAM, (FOLLOWS,)), Notice("c1", PERSON, (Reason("named", "the announcer chose to tell you"),)))
INFORMED = replace(NOTICES[1], rhythm=Rhythm("daily"))
AUDIENCE = Audience(NOTICES, (Destination("channel", "C9"),))
INCIDENT = Incident("i1", "warehouse.orders.amount", "Sums were wrong", NOW, "https://north.example/incident")
SENT = Delivery(1, Wanted("card:1", "card", TEAM, "c1", 1), "sent", 1, NOW, channel="C1", ts="1.5")
FAILED = Delivery(2, Wanted("card:2", "card", PERSON, "c1", 1), "failed", 1, NOW, error="is_archived")
CHECKED = Checked(
    Preview(replace(AUDIENCE, notices=(NOTICES[0], INFORMED)), (INCIDENT,), {"warehouse.ordrs": ["warehouse.orders"]}),
    change_card.card(Standing(CHANGE)),
    (Unclear("performance", ("prediction quality", "response time")),),
    passed=True,
    past=date(2025, 3, 9),
)
NOT_ALLOWED = Checked(
    Preview(Audience(())), change_card.card(Standing(CHANGE)), unread=True, asks=("U9",), allowed=False
)
NASTY_CHECKED = Checked(
    Preview(
        Audience((Notice("c2", TEAM, (Reason("named", NASTY),)),)),
        (Incident("i2", NASTY, NASTY, NOW, NASTY),),
        {NASTY[:90]: [NASTY[:90]]},
    ),
    change_card.card(Standing(NASTY_CHANGE)),
    (Unclear(NASTY, (NASTY, NASTY)),),
)
WATCHED = Summary(matrix(CHANGE, NOTICES, [ADAPTING, BLOCKED]), {"sent": 1, "failed": 1}, (FAILED,), reminds=True)
READING = Summary(matrix(CHANGE, (NOTICES[0], INFORMED), []), {"sent": 1}, reminds=True)
SILENT = Summary(matrix(CHANGE, NOTICES, []), {"sent": 1, "queued": 1}, reminds=True)
PLACE = Place(CHANGE, TEAM, SENT, (SENT,))
VIEWS: dict[str, Card | Modal] = {
    "change-form": change_form.form(
        Draft("", "schema", contact="<@U1>"), (), AboutForm(zone="Europe/Berlin"), kind_known=False
    ),
    "change-form-filled": change_form.form(DRAFT, (TEAM, PERSON), AboutForm("d1", zone="Europe/Berlin"), ["A note."]),
    "change-form-revise": change_form.form(DRAFT, (), AboutForm(change="c1", zone="Europe/Berlin")),
    "change-form-reading": change_form.reading(),
    "change-form-fetching": change_form.fetching(),
    "change-form-refused": change_form.refused("that draft is not yours; `/change drafts` lists yours"),
    "change-preview": change_preview.preview(CHECKED, AboutDraft("d1")),
    "change-preview-not-allowed": change_preview.preview(NOT_ALLOWED, AboutDraft("d1")),
    "change-preview-revision": change_preview.revision(
        Revised(("the date moved",), ("it comes earlier",), 2, change_card.card(Standing(CHANGE, ("the date moved",)))),
        AboutDraft("", "c1"),
    ),
    "change-preview-same": change_preview.revision(Revised((), ()), AboutDraft("", "c1")),
    "change-preview-sending": change_preview.sending(),
    "change-card": change_card.card(Standing(CHANGE)),
    "change-card-long": change_card.card(Standing(LONG)),
    "change-whole": change_card.whole(LONG),
    "change-card-revised": change_card.card(Standing(CHANGE, ("the date moved",))),
    "change-card-answered": change_card.card(Standing(CHANGE, (), ADAPTING)),
    "change-card-not-asked": change_card.card(Standing(CHANGE, asked=False)),
    "change-card-digest": change_card.digest("1 breaking change you follow", [CHANGE]),
    "change-card-withdrawn": change_card.withdrawn(Change("c1", DRAFT, "withdrawn", "U1", NOW, 1, reason="not now")),
    "change-card-reminder": change_card.reminder(CHANGE, "https://north.example/card", last=True),
    "change-card-reminder-alone": change_card.reminder(CHANGE, "", last=False, alone=True),
    "change-card-reminded": change_card.reminded(CHANGE, ADAPTING),
    "change-summary": change_summary.summary(WATCHED),
    "change-summary-silent": change_summary.summary(SILENT),
    "change-summary-informed": change_summary.summary(READING),
    "change-summary-withdrawn": change_summary.summary(
        replace(SILENT, matrix=replace(SILENT.matrix, change=replace(CHANGE, state="withdrawn")))
    ),
    "change-summary-answers": change_summary.answers(WATCHED),
    "change-summary-answers-informed": change_summary.answers(READING),
    "change-summary-withdraw": change_summary.withdraw("c1", "Amounts become cents"),
    "change-answer-blocked": change_answer.blocked_form(CHANGE, OnCard("c1", "C1", "1.5")),
    "change-answer-question": change_answer.question_form(CHANGE, OnCard("c1", "C1", "1.5")),
    "change-answer-reply": change_answer.reply_form(OnCard("c1", "C1", "1.5", "Also the old rows?")),
    "change-answer-why": change_answer.why(CHANGE, [FOLLOWS.text]),
    "change-asked-anew": change_card.asked_anew("U3", "no impact", ["it comes earlier: Monday 9 March 2026"]),
    "change-asked-anew-question": change_card.asked_anew("U3", "question", ["it touches more: shop.orders"]),
    "change-answer-late": change_answer.late(CHANGE),
    "change-drafts": change_drafts.listed([CHANGE]),
    "change-drafts-none": change_drafts.listed([]),
    "change-drafts-open": change_drafts.offer_form(AboutSource("C1", "1.5")),
    "change-drafts-please": change_drafts.please(CHANGE, "14 channels", ""),
    "change-drafts-announced": sentence(change_drafts.announced(Told(CHANGE, AUDIENCE, ()))),
    "change-permission-none": change_permission.listed([]),
    "change-permission": change_permission.listed([Grant(PERSON, "announcer", "warehouse.*")]),
    "change-permission-allowed": change_permission.allowed([Grant(PERSON, "announcer")]),
    "change-permission-declined": change_permission.declined(CHANGE, "U9"),
    "change-offer": change_offer.offer(AboutMessage("C1", "1.5")),
    "change-offer-otherwise": change_offer.said_otherwise(CHANGE, deleted=False),
    "change-offer-gone": change_offer.gone(),
    "change-offer-never": change_offer.never(),
    "change-help": change.help_(WORDS),
    "change-unknown": change.unknown("anounce", "announce"),
}
EVIL: dict[str, Card | Modal] = {
    "form": change_form.form(NASTY_CHANGE.content, (), AboutForm(zone="UTC")),
    "preview": change_preview.preview(NASTY_CHECKED, AboutDraft("d1")),
    "card": change_card.card(Standing(NASTY_CHANGE, (NASTY,), BLOCKED)),
    "whole": change_card.whole(NASTY_CHANGE),
    "withdrawn": change_card.withdrawn(NASTY_CHANGE),
    "reminder": change_card.reminder(NASTY_CHANGE, "", last=False),
    "anew": change_card.asked_anew("U3", "blocked", [NASTY]),
    "blocked": change_answer.blocked_form(NASTY_CHANGE, OnCard("c2")),
    "reply": change_answer.reply_form(OnCard("c2", words=NASTY[:300])),
    "summary": change_summary.summary(WATCHED),
    "answers": change_summary.answers(WATCHED),
    "why": change_answer.why(NASTY_CHANGE, [NASTY]),
    "drafts": change_drafts.listed([NASTY_CHANGE]),
    "please": change_drafts.please(NASTY_CHANGE, "nobody", ""),
    "otherwise": change_offer.said_otherwise(NASTY_CHANGE, deleted=True),
    "change-unknown": change.unknown(NASTY, ""),
}


@pytest.mark.parametrize("name", VIEWS)
def test_it_looks_as_it_did(name: str) -> None:
    golden.check(name, VIEWS[name])


@pytest.mark.parametrize("name", VIEWS)
def test_slack_would_take_it(name: str) -> None:
    block_kit.check(VIEWS[name])


@pytest.mark.parametrize("name", EVIL)
def test_whatever_people_wrote_it_fits_and_stays_harmless(name: str) -> None:
    hostile.check(EVIL[name])


def test_the_longest_texts_cut_off_neither_contact_nor_link() -> None:
    long = "word " * 2_000
    draft = replace(DRAFT, what=long, why=long, to_do=long)

    shown = str(change_card.card(Standing(Change("c1", draft, "announced", "U1", NOW))).blocks)

    assert "*Contact:* <@U1>" in shown
    assert "<https://north.example/doc|" in shown


@pytest.mark.parametrize(
    "text",
    ["word " * 2_000, "&" * 10_000, "a\n\n" * 3_333, "<!here> " * 1_250],
    ids=["words", "escapes", "lines", "calls"],
)
def test_the_whole_text_is_whole_however_long_it_is(text: str) -> None:
    draft = replace(DRAFT, what=text, why=text, to_do=text)

    shown = change_card.whole(replace(CHANGE, content=draft))

    block_kit.check(shown)
    told = html.unescape("".join(one["text"]["text"] for one in shown.blocks[2:-1])).replace(JOINER, "")
    letters = "".join(told.split())
    named = "".join(f"*{name}*{''.join(text.split())}" for name in ("What", "Why", "Whattodo"))
    assert letters == named


@pytest.mark.parametrize(("letters", "button"), [(1_000, False), (1_001, True)])
def test_only_what_is_cut_off_has_a_button_for_the_rest(letters: int, button: bool) -> None:
    draft = replace(DRAFT, what="a" * letters)

    assert change_card.is_shortened(change_card.card(Standing(replace(CHANGE, content=draft)))) is button


def test_the_longest_digest_fits_and_counts_what_it_leaves_out() -> None:
    zone = "America/Argentina/ComodRivadavia"
    draft = replace(DRAFT, when=When(NOW, NOW + timedelta(days=1), zone))
    many = [Change(f"c{n}", replace(draft, title=f"{n:03}{'a' * 146}"), "announced", "U1", NOW) for n in range(100)]

    card = change_card.digest("100 changes you follow", many)

    block_kit.check(card)
    shown = [n for n in range(100) if f"*{n:03}a" in str(card.blocks)]
    assert str(card.blocks).count("ComodRivadavia") == 2 * len(shown)
    assert f"And {100 - len(shown)} more" in str(card.blocks)


def test_a_change_that_begins_at_midnight_begins_on_that_day_for_everybody() -> None:
    midnight = datetime(2026, 12, 1, tzinfo=ZoneInfo("Asia/Tokyo"))

    token = moment_token(midnight, "Asia/Tokyo")

    assert token.endswith("|1 December 2026>")
    assert "{time}" not in token
