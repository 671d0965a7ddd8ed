"""The help page: one short paragraph per thing people can do."""

from collections.abc import Iterable

from bot.card import Card
from bot.feature import About, Word
from bot.neutral import escaped
from bot.views.blocks import context, divider, header, section

PRIVATE = "Only you see this. In threads, where slash commands do not work, write `@Parlance` and the same words."


def page(abouts: Iterable[About]) -> Card:
    told = [about for about in abouts if about.words or about.changes or about.commands or about.shortcuts]
    blocks = (
        header("What I can do"),
        section("I keep one dictionary for all of you, and speak up only when a word here is read in two ways."),
        *(section(_paragraph(about)) for about in told[:40]),
        divider(),
        context(PRIVATE),
    )
    return Card("What I can do: " + "; ".join(about.name for about in told), blocks)


def _paragraph(about: About) -> str:
    lines = [f"*{about.name}*  {about.help}"]
    lines += [f"• {_usage(f'{one.name} {one.hint}')}  {one.description}" for one in about.commands]
    lines += [f"• {_usage(f'/parlance {word.name} {word.hint}')}  {_told(word)}" for word in about.words]
    lines += [f"• {_usage(f'/change {word.name} {word.hint}')}  {_told(word)}" for word in about.changes]
    lines += [f"• _{one.name}_ in a message's menu  {one.description}" for one in about.shortcuts]
    return "\n".join(lines)


def _usage(text: str) -> str:
    return f"`{escaped(text.strip())}`"


def _told(word: Word) -> str:
    return f"{word.help} For example `{escaped(word.example)}`." if word.example else word.help
