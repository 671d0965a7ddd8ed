"""What a person reads when something could not be done."""

from bot.card import Card
from bot.neutral import escaped
from bot.views.blocks import context, section, sentence
from bot.views.words import alone


def refused(why: str) -> Card:
    return sentence(escaped(alone(why)))


def surprised(reference: str) -> Card:
    text = "Something went wrong on my side, and nothing was changed. Please try again."
    hint = f"If it happens again, tell whoever runs me this number: `{reference}`"
    return Card(f"{text} {hint}", (section(text), context(hint)))


def not_shown(reference: str) -> str:
    """Of a part, where the rest can be shown."""
    return f"A part of this page could not be made. If that stays so, tell whoever runs me this number: `{reference}`"
