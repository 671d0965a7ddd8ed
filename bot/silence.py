"""A reason to keep quiet whatever was said: the same for notes and for everything else we offer unasked."""

import time

from bot.manners import Manner
from bot.message import Message
from bot.teams import Team


def silence(team: Team, message: Message, manner: Manner) -> str:
    """In words, or nothing."""
    if manner.style == "off":
        return "notes are switched off in this channel"
    if manner.trial_until > time.time():
        return "I only watch in this channel for now; /parlance shadow shows what I would have written"
    muted = team.manners.muted(message.channel, message.root)
    if muted:
        return f"this {muted} is muted"
    if team.people.has_opted_out(message.person):
        return "the author wants no notes"
    return ""
