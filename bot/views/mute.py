"""What we say when we are asked to be quiet, or to speak again."""

from bot.card import Card
from bot.neutral import neutral
from bot.views.blocks import sentence


def quiet_in_channel() -> Card:
    return sentence("I'll be quiet in this channel. `/parlance unmute` brings me back; `/define` still works.")


def quiet_in_thread() -> Card:
    return sentence("I'll be quiet in this thread. `@Parlance unmute` in it brings me back.")


def you_are_left_alone() -> Card:
    return sentence("I'll write no notes about your messages, in any channel. `/parlance unmute me` changes that.")


def you_are_read_again() -> Card:
    return sentence("I'll read your messages again, and speak up only when a word may be read in two ways.")


def speaking_again(*, was_quiet: bool, still: str) -> Card:
    if still == "channel":
        return sentence("The whole channel is muted: `/parlance unmute` in the channel changes that.")
    return sentence(
        "I'll speak up again here." if was_quiet else "I was not muted here. I speak only when it may help."
    )


def which_thread(verb: str) -> Card:
    return sentence(f"Slash commands do not know threads. Write `@Parlance {verb}` inside the thread you mean.")


def not_that(verb: str, words: str) -> Card:
    forms = f"`/parlance {verb}` for this channel, `/parlance {verb} me` for your own messages"
    return sentence(
        f"I don't know how to {verb} “{neutral(words, 60)}”. There is {forms}, and `@Parlance {verb}` in a thread."
    )
