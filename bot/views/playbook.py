"""A playbook page as a private answer, as a form to read, as something shared; and the whole library by point."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.card import Block, Card, Modal
from bot.carried import packed
from bot.feature import Word
from bot.ids import is_direct
from bot.neutral import neutral
from bot.views.blocks import actions, button, context, divider, header, section, sentence
from bot.views.words import counted
from playbooks.export import SHORT
from playbooks.finder import Found
from playbooks.model import HORIZONS, SPOKEN, Evidence, Page, Step
from playbooks.research import POINTS

OPEN, START, SHARE, POINT = (f"playbook:{name}" for name in ("open", "start", "share", "point"))
MOST_WORDS = 6
A_ROW = 5  # Slack hides the sixth button of a row behind *more*
THEIR_NUMBERS = re.compile(r" \(\d+(?:, \d+)+\)")
HINT = "the problem in your own words"


@dataclass(frozen=True)
class AboutPage:
    """A page, and where the person was when they asked for it."""

    page: str
    channel: str = ""
    thread: str = ""


@dataclass(frozen=True)
class OnePoint:
    """Where in the making of a product a problem shows up."""

    point: str
    channel: str = ""
    thread: str = ""


def answer(found: Sequence[Found], place: AboutPage) -> Card:
    best, others = found[0], found[1:]
    text = f"{neutral(best.page.title)}: {neutral(best.page.summary, 600)}"
    rest = [_other(one, n, place) for n, one in enumerate(others, 1)]
    return Card(
        text,
        (
            section(f"*{neutral(best.page.title)}*\n{neutral(best.page.summary, 1000)}"),
            context(_because(best)),
            *((context(f"Evidence: {_evidence(best.page)}"),) if best.page.evidence else ()),
            actions(*_can_do(_at(place, best.page))),
            *((divider(), context("Or is it one of these?"), *rest) if rest else ()),
        ),
    )


def nothing(words: str, place: AboutPage) -> Card:
    text = (
        f"I have no page that fits “{neutral(words, 150)}”, and would rather say so than guess. "
        "Tell it as you would to a colleague: who does what, and what goes wrong?"
    )
    points = [button(title, f"{POINT}:{n}", _point(one, place)) for n, (one, title) in enumerate(POINTS.items())]
    rows = [actions(*points[start : start + A_ROW]) for start in range(0, len(points), A_ROW)]
    return Card(text, (section(text), context("Or look through the pages by where the problem shows up:"), *rows))


def help_(others: Sequence[Word]) -> Card:
    lines = [f"• `/playbook {word.name}`: {word.help}" for word in others]
    head = "• `/playbook` with a problem in your own words: What research and practice recommend."
    return sentence("\n".join([head, "• `/playbook` alone: All pages.", *lines]))


def moment() -> Card:
    text = "One moment: I am still reading the pages, as I do when I first start. Your answer will follow."
    return Card(text, (context(text),))


def browse(pages: Sequence[Page], place: AboutPage) -> Card:
    faster = "`/playbook` with your problem in your own words is faster."
    text = f"{counted(len(pages), 'page')}, by where the problem shows up. {faster}"
    counts = {point: sum(page.point == point for page in pages) for point in POINTS}
    shown = [
        section(f"*{title}*  {counted(counts[one], 'page')}", _turn(title, n, one, place))
        for n, (one, title) in enumerate(POINTS.items())
        if counts[one]
    ]
    return Card(text, (header("Playbooks"), section(text), *shown))


def point(of: str, pages: Sequence[Page], place: AboutPage) -> Card:
    title = POINTS.get(of, of)
    shown = [
        section(f"*{neutral(page.title)}*\n{neutral(page.summary, 160)}", _opener(page, n, place))
        for n, page in enumerate(page for page in pages if page.point == of)
    ]
    return Card(f"{title}: {counted(len(shown), 'page')}.", (header(title), *shown[:45]))


def page(of: Page) -> Modal:
    """Read only: what may be started or shared is offered in the answer."""
    asks = [f"• _To {_role(one.to)}:_ {neutral(one.question)}" for one in of.ask]
    return Modal(
        "playbook:page",
        "Playbook",
        (
            header(of.title),
            section(neutral(of.summary, 1500)),
            section(f"*Why it matters*\n{neutral(of.why, 1500)}"),
            *_horizons(of),
            *((section("*Questions that start the talk*\n" + "\n".join(asks)),) if asks else ()),
            *((section(f"*Evidence*\n{_evidence_list(of)}"),) if of.evidence else ()),
        ),
    )


def shared(of: Page, person: str, place: AboutPage) -> Card:
    text = f"{neutral(of.title)}: {neutral(of.summary, 600)}"
    told = context(f"Shared by <@{person}>. `/playbook` with a problem finds such a page, for you alone.")
    buttons = actions(_opener(of, 0, place), button("Start it here", START, packed(_at(place, of))))
    return Card(
        text, (section(f"*{neutral(of.title)}*\n{neutral(of.summary, 1000)}"), *_horizons(of)[:1], buttons, told)
    )


def _can_do(place: AboutPage) -> list[Block]:
    carried = packed(place)
    direct = is_direct(place.channel)
    return [
        button("Open page", f"{OPEN}:best", carried, style="primary"),
        button("Start it here", START, carried),
        *([] if direct else [button("Share", SHARE, carried)]),
    ]


def _because(found: Found) -> str:
    why = found.why
    words = f" Your words that led here: {', '.join(neutral(one, 40) for one in why.words[:MOST_WORDS])}."
    return f"Why this page: it is close to what others said, “{neutral(why.symptom, 250)}”." + (
        words if why.words else ""
    )


def _other(found: Found, number: int, place: AboutPage) -> Block:
    text = f"*{neutral(found.page.title)}*\n_“{neutral(found.why.symptom, 160)}”_"
    return section(text, _opener(found.page, number, place))


def _opener(of: Page, number: int, place: AboutPage) -> Block:
    return button("Open page", f"{OPEN}:{number}", packed(_at(place, of)), label=f"Open page: {of.title}")


def _turn(title: str, number: int, of: str, place: AboutPage) -> Block:
    return button("Show", f"{POINT}:{number}", _point(of, place), label=f"Show pages about {title}")


def _point(of: str, place: AboutPage) -> str:
    return packed(OnePoint(of, place.channel, place.thread))


def _at(place: AboutPage, of: Page) -> AboutPage:
    return AboutPage(of.id, place.channel, place.thread)


def _horizons(of: Page) -> tuple[Block, ...]:
    return tuple(
        section(f"*{SPOKEN[horizon]}*\n" + "\n".join(_step(step) for step in of.at(horizon)))
        for horizon in HORIZONS
        if of.at(horizon)
    )


def _step(step: Step) -> str:
    return f"• {neutral(step.do, 400)}  _{_role(step.role)}, {neutral(step.effort, 40)}_"


def _role(role: str) -> str:
    return role.replace("-", " ")


def _evidence(of: Page) -> str:
    return "; ".join(f"{SHORT.get(one.source, one.source)}, {_people(one, 120)}" for one in of.evidence[:2])


def _evidence_list(of: Page) -> str:
    return "\n".join(
        f"• {SHORT.get(one.source, one.source)}, {neutral(one.section, 120)}: {_people(one, 200)}"
        for one in of.evidence
    )


def _people(one: Evidence, most: int) -> str:
    """How many, without the numbers by which a paper tells them apart."""
    return neutral(THEIR_NUMBERS.sub("", one.count), most)
