"""A team looks at itself: the way in, the form page by page, what came of it, and what teams have shared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.card import Block, Card, Modal
from bot.carried import packed
from bot.neutral import neutral
from bot.views.blocks import actions, button, choice, context, header, option, section, select, sentence
from bot.views.playbook import OPEN, START, AboutPage
from bot.views.words import begun, counted
from bot.views.words import discipline as spoken
from glossary.model import DISCIPLINES
from playbooks.assessment import TOP_LEVEL, Results, Section, Suggestion
from playbooks.assessments import Assessment, Shared
from playbooks.model import Page
from playbooks.research import AssessmentQuestion, Research

BEGIN, ANSWER, RESULTS, ASK, SHARE, UNSHARE, CLOSE, BACK = (
    f"assess:{name}" for name in ("begin", "answer", "results", "ask", "share", "unshare", "close", "back")
)
FORM, DONE = "assess:form", "assess:done"
DISCIPLINE = "discipline"
FEWEST_IN_COLUMN = 2  # of one person a discipline's column would be that person's answers
MINUTES = 10
MOST_DIFFERING = 3


@dataclass(frozen=True)
class About:
    """Which assessment, of which channel's team; none yet: the one that is to be begun."""

    channel: str
    id: str = ""


@dataclass(frozen=True)
class OnPage:
    """What the form remembers while it is open."""

    id: str
    channel: str
    page: int
    discipline: str = ""


def way_in(of: Assessment | None, earlier: Sequence[Assessment], mine: int, all_: int, channel: str) -> Card:
    if of is None:
        text = (
            f"{all_} questions on how the people of <#{channel}> work together, about {MINUTES} minutes for each person. "
            "You see where you stand, where you see it differently, and three pages to start with. "
            "It stays among the people of this channel until one of you shares it."
        )
        buttons = [button("Begin", BEGIN, packed(About(channel)), style="primary")]
        buttons += [button("Last results", RESULTS, packed(About(channel, earlier[-1].id)))] if earlier else []
        return Card(text, (section(text), actions(*buttons)))
    text = f"*{neutral(of.title)}* in <#{channel}>: you have answered {mine} of {all_} questions. Every answer is kept."
    face = "Answer" if not mine else "Go on" if mine < all_ else "Look through my answers"
    about = packed(About(channel, of.id))
    sharing = button("Stop sharing", UNSHARE, about) if of.is_shared else button(
        "Share with other teams", SHARE, about
    )  # fmt: skip
    return Card(
        text,
        (
            section(text),
            actions(
                button(face, ANSWER, about, style="primary"),
                button("Results", RESULTS, about),
                button("Ask this channel", ASK, about),
                sharing,
                button("Close it", CLOSE, about),
            ),
            context("Results show levels, never names. Other teams see nothing until one of you shares it."),
        ),
    )


def invitation(of: Assessment, by: str) -> Card:
    text = (
        f"<@{by}> asks how we work together: {MINUTES} minutes of questions, in as many sittings as you like. "
        "Nobody sees who answered what; what comes of it stays in this channel until we share it."
    )
    answer = button("Answer", ANSWER, packed(About(of.team, of.id)), style="primary")
    return Card(text, (section(text), actions(answer)))


def form(on: OnPage, sections: Sequence[Section], given: Mapping[str, str], research: Research) -> Modal:
    here = sections[on.page]
    last = on.page == len(sections) - 1
    place = f"Page {on.page + 1} of {len(sections)}: *{here.area}*"
    saved = "What you leave open stays open. Each page is kept when you go on; close the form at any time."
    who = (_discipline(on.discipline),) if on.page == 0 else ()
    back = (actions(button("Back", BACK, packed(on))),) if on.page else ()
    questions = [_question(one, given.get(one.id, ""), research) for one in here.questions]
    blocks = (section(place), context(saved), *who, *questions, *back)
    return Modal(FORM, "How we work together", blocks, "Finish" if last else "Next", "Close", packed(on))


def thanks(on: OnPage, answered: int, all_: int) -> Modal:
    are, left = "is" if answered == 1 else "are", all_ - answered
    still, them = ("is", "it") if left == 1 else ("are", "them")
    rest = f" {left} {still} still open; `/playbook assess` takes you back to {them}." if left else ""
    told = section(f"Thank you. {answered} of {all_} questions {are} answered.{rest}")
    see = actions(button("Show me the results", RESULTS, packed(About(on.channel, on.id)), style="primary"))
    return Modal(DONE, "How we work together", (told, see))


