"""Before something goes for good: what goes, what stays without a name, and one button."""

from bot.card import Card
from bot.carried import Chosen, packed
from bot.views.blocks import actions, button, context, section, sentence
from bot.views.words import counted

SURE = "forget:sure"


def sure(person: str) -> Card:
    text = (
        f"I would remove what I keep about <@{person}>: discipline, known words, answers, opt-out, own subscriptions. "
        "What they wrote into the dictionary, decisions and playbooks stays, without their name."
    )
    remove = button("Remove it", SURE, packed(Chosen(person)), style="danger", label="Remove it; this cannot be undone")
    return Card(
        text, (section(text), actions(remove), context("This cannot be undone. Messages in Slack are not touched."))
    )


def done(removed: int, unnamed: int) -> Card:
    gone = "1 entry is" if removed == 1 else f"{removed} entries are"
    return sentence(f"Done: {gone} gone, and the name was taken from {counted(unnamed, 'other')}.")


def whom() -> Card:
    return sentence("Write `/parlance forget me`, or, as an admin, `/parlance forget @somebody`.")
