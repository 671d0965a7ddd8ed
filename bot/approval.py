"""Who may not announce something asks someone who may; the draft waits meanwhile."""

from dataclasses import dataclass

from bot.ask import Ask
from bot.card import Card
from bot.changing import Changing
from bot.views import change_drafts as views
from bot.whisper import write_to
from changes.drafts import Drafts, sealed
from changes.model import Change
from changes.roles import NotAllowed
from store.workspace import Workspace

MOST = 3


@dataclass(frozen=True)
class Approval:
    changing: Changing

    async def ask_for(self, ask: Ask, kept: Change) -> str:
        """What to say to whoever asked."""
        approvers = (await self.changing.approvers(ask, kept.content.assets))[:MOST]
        if not approvers:
            raise NotAllowed(kept.content.assets)
        team = await self.changing.team(ask.workspace)
        card = await self.changing.door(self.card, team.workspace, kept)
        for person in approvers:
            await write_to(ask.client, person, card)
        return views.asked_for(kept.title, approvers)

    def card(self, here: Workspace, kept: Change, *, anew: bool = False) -> Card:
        """Blocking."""
        named = Drafts(here).plan(kept.id, kept.announcer).named
        announcing = self.changing.announcing(here)
        preview = announcing.preview(kept.content, kept.announcer, self.changing.now, named)
        return views.please(kept, preview.audience.spoken(), sealed(kept.content, named), anew=anew)
