"""Why we spoke, kept quiet or offered something where not the dictionary decided but the place, the people or a change."""

from bot.neutral import neutral
from bot.views.dates import date_token
from playbooks.offers import AGAIN_DAYS, REST_DAYS, Offer, Response

SWITCHED_OFF = "notes are switched off in this channel"
ONLY_WATCHING = "I only watch in this channel for now; /parlance shadow shows what I would have written"
OPTED_OUT = "the author wants no notes"
PAGE_OFFERED = "a page was offered"
ANNOUNCING_OFFERED = "announcing a change was offered"
CHANGES_SOON = "it is about to change"
NOT_FOLLOWED = "not followed yet"
TOOK: dict[Response, str] = {
    "offered": "",
    "opened": ", and you opened it",
    "not_now": ", and you said *Not now*",
    "never_here": ", and you said *Never here*",
}
BUSY = "the notes of that hour were used up, or notes were off, muted or only watched"
PAGES_UNREAD = "A page: I have not read the pages yet, so I offer none."
NO_PAGE = "A page: none fits this message closely enough to be offered."
NO_CHANGE = "A change: this does not read like the announcement of one."
CHANGE_SWITCHED_OFF = (
    "A change: this reads like the announcement of one, but such offers are switched off in this channel."
)
CHANGE_BUSY = f"A change: this reads like the announcement of one, but {BUSY}."


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


def page_offered(title: str, offer: Offer) -> str:
    when = f"{date_token(offer.at)}{TOOK[offer.response]}"
    return f"A page: I offered you {_quoted(title)}, alone, {when}. The same page comes once in {AGAIN_DAYS} days."


def page_rests(title: str) -> str:
    return f"A page: {_quoted(title)} fits, but I offer somebody one page in {REST_DAYS} days, and none where it is not wanted."


def page_busy(title: str) -> str:
    return f"A page: {_quoted(title)} fits, but {BUSY}."


def _quoted(title: str) -> str:
    return f"“{neutral(title, 150)}”"
