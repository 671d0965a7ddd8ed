"""When we did not understand: what was said, and the nearest thing we do know."""

from bot.card import Card
from bot.neutral import neutral
from bot.views.blocks import sentence


def not_understood(said: str, nearest: str) -> Card:
    heard = f"I don't know “{neutral(said, 40)}”." if said else "I did not catch that."
    guess = f" Did you mean `/parlance {nearest}`?" if nearest else ""
    return sentence(f"{heard}{guess} `/parlance help` lists what I can do.")
