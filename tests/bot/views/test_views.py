"""Every view as it looks, within Slack's limits, and harmless whatever people wrote."""

import pytest

from bot.app import abouts
from bot.ask import Ask
from bot.card import Card, Modal
from bot.feature import About, Command, Shortcut, Word
from bot.manners import Manner
from bot.parts import unplugged
from bot.views import annotation, errors, help, mute, spoken, why
from bot.views.annotation import OnNote
from glossary.history import Judgement
from glossary.model import Sense, Term
from tests.bot.views import block_kit, golden, hostile
from tests.bot.views.hostile import NASTY


async def _nothing(ask: Ask) -> None:
    """Never asked."""


QUALITY = Sense(
    "quality", "data-science", "How often the model is right. Judged on new cases.", say_instead="prediction quality"
)
SPEED = Sense("speed", "software-engineering", "How long an answer takes.", say_instead="response time")
TERM = Term("performance", (QUALITY, SPEED))
PLACE = OnNote("C1", "1763719200.000100", "performance")
ASKED = Judgement(
    *("C1", "1.0", "1.0", "U1", "performance", "ask", "performance can be read in several ways here"),
    *("data-science,software-engineering", (("quality", 0.5), ("speed", 0.3))),
)
SILENT = Judgement("C1", "1.0", "1.0", "U1", "performance", "", "it was settled in this thread", "settled", ())
ABOUT = About(
    "Quiet",
    "Ask me to be quiet.",
    commands=(Command("/quiet", "Be quiet", "[thread]"),),
    shortcuts=(Shortcut("quiet", "Quiet here", "Be quiet in this thread"),),
    words=(Word("mute", "No more notes.", _nothing, hint="<a link>", example="/parlance mute me"),),
)
EVIL = Sense("evil", "legal", NASTY, say_instead=NASTY)
EVIL_TERM = Term(NASTY, (EVIL, EVIL))

VIEWS: dict[str, Card | Modal] = {
    "annotation-ask": annotation.ask(TERM, TERM.senses, PLACE),
    "annotation-show": annotation.show(TERM, QUALITY, PLACE),
    "annotation-settled": annotation.settled("performance", "response time", "U1", PLACE, private=False),
    "annotation-settled-privately": annotation.settled("performance", "response time", "U1", PLACE, private=True),
    "annotation-cleared": annotation.cleared("performance"),
    "annotation-muted": annotation.muted(),
    "annotation-gone": annotation.gone(),
    "annotation-author-said": annotation.author_said("performance", "response time"),
    "annotation-meaning": annotation.meaning(TERM, TERM.senses, PLACE),
    "errors-refused": errors.refused("There is no such thing. Try another."),
    "errors-surprised": errors.surprised("0badcafe"),
    "help-page": help.page((ABOUT,)),
    "mute-channel": mute.quiet_in_channel(),
    "mute-thread": mute.quiet_in_thread(),
    "mute-me": mute.you_are_left_alone(),
    "mute-unmuted-me": mute.you_are_read_again(),
    "mute-speaking-again": mute.speaking_again(was_quiet=True, still=""),
    "mute-never-muted": mute.speaking_again(was_quiet=False, still=""),
    "mute-still-muted": mute.speaking_again(was_quiet=True, still="channel"),
    "mute-which-thread": mute.which_thread("mute"),
    "mute-not-that": mute.not_that("mute", "everybody"),
    "spoken-not-understood": spoken.not_understood("mut", "mute"),
    "spoken-nothing": spoken.not_understood("", ""),
    "why-asked": why.card(ASKED, TERM, Manner(style="thread")),
    "why-silent": why.card(SILENT, TERM, Manner(style="quiet", known_from="this channel")),
    "why-offers": why.nothing_found(Manner(), ("A page: none fits this message closely enough to be offered.",)),
    "why-modal": why.modal(why.card(ASKED, TERM, Manner())),
    "why-nothing-found": why.nothing_found(Manner()),
    "why-which-message": why.which_message(),
}
NASTY_VIEWS: dict[str, Card | Modal] = {
    "ask": annotation.ask(EVIL_TERM, (EVIL, Sense("other", "legal", NASTY)), OnNote("C1", "1.0", NASTY[:200])),
    "show": annotation.show(EVIL_TERM, EVIL, OnNote("C1", "1.0", NASTY[:200])),
    "settled": annotation.settled(NASTY, annotation.label(EVIL), "U1", OnNote("C1", "1.0", NASTY[:200]), private=True),
    "cleared": annotation.cleared(NASTY),
    "not-that": mute.not_that("mute", NASTY),
    "not-understood": spoken.not_understood(NASTY, ""),
    "why": why.card(
        Judgement("C1", "1.0", "1.0", "U1", NASTY, "ask", NASTY, NASTY, (("evil", 0.5),)), EVIL_TERM, Manner()
    ),
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


def test_a_refusal_calls_nobody_though_its_own_links_stay() -> None:
    hostile.check_calls(errors.refused(NASTY))


def test_the_help_of_all_there_is_fits() -> None:
    block_kit.check(help.page(abouts(unplugged())))
