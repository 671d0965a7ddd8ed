"""Why a private offer came to the author of a message, or none: told to that author alone."""

from bot.neutral import neutral
from bot.views.dates import date_token
from playbooks.offers import AGAIN_DAYS, REST_DAYS, Offer, Response

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


def page_offered(title: str, offer: Offer) -> str:
    when = f"{date_token(offer.at)}{TOOK[offer.response]}"
    return f"A page: I offered you {_quoted(title)}, alone, {when}. The same page comes once in {AGAIN_DAYS} days."


def page_rests(title: str) -> str:
    return f"A page: {_quoted(title)} fits, but I offer somebody one page in {REST_DAYS} days, and none where it is not wanted."


def page_busy(title: str) -> str:
    return f"A page: {_quoted(title)} fits, but {BUSY}."


def _quoted(title: str) -> str:
    return f"“{neutral(title, 150)}”"
