"""What was begun and not sent, the way into the form, and what is said when it was sent."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.card import Card
from bot.carried import Chosen, packed
from bot.ids import PERSON
from bot.neutral import escaped, neutral
from bot.views.blocks import actions, button, section, sentence
from bot.views.dates import date_token
from bot.views.words import counted
from changes.announcing import Told
from changes.model import Change

OPEN, RESUME, DROP = "change:open", "change:resume", "change:drop"
APPROVE, DECLINE = "change:approve", "change:decline"
CALL = re.compile(rf"^\s*{PERSON}\s*(?:changes?\s+)?announce\b[\s:,]*", re.IGNORECASE)


@dataclass(frozen=True)
class AboutSource:
    """The message with the words, or none."""

    channel: str = ""
    ts: str = ""


@dataclass(frozen=True)
class Asked:
    """A draft as it was when somebody was asked to announce it."""

    id: str
    seal: str = ""


def offer_form(about: AboutSource) -> Card:
    text = "One more press: Slack opens forms only from a button."
    return Card(text, (section(text), actions(button("Open the form", OPEN, packed(about), style="primary"))))


def without_call(text: str) -> str:
    """`@Parlance announce …` without its beginning."""
    return CALL.sub("", re.sub(r"^\s*(?:changes?\s+)?announce\b[\s:,]*", "", text, flags=re.IGNORECASE))


def listed(drafts: Sequence[Change]) -> Card:
    if not drafts:
        return sentence("You have no drafts. `/change announce` starts one.")
    text = f"{counted(len(drafts), 'draft')} of yours, seen by nobody else."
    blocks = [section(text)]
    for one in drafts[:10]:
        carried = packed(Chosen(one.id))
        blocks += [
            section(f"*{neutral(one.title)}*\n_Written {date_token(one.recorded.timestamp())}_"),
            actions(
                button("Go on", f"{RESUME}:{one.id}", carried, label=f"Go on with {one.title}"),
                button("Throw away", f"{DROP}:{one.id}", carried, label=f"Throw away {one.title}"),
            ),
        ]
    return Card(text, tuple(blocks))


def announced(told: Told) -> str:
    title = neutral(told.change.title)
    if told.audience.empty:
        return f":ballot_box_with_check: *{title}* is on record. Nobody was told."
    return (
        f":ballot_box_with_check: *{title}* is on its way to {told.audience.spoken()}. "
        "I have written you a message that shows who has answered; it stays up to date."
    )


def revised(told: Told) -> str:
    edited = any(one.wanted.kind == "revision" for one in told.deliveries)
    new = sum(one.wanted.kind == "card" for one in told.deliveries)
    says = " Every card that was sent will say what is different." if edited else ""
    more = f" {counted(new, 'place')} newly concerned get{'s' * (new == 1)} a card." if new else ""
    anew = len(told.outcome.asked_anew) if told.outcome else 0
    asked = f" {anew} team{'s are' if anew != 1 else ' is'} asked anew." if anew else ""
    return f":ballot_box_with_check: Revised.{says}{more}{asked}"


def announced_before(change: Change) -> str:
    return f"“{neutral(change.title)}” is announced already; it was not sent twice."


def look_again(change: Change) -> str:
    title = neutral(change.title)
    return (
        f":warning: “{title}” was revised while you looked, so nothing was sent. Press *Revise* in its summary: "
        "what you wrote stands there, upon what it has become."
    )


def not_sent(why: str) -> str:
    """`why` is a sentence of ours."""
    return f":warning: It was not sent: {escaped(why.rstrip('.'))}. What you wrote is kept: `/change drafts`."


def asked_for(title: str, people: Sequence[str]) -> str:
    who = ", ".join(f"<@{one}>" for one in people)
    return f":raised_hand: I asked {who} to announce “{neutral(title)}”. I will tell you when it is decided."


def please(change: Change, reach: str, seal: str, *, anew: bool = False) -> Card:
    """To whoever may announce it. `anew`: it is not what they were asked about before."""
    text = f"<@{change.announcer}> would like to announce “{neutral(change.title)}”, which is yours to announce."
    assets = ", ".join(f"`{neutral(one)}`" for one in change.content.assets[:10]) or "no assets named"
    carried = packed(Asked(change.id, seal))
    again = "*It was written anew since you were asked: please look once more.*\n" if anew else ""
    told = section(f"{again}{text}\n{assets}\n{neutral(change.content.what, 600)}\nIt would reach {reach}.")
    buttons = actions(button("Announce it", APPROVE, carried, style="primary"), button("Decline", DECLINE, carried))
    return Card(text, (told, buttons))
