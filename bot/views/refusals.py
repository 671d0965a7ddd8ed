"""What we will not or cannot do, said in one kind sentence that says what to do next."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Literal

from bot.neutral import neutral
from bot.views.dates import spoken_day, zoned
from changes.remedies import Remedy

STALE_BUTTON = "That button is from an older version of me, and I no longer know what it meant. Nothing was changed."
NOT_A_DAY = "That is no day of the calendar. Choose one from the picker."
NOT_TOLD = "I did not send that card here, so I cannot tell whose answer it would be. Answer on your own card."
GONE_PAGE = "That page is no longer in the library. `/playbook` shows those that are."
NOT_IN_THE_TEAM = "A self-assessment belongs to the people of its channel. Ask for it in a channel you are in."
NOT_MYSELF = "I know what I announce myself. Name a channel, a team or `me`."
NOT_YOUR_CHANGE = "Only the one who made the last change, or a curator, may take it back. You can edit the entry."
NOT_YOUR_PROPOSAL = "Only the one who proposed it may withdraw it. A curator may decline it."
NO_GROUPS = "This workspace has no user groups. People may still tell their discipline with `/parlance me`."
NOT_YOUR_SETTINGS = (
    "The settings of a channel or a user group are made by the people in it. Join it first, or choose another."
)
CANNOT_READ = "I read only channels that both of us are in. Invite me there with `/invite`, then ask again."
NOT_YOUR_CHANNEL = "I explain a message only to people who are in its channel."
NOT_INVITED = "I am not in that channel, so I could not write there. Invite me first: `/invite @Parlance`."
NOT_THERE = "I am not in that channel, so I cannot do this there. Invite me with `/invite` and try again."
LATE = "Slack gave up waiting before I could open the form. Please try once more."
TOO_FAST = "Slack asks me to slow down. Please try again in a minute."
NO_ADDRESS = "That is no address: it begins with https:// and has no spaces."
ENDS_WITHOUT_BEGINNING = "It ends, so it begins as well: choose the first day."
ENDS_BEFORE = "It ends before it begins."
TIME_WITHOUT_DAY = "A time needs its day."
NOBODY_HERE = "The dictionary holds words, and nobody's name. Ask for a word alone, for example: /define churn"
NO_WORD = "Before the = I expected the word, for example: /define churn = customers who leave"
MYSELF = "That is me, and I know already: choose people."
REMEDIES: Mapping[Remedy, str] = {
    "a word that it is meant": "tick that it took effect then",
    "a key that declares": "an admin makes one that may with `/change key NAME for #channel`",
    "announced changes": "`/change search` finds what was announced",
    "keys": "`/change keys` lists them",
    "somebody to tell": "name a channel to tell, or announce it for the record",
    "your drafts": "`/change drafts` lists yours",
    "your subscriptions": "`/change subscriptions` shows yours",
}
PRIVATE_CHANNEL = "that private channel"
Times = Literal["working hours", "days off"]
EXAMPLES: dict[Times, str] = {
    "working hours": "Mon-Fri 9-17 Europe/Berlin",
    "days off": "2026-12-24 to 2027-01-01, 2027-05-01",
}
WHOSE: dict[str, str] = {
    "channel": "Only the members of a channel say what it is told, and I know them only where I am a member too.",
    "person": "Only people themselves say what they are told.",
    "group": "Only the members of a team say what it is told.",
}


def written_anew(title: str) -> str:
    return f"“{neutral(title)}” was written anew since you looked at it, so look once more"


def nothing_said(term: str) -> str:
    return f"After the = I expected what “{term}” means, for example: /define churn = customers who leave"


def unknown_style(value: str, styles: tuple[str, ...]) -> str:
    return f"There is no style “{value}”. Choose {', '.join(styles[:-1])} or {styles[-1]}."


def unreadable(text: str, what: Times) -> str:
    return f"I cannot read “{text}” as {what}. Write them like this: {EXAMPLES[what]}"


def unknown_place(written: str) -> str:
    return f"I cannot tell who “{written}” is. Choose it from the list that Slack shows while you type it."


def not_theirs(kind: str) -> str:
    return f"{WHOSE[kind]} Ask them to write the same."


def not_allowed(role: str) -> str:
    one = f"an {role}" if role.startswith("a") else f"a {role}"
    return f"Only {one} may do this here. A workspace admin can make you one with `/parlance role`."


def far_ahead(day: date) -> str:
    return f"{spoken_day(day)} is more than five years ahead. Is the year right?"


def no_such_day(written: str) -> str:
    return f"There is no day {written}."


def skipped_hour(at: time, zone: str) -> str:
    return f"{at:%H:%M} does not exist on that day in {zoned(zone)}: the clocks are put forward then."


def not_in(channels: Sequence[str], more: int = 0) -> str:
    names = ", ".join(channels) + (f" and {more} more" if more else "")
    return f"I am not in {names}, so I could not write there. Invite me there with /invite @Parlance, or take it out."


def sentence(fault: str) -> str:
    """What a domain says of a field, as a sentence."""
    return f"{fault[:1].upper()}{fault[1:]}."
