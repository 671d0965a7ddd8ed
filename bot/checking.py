"""A draft looked at before it is sent: whom it reaches, which of its words are unclear, what went wrong there before."""

import asyncio
from dataclasses import dataclass

from bot.ask import Ask
from bot.changing import Changing
from bot.reader import Scene
from bot.teams import Team
from bot.views import change_card
from bot.views.change_card import Standing
from bot.views.change_preview import Checked, Revised, Unclear
from changes import lifecycle
from changes.checking import long_past
from changes.drafts import Plan
from changes.ledger import Ledger
from changes.model import Change, Draft
from glossary.model import Term

READ_IN_TIME = 1.2  # somebody is waiting


@dataclass(frozen=True)
class Checking:
    changing: Changing

    async def draft(self, ask: Ask, change: Change, plan: Plan) -> Checked:
        team = await self.changing.team(ask.workspace)
        content, now = change.content, self.changing.now
        announcing = await self.changing.door(self.changing.announcing, team.workspace)
        preview = await self.changing.door(announcing.preview, content, ask.person, now, plan.named)
        allowed = await self.changing.may_announce(ask, content.assets)
        asks = () if allowed else await self.changing.approvers(ask, content.assets)
        unclear = await self._unclear(team, content)
        passed = bool(content.when and content.when.start <= now)
        card = change_card.card(Standing(change))
        past = content.when.day if content.when and long_past(content.when, None, now) else None
        return Checked(preview, card, unclear or (), unclear is None, asks, allowed, passed, past)

    async def revision(self, ask: Ask, before: Change, content: Draft, meanwhile: tuple[str, ...]) -> Revised:
        team = await self.changing.team(ask.workspace)
        after = lifecycle.revise(before, content)
        said = lifecycle.said(before.content, content)
        anew = await self.changing.door(_asked_anew, team, before, content)
        card = change_card.card(Standing(after, said))
        moved = long_past(content.when, before.content.when, self.changing.now)
        past = content.when.day if content.when and moved else None
        return Revised(said, lifecycle.worse(before.content, content), anew, card, meanwhile, past)

    async def _unclear(self, team: Team, content: Draft) -> tuple[Unclear, ...] | None:
        """None when it could not be read in time."""
        reading = self.changing.door(_unclear, team, content)
        try:
            return await asyncio.wait_for(asyncio.shield(reading), READ_IN_TIME)
        except TimeoutError:
            return None


def _unclear(team: Team, content: Draft) -> tuple[Unclear, ...]:
    """Words of several meanings that the draft itself leaves open."""
    text = "\n".join(one for one in (content.title, content.what, content.why, content.to_do) if one)
    mentions = [one for one in team.reader.match(text) if _may_be_misread(team.reader.term(one.term))]
    if not mentions:
        return ()
    readings = team.reader.read(text, mentions, Scene("", "", "", ""))
    open_ = dict.fromkeys(one.mention.term for one in readings if one.kind == "ambiguous")
    terms = [term for name in open_ if (term := team.reader.term(name))]
    return tuple(Unclear(term.name, tuple(one.say_instead or one.definition for one in term.senses)) for term in terms)


def _may_be_misread(term: Term | None) -> bool:
    return term is not None and term.priority == "core" and len(term.senses) > 1


def _asked_anew(team: Team, before: Change, content: Draft) -> int:
    with team.workspace.database.read() as connection:
        given = Ledger(team.workspace).acks.current(connection, before.id)
    return sum(not lifecycle.carries_over(ack, before.content, content) for ack in given)
