"""Who may not announce something asks someone who may; the draft waits meanwhile."""

from dataclasses import dataclass

from bot.ask import Ask
from bot.changing import Changing
from bot.views import change_drafts as views
from bot.whisper import write_to
from changes.announcing import Preview
from changes.drafts import Drafts
from changes.model import Change
from changes.roles import NotAllowed
from store.workspace import Workspace

MOST = 3


@dataclass(frozen=True)
class Asking:
    changing: Changing

    async def ask_for(self, ask: Ask, kept: Change) -> str:
        """What to say to whoever asked."""
        approvers = (await self.changing.approvers(ask, kept.content.assets))[:MOST]
        if not approvers:
            raise NotAllowed(kept.content.assets)
        team = await self.changing.team(ask.workspace)
        preview = await self.changing.door(self._preview, team.workspace, kept)
        for person in approvers:
            await write_to(ask.client, person, views.please(kept, preview.audience.spoken()))
        return views.asked_for(kept.title, approvers)

    def _preview(self, here: Workspace, kept: Change) -> Preview:
        named = Drafts(here).plan(kept.id, kept.announcer).named
        return self.changing.announcing(here).preview(kept.content, kept.announcer, self.changing.now, named)