def results(of: Assessment, found: Results, pages: Sequence[tuple[Suggestion, Page]]) -> Card:
    people = f"{found.people} {'person' if found.people == 1 else 'people'}"
    disciplines = ", ".join(spoken(one) for one in found.disciplines if one)
    text = f"How <#{of.team}> works together, {neutral(of.title)}: answers of {people}"
    head = section(f"*{text}*" + (f"\n_{disciplines}_" if disciplines else ""))
    starts = [block for place, (why, page) in enumerate(pages) for block in _start(place, why, page, of.team)]
    return Card(
        text,
        (
            head,
            *_areas(found),
            *_differing(found),
            *((header("Three pages to start with"), *starts) if starts else ()),
            context(f"Levels go from 0 to {TOP_LEVEL}: no, in people's heads, written down, known to all and current."),
        ),
    )


def nobody_yet() -> Card:
    return sentence("Nobody has answered yet. `/playbook assess` opens the questions.")


def sent() -> Card:
    return sentence("I have sent you the results directly, with a picture.")


def shared(of: Assessment) -> Card:
    return sentence(
        f"“{neutral(of.title)}” can now be seen by other teams, area by area: `/playbook teams`. You can take it back."
    )


def unshared(of: Assessment) -> Card:
    return sentence(f"“{neutral(of.title)}” is among yourselves again.")


def closed(of: Assessment) -> Card:
    return sentence(
        f"“{neutral(of.title)}” is closed; its results stay. In a few months `/playbook assess` begins the next one."
    )


def across(teams: Sequence[Shared]) -> Card:
    if not teams:
        return sentence("No team has shared its self-assessment yet. `/playbook assess` starts one for this channel.")
    text = f"{counted(len(teams), 'team')} shared how they work together; each with its newest assessment."
    return Card(text, (section(text), *(section(_of_team(one)) for one in teams[:20])))


def title(of: Assessment) -> str:
    return f"How we work together, {of.title}"


def _of_team(one: Shared) -> str:
    areas = "  ·  ".join(f"{neutral(area)} {level:.1f}" for area, level in one.areas)
    return f"*<#{one.team}>*, {neutral(one.title)}, {one.people} answered\n{areas}"


def _discipline(chosen: str) -> Block:
    options = [option(begun(spoken(one)), one) for one in DISCIPLINES]
    hint = "Answers are compared between disciplines, never between people."
    return select(DISCIPLINE, "Your discipline", "value", options, chosen, optional=True, hint=hint)


def _question(one: AssessmentQuestion, given: str, research: Research) -> Block:
    offered = _levels(research) if one.kind == "level" else _options(one, research)
    return choice(one.id, one.ask, "value", offered, given, optional=True)


def _levels(research: Research) -> list[Block]:
    return [option(words[0].upper() + words[1:], str(level)) for level, words in enumerate(research.scale)]


def _options(one: AssessmentQuestion, research: Research) -> list[Block]:
    return [
        option(found.title, letter, found.recognise.partition(";")[0])
        for letter, found in ((letter, research.patterns[id_]) for letter, id_ in one.options)
    ]


def _areas(found: Results) -> tuple[Block, ...]:
    ranked = sorted(found.areas, key=lambda one: -one[1])
    lines = [f"{'●' * round(level)}{'○' * (TOP_LEVEL - round(level))}  {area}  {level:.1f}" for area, level in ranked]
    return (section("\n".join(lines)),) if lines else ()


def _differing(found: Results) -> tuple[Block, ...]:
    """Where people see the same thing differently: the best start of a talk."""
    lines = [
        f"• {neutral(one.question.ask)}  _from {one.lowest} to {one.highest}_"
        for one in found.differing[:MOST_DIFFERING]
    ]
    return (section("\n".join(["*Where your answers differ most; worth a talk*", *lines])),) if lines else ()


def _start(place: int, why: Suggestion, page: Page, channel: str) -> tuple[Block, ...]:
    carried = packed(AboutPage(page.id, channel))
    told = f"*{neutral(page.title)}*\n_Because of:_ {neutral(why.because[0].ask, 300)}"
    open_ = button("Open page", f"{OPEN}:assess-{place}", carried, label=f"Open page: {page.title}")
    start = button("Start it in the channel", START, carried, label=f"Start it in the channel: {page.title}")
    return section(told), actions(open_, start)
