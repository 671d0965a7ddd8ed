"""The words of one message, explained to one reader: what each means here, and what else it may mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.card import Block, Card, Modal
from bot.neutral import neutral
from bot.views.blocks import context, section
from bot.views.words import chance, discipline, label
from glossary.model import Sense, Term

MOST = 8
SURE = 0.55
PRIVATE = "Only you see this. `/define` with a word tells you more."


@dataclass(frozen=True)
class Explained:
    """A term with its senses, the likeliest first; `settled` when the thread has said which is meant."""

    term: Term
    senses: tuple[tuple[Sense, float], ...]
    settled: str = ""


def card(found: Sequence[Explained], unknown: Sequence[str]) -> Card:
    if not found and not unknown:
        text = "I found no word of the dictionary in it. Code, quotes, links and file names are not read."
        return Card(text, (section(text), context("`/define` with a word looks a word up, also by what it means.")))
    spoken = "; ".join(f"{neutral(one.term.name)}: {_short(one)}" for one in found) or "No word of the dictionary."
    blocks = tuple(section(_words(one)) for one in found[:MOST])
    return Card(spoken, (*blocks, *_rest(len(found) - MOST), *_unknown(unknown), context(PRIVATE)))


def modal(of: Card) -> Modal:
    return Modal("explain:read", "The words here", of.blocks)


def waiting() -> Modal:
    return Modal("explain:read", "The words here", (context("Reading …"),))


def _words(one: Explained) -> str:
    name = f"*{neutral(one.term.name)}*"
    if one.settled:
        return f"{name}: in this thread, {neutral(one.settled, 300)}"
    (best, p), *others = one.senses
    also = f"\n_Elsewhere also: {_others([sense for sense, _ in others])}._" if others else ""
    if others and p < SURE:
        ways = "\n".join(_way(sense) for sense, _ in one.senses[:4])
        return f"{name} may mean several things here:\n{ways}"
    sure = f" ({chance(p)})" if others else ""
    way = f": *{label(best)}*" if others or best.say_instead else ""  # an only meaning is often called as the word is
    return f"{name}{sure}{way}  ·  {discipline(best.discipline)}\n{neutral(best.definition, 400)}{also}"


def _way(sense: Sense) -> str:
    return f"• *{label(sense)}*  ·  {discipline(sense.discipline)}: {neutral(sense.definition, 250)}"


def _others(senses: Sequence[Sense]) -> str:
    return ", ".join(f"{label(sense)} ({discipline(sense.discipline)})" for sense in senses[:4])


def _short(one: Explained) -> str:
    return neutral(one.settled or one.senses[0][0].definition, 200)


def _rest(count: int) -> tuple[Block, ...]:
    return (context(f"And {count} more."),) if count > 0 else ()


def _unknown(words: Sequence[str]) -> tuple[Block, ...]:
    if not words:
        return ()
    names = ", ".join(f"*{neutral(word, 20)}*" for word in words[:6])
    return (
        context(f"Not in the dictionary: {names}. If you know: `/define {neutral(words[0], 20)} = what it means`."),
    )
