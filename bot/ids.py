"""Slack's ids, bare and as they stand in a message: the first letter says what has this id."""

import re

CHANNEL, PERSON, TEAM = r"<#([CG]\w+)(?:\|[^>]*)?>", r"<@([UW]\w+)(?:\|[^>]*)?>", r"<!subteam\^(S\w+)(?:\|[^>]*)?>"
A_PERSON = re.compile(r"[UW](?:\d|[A-Z0-9]{3})[A-Z0-9]*")


def is_person(text: str) -> bool:
    """Asked as well where a team, or who wrote at a command line, may stand: “UX” and “WEB” are no people."""
    return A_PERSON.fullmatch(text) is not None


def mentioned(text: str) -> str:
    """Who, when the text is a mention of somebody and nothing else."""
    found = re.fullmatch(PERSON, text)
    return found[1] if found else ""


def mentions_somebody(text: str) -> bool:
    return re.search(PERSON, text) is not None


def is_group(place: str) -> bool:
    return place.startswith("S")


def is_direct(channel: str) -> bool:
    """Nobody is there but one person and us."""
    return channel.startswith("D")
