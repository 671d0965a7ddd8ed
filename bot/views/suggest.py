"""An offer to the one who told a problem: small, private, easily declined."""

from bot.card import Card
from bot.carried import packed
from bot.neutral import neutral
from bot.views.blocks import actions, button, context, section, sentence
from bot.views.playbook import AboutPage
from playbooks.finder import Found

OPEN, LATER, NEVER = (f"suggest:{name}" for name in ("open", "later", "never"))


def offer(found: Found, place: AboutPage) -> Card:
    title, carried = neutral(found.page.title), packed(place)
    text = f"Other teams have had something like this: *{title}*. There is a page on what helped them."
    buttons = actions(
        button("Open page", OPEN, carried, label=f"Open page: {found.page.title}"),
        button("Not now", LATER, carried),
        button("Never here", NEVER, carried, label="Never here: offer me no pages in this channel"),
    )
    return Card(text, (section(text), context(f"In others' words: “{neutral(found.why.symptom, 200)}”."), buttons))


def never() -> Card:
    return sentence(
        "Understood: I will not offer you pages in this channel. `/playbook` with a problem still finds them."
    )


def later() -> Card:
    return sentence("All right. `/playbook` with a problem finds it when you want it.")
