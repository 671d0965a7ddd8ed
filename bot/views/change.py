"""What one can say after `/change`, and what we answer when it was something else."""

from collections.abc import Sequence

from bot.card import Card
from bot.feature import Word
from bot.neutral import escaped, neutral
from bot.views.blocks import context, header, section, sentence

A_SECTION = 8


def help_(words: Sequence[Word]) -> Card:
    lines = [_line(word) for word in words]
    told = [section("\n".join(lines[start : start + A_SECTION])) for start in range(0, len(lines), A_SECTION)]
    text = f"After /change you can say: {', '.join(word.name for word in words)}."
    foot = (
        "Only you see this. In threads, where slash commands do not work, write `@Parlance change` and the same words."
    )
    return Card(text, (header("Changes"), *told, context(foot)))


def unknown(said: str, near: str) -> Card:
    guess = f" Did you mean `/change {near}`?" if near else ""
    return sentence(f"I do not know `/change` with “{neutral(said, 40)}”.{guess} `/change help` lists what it knows.")


def _line(word: Word) -> str:
    example = f" For example `{escaped(word.example)}`" if word.example else ""
    return f"• `{escaped(f'/change {word.name} {word.hint}'.strip())}`  {word.help}{example}"
