"""Why we spoke or kept quiet where not the dictionary but the place, the people or a change decided: half a sentence."""

SWITCHED_OFF = "notes are switched off in this channel"
ONLY_WATCHING = "I only watch in this channel for now; /parlance shadow shows what I would have written"
OPTED_OUT = "the author wants no notes"
PAGE_OFFERED = "a page was offered"
ANNOUNCING_OFFERED = "announcing a change was offered"
CHANGES_SOON = "it is about to change"
NOT_FOLLOWED = "not followed yet"


def muted(what: str) -> str:
    return f"this {what} is muted"


def brought_up(term: str) -> str:
    return f"{term} was brought up in this channel not long ago"


def announces(kind: str | None, probability: float) -> str:
    return f"the message announces a change ({kind}, {round(100 * probability)}% sure)"


def asset_changes(asset: str) -> str:
    return f"{asset} is about to change"


def named_often(wish: str) -> str:
    return f"this channel names {wish} often and does not follow it"
