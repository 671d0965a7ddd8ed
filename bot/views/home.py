"""App Home: what waits for me first, then what runs, what I follow, what is new, and myself; never over Slack's limits."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.card import Block, Card, speakable
from bot.carried import AboutTerm, PageOf, packed
from bot.home import ORDER, Section
from bot.neutral import neutral
from bot.views.blocks import actions, button, context, divider, header, section, sentence
from bot.views.define import LOOK
from bot.views.paging import paged
from bot.views.words import begun, counted
from glossary.history import Note
from glossary.usage import Used

TURN = "home:turn"
A_PAGE = 5
MOST_BLOCKS = 96
ITEM_BLOCKS = 4


def home(sections: Sequence[Section], pages: Mapping[str, int], metadata: str = "") -> dict[str, Any]:
    """The view for views.publish. A section that no longer fits says so instead of being refused with all the others."""
    blocks: list[Block] = [
        section("*Parlance* helps you agree on words, find advice and hear of changes in time. Only you see this page.")
    ]
    for one in sorted(_telling(sections), key=lambda each: ORDER.index(each.place)):
        shown = _section(one, pages.get(one.title, 0))
        if len(blocks) + len(shown) > MOST_BLOCKS:
            blocks.append(context("There is more than fits here. `/parlance help` lists what I can do."))
            break
        blocks += [divider(), *shown]
    view: dict[str, Any] = {"type": "home", "blocks": [dict(block) for block in blocks[:100]]}
    return speakable(view | ({"private_metadata": metadata} if metadata else {}))


def _telling(sections: Sequence[Section]) -> Sequence[Section]:
    """Nobody reads that nothing waits, and below it what does."""
    full = {one.place for one in sections if one.items}
    return [one for one in sections if one.items or one.foot or not (one.empty and one.place in full)]


def point() -> Card:
    return sentence("Your page is under my name in the list of apps, in the tab *Home*. I have just renewed it.")


def waiting(asked: Sequence[tuple[Note, str]]) -> Section:
    """Each open question about what I wrote, with a link to where it was asked."""
    items = tuple((section(_question(note, link)),) for note, link in asked)
    return Section("waiting", "Waiting for you", items, "Nothing waits for you.")


def fresh(used: Sequence[Used]) -> Section:
    items = tuple(
        (
            section(
                f"*{neutral(one.term)}*  in {counted(one.times, 'message')}",
                button("What is it?", f"{LOOK}:home-{n}", packed(AboutTerm(one.term)), label=f"What is it? {one.term}"),
            ),
        )
        for n, one in enumerate(used)
    )
    return Section("new", "New words in your channels", items, "No new words in your channels lately.")


def tour() -> Section:
    lines = (
        "• `/define churn` shows what a word means; `/define churn = customers who leave` adds a meaning",
        "• `/playbook` with a problem in your own words finds what research and practice recommend",
        "• `/change` announces a change to everybody it concerns",
        "• _Explain the words here_ in a message's menu works in threads too",
        "• `/parlance help` lists everything; `/parlance mute` makes me quiet",
    )
    return Section.of("me", "What I can do", section("\n".join(lines)))


def missing(excuses: Sequence[str]) -> Section:
    return Section("me", "Some of this page is missing", tuple((context(one),) for one in dict.fromkeys(excuses)))


def _section(of: Section, page: int) -> list[Block]:
    here = paged(of.items, page, A_PAGE)
    shown = [block for item in here.shown for block in item[:ITEM_BLOCKS]]
    empty = [context(of.empty)] if of.empty and not of.items else []
    turns = here.turns(f"{TURN}:{of.place}", lambda to: packed(PageOf(to, of.title)))
    foot = [context(begun(here.place)), actions(*turns)] if turns else []
    return [header(of.title), *empty, *shown, *foot, *of.foot]


def _question(note: Note, link: str) -> str:
    where = f"<{link}|your message>" if link else "your message"
    return f"In <#{note.channel}>: what did you mean by *{neutral(note.term)}* in {where}? One click answers it."
