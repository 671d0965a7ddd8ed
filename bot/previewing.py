"""What was filled in is kept, and shown as it would be sent; a yes is given to exactly what was shown."""

from dataclasses import dataclass, replace

from bot.announcement import filled
from bot.ask import Ask
from bot.card import Modal
from bot.changing import Changing
from bot.checking import Checking
from bot.reaching import reach
from bot.typed import Typed
from bot.views import change_preview as views
from bot.views.change_form import AboutForm
from bot.views.change_preview import AboutDraft
from changes import lifecycle
from changes.drafts import Drafts, Plan, sealed
from changes.ledger import Ledger
from changes.model import Change, Draft
from store.workspace import Workspace

BLANK = Draft("", "schema")


@dataclass(frozen=True)
class Previewing:
    changing: Changing

    async def of(self, ask: Ask, about: AboutForm, typed: Typed) -> Modal:
        """Whoever is named must be within reach; said before anything is kept."""
        team = await self.changing.team(ask.workspace)
        before = await self.changing.door(_before, team.workspace, about)
        base = before.content if before else BLANK
        if about.change and before:
            base = await self.changing.door(Drafts(team.workspace).at_revision, before, about.revision)
        given = filled(typed, about, base, self.changing.now)
        reached = await reach(ask, given)
        if reached.faults:
            return views.unreachable(reached.faults)
        if about.change and before:
            return await self._revision(ask, before, base, given.content)
        plan = Plan(given.named, about.channel, about.ts)
        kept, plan = await self.changing.door(self._kept, team.workspace, ask, about, given.content, plan)
        return await self.draft(ask, kept, plan, reached.unchecked)

    async def draft(self, ask: Ask, kept: Change, plan: Plan, unchecked: int = 0) -> Modal:
        """`unchecked` are the named channels of which it could not be told whether we are there."""
        checked = replace(await Checking(self.changing).draft(ask, kept, plan), unchecked=unchecked)
        return views.preview(checked, AboutDraft(kept.id, seal=sealed(kept.content, plan.named)))

    async def _revision(self, ask: Ask, before: Change, base: Draft, mine: Draft) -> Modal:
        team = await self.changing.team(ask.workspace)
        content, revision = lifecycle.merged(base, mine, before.content), before.revision
        propose = Drafts(team.workspace).propose
        await self.changing.door(propose, before.id, content, ask.person, self.changing.now, revision)
        meanwhile = lifecycle.said(base, before.content)
        revised = await Checking(self.changing).revision(ask, before, content, meanwhile)
        return views.revision(revised, AboutDraft("", before.id, revision, sealed(content, ())))

    def _kept(self, here: Workspace, ask: Ask, about: AboutForm, content: Draft, plan: Plan) -> tuple[Change, Plan]:
        id_ = about.draft or _own_draft(here, ask.person, content)
        return Drafts(here).keep(content, ask.person, self.changing.now, plan, id_), plan


def _before(here: Workspace, about: AboutForm) -> Change | None:
    id_ = about.change or about.draft
    return Ledger(here).get(id_) if id_ else None


def _own_draft(here: Workspace, person: str, content: Draft) -> str:
    """Going back and pressing again writes the same draft anew."""
    same = (one.id for one in Drafts(here).of(person) if one.title == content.title)
    return next(same, "")
