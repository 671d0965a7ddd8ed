"""Why a private offer came to the author of a message, or none: told to that author alone, from the words as they stand."""

from dataclasses import dataclass

from bot.library import Library
from bot.neutral import neutral
from bot.recognising import Recognising
from bot.teams import Team
from bot.views.dates import date_token
from playbooks.offers import AGAIN_DAYS, REST_DAYS, Offer, Offers, Response, may_offer

TOOK: dict[Response, str] = {
    "offered": "",
    "opened": ", and you opened it",
    "not_now": ", and you said *Not now*",
    "never_here": ", and you said *Never here*",
}
BUSY = "the notes of that hour were used up, or notes were off, muted or only watched"


@dataclass(frozen=True)
class Said:
    """The message: whose words, and where."""

    channel: str
    person: str
    text: str


@dataclass(frozen=True)
class Offered:
    library: Library
    recognising: Recognising

    def told(self, team: Team, said: Said, *, announced: bool, now: float) -> tuple[str, ...]:
        """Blocking. `announced`: the author was offered to announce it, which is told already."""
        return self._page(team, said, now), *(() if announced else (self._change(team, said),))

    def _page(self, team: Team, said: Said, now: float) -> str:
        if not self.library.ready:
            return "A page: I have not read the pages yet, so I offer none."
        found = self.library.suggest(said.text)
        if found is None:
            return "A page: none fits this message closely enough to be offered."
        title = f"“{neutral(found.page.title, 150)}”"
        before = Offers(team.workspace).since(said.channel, 0.0)
        mine = [one for one in before if one.person == said.person]
        same = next((one for one in mine if one.page == found.page.id), None)
        if same is not None:
            return (
                f"A page: I offered you {title}, alone, {_when(same)}. The same page comes once in {AGAIN_DAYS} days."
            )
        if not may_offer(before, said.person, found.page.id, now):
            return f"A page: {title} fits, but I offer somebody one page in {REST_DAYS} days, and none where it is not wanted."
        return f"A page: {title} fits, but {BUSY}."

    def _change(self, team: Team, said: Said) -> str:
        if not self.recognising.worth_reading(said.text) or not self.recognising.recognise(said.text).announcement:
            return "A change: this does not read like the announcement of one."
        if team.manners.wishes(said.channel).get("announce_offers") == "never":
            return (
                "A change: this reads like the announcement of one, but such offers are switched off in this channel."
            )
        return f"A change: this reads like the announcement of one, but {BUSY}."


def _when(one: Offer) -> str:
    return f"{date_token(one.at)}{TOOK[one.response]}"
