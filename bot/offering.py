"""May we say something unasked, here and now? Notes and offers of every kind share one budget and are muted together."""

from dataclasses import dataclass
from typing import Literal

from bot.manners import Manner, Style
from bot.message import Message
from bot.teams import Team
from glossary.decision import Budget
from glossary.history import Judgement, Note, Recent
from playbooks.offers import Offers

HOUR, DAY = 3600.0, 86_400.0
LATELY = 28 * DAY  # how long a page that was offered counts, as notes do
DECLINED = ("not_now", "never_here")
ANNOUNCING, OFF = "announce_offers", "off"
Answer = Literal["dismissed", "answered"]


@dataclass(frozen=True)
class Offer:
    """`about` is what is not brought up again for `lately`; `reason` is what `/parlance why` tells."""

    about: str
    kind: str
    reason: str
    lately: float = 7 * DAY
    switch: str = ""


def hushed(team: Team, message: Message, switch: str = "") -> bool:
    """Blocking. Nothing may be offered: it is switched off, muted or only watched here, or enough was said for now."""
    ways = team.ways.of(message.channel)
    off = switch != "" and ways.wishes.get(switch) == OFF
    return off or bool(ways.silence(message, team.history.clock())) or _spent(team, message.channel, ways.manner)


def claimed(team: Team, message: Message, offer: Offer) -> tuple[Note, Style] | None:
    """Blocking. The right to say it, and how notes are written in this channel; None for silence."""
    if hushed(team, message, offer.switch):
        return None
    if offer.about in team.history.said(message.channel, message.root, offer.lately):
        return None
    judgement = Judgement(
        message.channel, message.ts, message.root, message.person, offer.about, offer.kind, offer.reason, "", ()
    )
    style = team.ways.of(message.channel).manner.style
    note = team.history.claim(judgement, style, again=True)
    return (note, style) if note else None


def answered(team: Team, channel: str, ts: str, answer: Answer) -> None:
    note = team.history.note(channel, ts)
    if note is not None:
        team.history.settle(note, answer)


def switch(team: Team, channel: str, name: str, *, on: bool) -> None:
    team.manners.wish(channel, **{name: None if on else OFF})


def recent(team: Team, channel: str) -> Recent:
    """Blocking. Notes, and pages that were offered: how many, and how they were taken."""
    notes, now = team.history.recent(channel), team.history.clock()
    pages = Offers(team.workspace).since(channel, now - LATELY)
    return Recent(
        last_hour=notes.last_hour + sum(one.at > now - HOUR for one in pages),
        dismissed=notes.dismissed + sum(one.response in DECLINED for one in pages),
        answered=notes.answered + sum(one.response == "opened" for one in pages),
    )


def _spent(team: Team, channel: str, manner: Manner) -> bool:
    had = recent(team, channel)
    return Budget(had.last_hour, manner.notes_an_hour, had.dismissed, had.answered).spent
