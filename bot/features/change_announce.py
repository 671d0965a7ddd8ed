"""`/change announce`: a form, a look at what it would do, and one press; what was typed is kept until it is sent."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.announcement import Faults, filled
from bot.approval import Approval
from bot.ask import Ask, Respond
from bot.board import Board
from bot.carried import Chosen, unpacked
from bot.changing import Changing
from bot.drafting import Begun, Drafting, Source
from bot.errors import Refusal
from bot.feature import About, Scope, Shortcut, Word
from bot.kind_words import kind_words
from bot.press import Press
from bot.previewing import BLANK, Previewing
from bot.pushing import become, push
from bot.reaching import require_others
from bot.typed import Typed
from bot.views import change_drafts as drafts_views
from bot.views import change_form, change_preview, refusals
from bot.views.blocks import sentence
from bot.views.change_drafts import AboutSource
from bot.views.change_form import AboutForm
from bot.views.change_preview import AboutDraft, Instead
from bot.whisper import write_to
from changes.announcing import Told
from changes.drafts import Drafts, Plan, sealed
from changes.ledger import Ledger
from changes.lifecycle import RevisedMeanwhile, WrongState
from changes.model import Change
from store.workspace import Workspace

CALLBACK = "announce"


class WrittenAnew(Refusal):
    def __init__(self, kept: Change) -> None:
        super().__init__(refusals.written_anew(kept.title))


@dataclass(frozen=True)
class Announce:
    changing: Changing
    drafting: Drafting

    @property
    def about(self) -> About:
        announce = Word(
            "announce",
            "Tell everyone who depends on something that it will change.",
            self.announce,
            hint="[what changes]",
            example="/change announce warehouse.orders.amount becomes cents on 1 May",
        )
        return About(
            name="Announcing changes",
            help="Say once what will change; I tell everyone concerned, and collect what they answer.",
            shortcuts=(Shortcut(CALLBACK, "Announce this change", "Tell everyone concerned what is said here"),),
            scopes=(
                Scope("chat:write", "to send one card to everyone concerned, and to keep it up to date"),
                Scope("usergroups:read", "to know which teams somebody is in, who may announce what, whom a team is"),
                Scope("users:read", "to read dates in a person's own time zone"),
            ),
            words=(announce,),
            changes=(announce, Word("drafts", "What you began to announce and have not sent.", self.drafts)),
        )

    def register(self, board: Board) -> None:
        board.shortcut(CALLBACK, self.from_menu)
        board.button(drafts_views.OPEN, AboutSource, self.open)
        board.button(re.compile(f"^{drafts_views.RESUME}:"), Chosen, self.resume)
        board.button(re.compile(f"^{drafts_views.DROP}:"), Chosen, self.drop)
        board.action(re.compile(f"^{change_preview.USE}:"), self.use)
        board.action(change_preview.KEEP, self.kept)
        board.view(change_form.FORM, self.filled_in)
        board.view(change_preview.PREVIEW, self.confirmed)

    async def announce(self, ask: Ask) -> None:
        """In a thread there is nothing that a form could be opened from but a button."""
        if not ask.trigger:
            about = AboutSource(ask.channel, ask.ts) if ask.words else AboutSource()
            await ask.answer(drafts_views.offer_form(about))
        elif ask.words:
            await self.drafting.write(ask, Source(ask.words))
        else:
            await self.drafting.blank(ask)

    async def from_menu(self, shortcut: Mapping[str, Any], client: AsyncWebClient) -> None:
        message, channel = shortcut["message"], shortcut["channel"]["id"]
        said = Source(message.get("text") or "", channel, message["ts"], message.get("user", ""))
        await self.drafting.write(Ask.of(shortcut, client, channel), said)

    async def open(self, press: Press, about: AboutSource) -> None:
        """The words stand in the message that asked; they are read there, so that none is cut off."""
        ask = press.ask
        if not about.ts:
            return await self.drafting.blank(ask)
        text = await said_there(ask.client, about)
        return await self.drafting.write(ask, Source(drafts_views.without_call(text)))

    async def filled_in(
        self,
        ack: Respond,
        body: Mapping[str, Any],
        view: Mapping[str, Any],
        client: AsyncWebClient,
        context: Mapping[str, Any],
    ) -> None:
        """A fault is shown at its field. What is sound is looked at while the form is acknowledged already."""
        about, typed = unpacked(AboutForm, view.get("private_metadata")), Typed.of(view)
        ask = Ask.of(body, client)
        try:
            require_others(filled(typed, about, BLANK, self.changing.now), str(context.get("bot_user_id")))
        except Faults as faults:
            await ack(response_action="errors", errors=faults.by_block)
            return
        shown = await push(ack, change_preview.looking())
        try:
            modal = await Previewing(self.changing).of(ask, about, typed)
        except (LookupError, PermissionError, ValueError, Refusal) as error:
            if not kind_words(error):
                raise
            modal = change_preview.said(drafts_views.not_sent(kind_words(error)))
        await become(client, shown, modal)

    async def use(self, body: Mapping[str, Any], action: Mapping[str, Any], client: AsyncWebClient) -> None:
        """A name that nobody knows becomes the one that was meant."""
        ask, wanted = Ask.of(body, client), unpacked(Instead, action.get("value"))
        team = await self.changing.team(ask.workspace)
        kept, plan = await self.changing.door(_renamed, team.workspace, wanted, ask.person, self)
        modal = await Previewing(self.changing).draft(ask, kept, plan)
        await client.views_update(view_id=body["view"]["id"], view=modal.view())

    async def kept(self, body: Mapping[str, Any], client: AsyncWebClient) -> None:
        await client.views_update(view_id=body["view"]["id"], view=change_preview.kept().view())

    async def confirmed(
        self, ack: Respond, body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient
    ) -> None:
        """Asked once more who may: the form may have been open for hours."""
        about = unpacked(AboutDraft, view.get("private_metadata"))
        typed = Typed.of(view)
        open_ = change_preview.unticked(typed.fields, [one for one in typed.fields if typed.ticked(one)])
        if open_:
            await ack(response_action="errors", errors=open_)
            return
        await ack(response_action="update", view=change_preview.sending().view())
        ask = Ask.of(body, client)
        try:
            said = await self._sent(ask, about, to_nobody=change_preview.RECORD in typed.fields)
        except RevisedMeanwhile as error:
            said = drafts_views.look_again(error.change)
        except (Refusal, LookupError, PermissionError, ValueError) as error:
            if not kind_words(error):
                raise
            said = drafts_views.not_sent(kind_words(error))
        if said:
            await write_to(client, ask.person, sentence(said))

    async def _sent(self, ask: Ask, about: AboutDraft, *, to_nobody: bool) -> str:
        """What is to be said besides the summary, which follows by itself."""
        team = await self.changing.team(ask.workspace)
        if about.change:
            change = await self.changing.require_announcer(ask, about.change)
            told = await self.changing.door(self._revise, team.workspace, change, ask.person, about)
            return drafts_views.revised(told)
        kept = await self.changing.door(_as_shown, team.workspace, about)
        if not await self.changing.may_announce(ask, kept.content.assets):
            return await Approval(self.changing).ask_for(ask, kept)
        try:
            await self.changing.door(self._release, team.workspace, kept, to_nobody=to_nobody)
        except WrongState:
            return drafts_views.announced_before(kept)
        return ""

    def _release(self, here: Workspace, kept: Change, *, to_nobody: bool) -> Told:
        named = Drafts(here).plan(kept.id, kept.announcer).named
        return self.changing.announcing(here).release(kept.id, self.changing.now, named=named, to_nobody=to_nobody)

    def _revise(self, here: Workspace, change: Change, by: str, about: AboutDraft) -> Told:
        """What was shown, upon the revision that was shown; once confirmed it is no proposal any more."""
        drafts, now = Drafts(here), self.changing.now
        plan = drafts.plan(change.id, by)
        if plan.revised is None or sealed(plan.revised, ()) != about.seal:
            raise RevisedMeanwhile(change)
        told = self.changing.announcing(here).revise(change.id, plan.revised, by, now, base=about.revision)
        drafts.settle(change.id, by, now)
        return told

    async def drafts(self, ask: Ask) -> None:
        team = await self.changing.team(ask.workspace)
        await ask.answer(drafts_views.listed(await self.changing.door(Drafts(team.workspace).of, ask.person)))

    async def resume(self, press: Press, chosen: Chosen) -> None:
        await self.drafting.again(press.ask, lambda: self._kept(press.ask, chosen.id))

    async def _kept(self, ask: Ask, id_: str) -> Begun:
        team = await self.changing.team(ask.workspace)
        kept = await self.changing.door(Drafts(team.workspace).own, id_, ask.person)
        plan = await self.changing.door(Drafts(team.workspace).plan, id_, ask.person)
        return Begun(kept.content, plan.named, AboutForm(id_, "", plan.channel, plan.ts))

    async def drop(self, press: Press, chosen: Chosen) -> None:
        team = await self.changing.team(press.ask.workspace)
        await self.changing.door(Drafts(team.workspace).drop, chosen.id, press.ask.person)
        left = await self.changing.door(Drafts(team.workspace).of, press.ask.person)
        await press.become(drafts_views.listed(left))


async def said_there(client: AsyncWebClient, about: AboutSource) -> str:
    found = await client.conversations_replies(channel=about.channel, ts=about.ts, limit=1, inclusive=True)
    return str(found["messages"][0].get("text", "")) if found["messages"] else ""


def _as_shown(here: Workspace, about: AboutDraft) -> Change:
    kept = Ledger(here).get(about.draft)
    if kept.state == "draft" and sealed(kept.content, Drafts(here).plan(kept.id, kept.announcer).named) != about.seal:
        raise WrittenAnew(kept)
    return kept


def _renamed(here: Workspace, wanted: Instead, person: str, feature: Announce) -> tuple[Change, Plan]:
    drafts = Drafts(here)
    kept, plan = drafts.own(wanted.draft, person), drafts.plan(wanted.draft, person)
    assets = tuple(wanted.known if one == wanted.written else one for one in kept.content.assets)
    content = replace(kept.content, assets=tuple(dict.fromkeys(assets)))
    return drafts.keep(content, person, feature.changing.now, plan, kept.id), plan
