"""May we say something unasked, here and now? The budget, mutes and styles are those of notes about words; claimed, then said."""

import time
from dataclasses import dataclass
from typing import Literal

from bot.manners import Manner, Style
from bot.message import Message
from bot.teams import Team
from glossary.decision import Budget
from glossary.history import Judgement, Note

DAY = 86_400.0
Answer = Literal["dismissed", "answered"]


@dataclass(frozen=True)
class Offer:
    """`about` is what is not brought up again for `lately`; `reason` is what `/parlance why` tells."""

    about: str
    kind: str
    reason: str
    lately: float = 7 * DAY
    switch: str = ""


def claimed(team: Team, message: Message, offer: Offer) -> tuple[Note, Style] | None:
    """Blocking. The right to say it, and how notes are written in this channel; None for silence."""
    ways = team.ways.of(message.channel)
    hushed = ways.silence(message, time.time()) or (offer.switch and ways.wishes.get(offer.switch) == "off")
    if hushed or _spent(team, message.channel, ways.manner):
        return None
    if offer.about in team.history.said(message.channel, message.root, offer.lately):
        return None
    judgement = Judgement(
        message.channel, message.ts, message.root, message.person, offer.about, offer.kind, offer.reason, "", ()
    )
    note = team.history.claim(judgement, ways.manner.style, again=True)
    return (note, ways.manner.style) if note else None


def answered(team: Team, channel: str, ts: str, answer: Answer) -> None:
    note = team.history.note(channel, ts)
    if note is not None:
        team.history.settle(note, answer)


def switch(team: Team, channel: str, name: str, *, on: bool) -> None:
    team.manners.wish(channel, **{name: None if on else "off"})


def _spent(team: Team, channel: str, manner: Manner) -> bool:
    recent = team.history.recent(channel)
    return Budget(recent.last_hour, manner.notes_an_hour, recent.dismissed, recent.answered, manner.caution).spent
