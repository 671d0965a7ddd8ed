"""Where the answer to a click goes: in the place of what was pressed if only they see it, else to them alone."""

from bot.ask import Ask
from bot.card import Card
from bot.press import Press
from bot.whisper import write_to


async def instead(press: Press, card: Card) -> None:
    if press.respond is not None:
        await press.respond(replace_original=True, **card.arguments())
    else:
        await beside(press.ask, card)


async def beside(ask: Ask, card: Card) -> None:
    """On the home page there is no channel: then it is a direct message."""
    await (ask.answer(card) if ask.channel else write_to(ask.client, ask.person, card))
