"""Why a private offer came to the author of a message, or none: told to that author alone, from the words as they stand."""

from dataclasses import dataclass

from bot.library import Library
from bot.offering import ANNOUNCING, OFF
from bot.recognising import Recognising
from bot.teams import Team
from bot.views import reasons
from playbooks.offers import Offers, may_offer


@dataclass(frozen=True)
class Said:
    """The message: whose words, and where."""

    channel: str
    person: str
    text: str


@dataclass(frozen=True)
class OfferReasons:
    library: Library
    recognising: Recognising

    def told(self, team: Team, said: Said, *, announced: bool, now: float) -> tuple[str, ...]:
        """Blocking. `announced`: the author was offered to announce it, which is told already."""
        return self._page(team, said, now), *(() if announced else (self._change(team, said),))

    def _page(self, team: Team, said: Said, now: float) -> str:
        if not self.library.ready:
            return reasons.PAGES_UNREAD
        found = self.library.suggest(said.text)
        if found is None:
            return reasons.NO_PAGE
        title = found.page.title
        before = Offers(team.workspace).since(said.channel, 0.0)
        mine = [one for one in before if one.person == said.person]
        same = next((one for one in mine if one.page == found.page.id), None)
        if same is not None:
            return reasons.page_offered(title, same)
        if not may_offer(before, said.person, found.page.id, now):
            return reasons.page_rests(title)
        return reasons.page_busy(title)

    def _change(self, team: Team, said: Said) -> str:
        if not self.recognising.worth_reading(said.text) or not self.recognising.recognise(said.text).announcement:
            return reasons.NO_CHANGE
        if team.manners.wishes(said.channel).get(ANNOUNCING) == OFF:
            return reasons.CHANGE_SWITCHED_OFF
        return reasons.CHANGE_BUSY
