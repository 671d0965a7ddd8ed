"""The help page: the commands, what a message's menu offers, and what one may say to the bot. One line each."""

from collections.abc import Iterable, Sequence

from bot.card import Card
from bot.feature import About, Command, Word
from bot.neutral import escaped
from bot.views.blocks import context, header, section

INTRO = "I keep one dictionary for all of you, and speak up only when a word here is read in two ways."
PRIVATE = "Only you see this. In threads, where slash commands do not work, write `@Parlance` and the same words."
FIRST = ("/define", "/playbook", "/change")


def page(abouts: Iterable[About]) -> Card:
    told = tuple(abouts)
    commands = sorted((one for about in told for one in about.commands), key=_place)
    names = {one.name.removeprefix("/") for one in commands}
    more = {
        "/playbook": [word.name for about in told for word in about.playbooks],
        "/change": [word.name for about in told for word in about.changes],
    }
    said = [word for about in told for word in about.words if word.name not in names | set(more["/change"])]
    parts = (
        ("Commands", [_command(one, more.get(one.name, ())) for one in commands]),
        ("In a message's menu", [f"• _{one.name}_: {one.description}" for about in told for one in about.shortcuts]),
        ("After /parlance, or after my name", [_word(word) for word in said]),
    )
    blocks = (section(f"*{title}*\n" + "\n".join(lines)) for title, lines in parts if lines)
    return Card("What I can do", (header("What I can do"), section(INTRO), *blocks, context(PRIVATE)))


def _place(command: Command) -> tuple[int, str]:
    return FIRST.index(command.name) if command.name in FIRST else len(FIRST), command.name


def _command(one: Command, more: Sequence[str]) -> str:
    line = f"• `{escaped(one.name)}`  {one.description}"
    return f"{line}: {', '.join(f'`{escaped(name)}`' for name in more)}" if more else line


def _word(word: Word) -> str:
    return f"• `{escaped(f'{word.name} {word.hint}'.strip())}`  {word.help}"
