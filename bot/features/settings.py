"""`/parlance settings`: how I behave here and everywhere, and who may decide what; nobody's change is lost in silence."""

import json
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.ask import Ask, Respond
from bot.board import Board
from bot.card import Modal
from bot.carried import unpacked
from bot.directory import Directory
from bot.door import Door
from bot.errors import Refusal
from bot.feature import About, Scope, Word
from bot.home import Section, Viewer
from bot.ids import PERSON, TEAM, is_group
from bot.manners import EVERYWHERE
from bot.press import Press
from bot.roles import Role, require
from bot.teams import Team, Teams
from bot.views import refusals
from bot.views import settings as views
from bot.views.settings import INHERIT, LIVE, WATCH, Place, Wishes
from bot.whisper import whisper

A_WEEK = 7 * 86400.0
GRANT = re.compile(rf"^{PERSON}\s+(?:is\s+|as\s+|an?\s+)*(?P<role>\w+)$")
IN_WORKSPACE = ("style", "notes_an_hour", "caution", "review", "keep_days", "hours", "holidays")
IN_CHANNEL = ("style", "notes_an_hour", "caution", "discipline", "hours", "holidays")
NOBODY_SPECIAL = frozenset({"none", "nothing", "nobody", "revoke", "remove"})


class NotInChannel(Refusal):
    def __init__(self) -> None:
        super().__init__(refusals.NOT_YOUR_SETTINGS)


@dataclass(frozen=True)
class Curators:
    """Those with which the form was opened, and those with whom it was sent."""

    seen: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Settings:
    teams: Teams
    door: Door
    directory: Directory

    @property
    def about(self) -> About:
        return About(
            name="Settings",
            help="How I behave in a channel and in the workspace, and who may decide what.",
            words=(
                Word(
                    "settings",
                    "How I behave here, and when people here work.",
                    self.show,
                    hint="[workspace | @group]",
                    also=("config", "configure", "setup"),
                ),
                Word(
                    "role",
                    "Who decides what; make somebody a curator, a steward or an admin, or a member again.",
                    self.grant,
                    hint="[@somebody curator]",
                    also=("roles",),
                    example="/parlance role @lee curator",
                ),
            ),
            scopes=(Scope("users:read", "to know who is an admin of the workspace"),),
            sections=(self.section,),
        )

    def register(self, board: Board) -> None:
        board.button(views.OPEN, views.In, self.open)
        board.press(views.EVERYWHERE, self.open_everywhere)
        board.view(views.FORM, self.save)

    async def show(self, ask: Ask) -> None:
        team = await self.door(self.teams.of, ask.workspace)
        everywhere = ask.words.lower() in ("workspace", "everywhere", "all")
        group = re.fullmatch(TEAM, ask.words)
        if group and ask.trigger:
            return await ask.open(await self._form(ask, team, group[1]))
        if everywhere and ask.trigger:
            return await ask.open(await self._form(ask, team, EVERYWHERE))
        if ask.direct or not ask.trigger or everywhere:
            return await self._point(ask, team, everywhere=everywhere)
        return await ask.open(await self._form(ask, team, ask.channel))

    async def open(self, press: Press, about: views.In) -> None:
        team = await self.door(self.teams.of, press.ask.workspace)
        await press.ask.open(await self._form(press.ask, team, about.channel))

    async def open_everywhere(self, press: Press) -> None:
        team = await self.door(self.teams.of, press.ask.workspace)
        await press.ask.open(await self._form(press.ask, team, EVERYWHERE))

    async def save(
        self, ack: Respond, body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient
    ) -> None:
        place, given = unpacked(Place, view.get("private_metadata")), _given(view)
        wrong = views.wrong_in(given)
        if wrong:
            await ack(response_action="errors", errors=wrong)
            return
        ask = Ask.of(body, client, place.channel)
        team = await self.door(self.teams.of, ask.workspace)
        await self._check(ask, team, place.channel)
        seen = Wishes(**json.loads(place.seen))
        now = await self.door(_wishes, team, place.channel)
        changed = _changed_by_others(seen, now, given)
        if changed:
            again = replace(place, seen=_seen(now))
            manner = await self.door(team.manners.of, place.channel)
            modal = views.form(again, given, manner, _curators(view).seen, changed)
            await ack(response_action="update", view=modal.view())
            return
        await ack()
        await self.door(_keep, team, place.channel, seen, given, _curators(view))
        card = views.saved(place.channel, await self.door(team.manners.of, place.channel))
        await whisper(client, ask.person, card, "" if is_group(place.channel) else place.channel)

    async def grant(self, ask: Ask) -> None:
        """Only an admin gives roles, and nobody becomes one by asking while the directory is silent."""
        found, team = GRANT.match(ask.words), await self.door(self.teams.of, ask.workspace)
        role = _role(found["role"]) if found else None
        if not ask.words:
            return await ask.answer(views.roles(await self.door(team.people.roles)))
        if found is None or role is None:
            return await ask.answer(views.how_to_grant())
        require(await self.directory.role(ask.client, team.people, ask.person), Role.ADMIN)
        await self.door(team.people.grant, found[1], role)
        return await ask.answer(views.made(found[1], role))

    async def section(self, viewer: Viewer) -> Section | None:
        team = await self.door(self.teams.of, viewer.workspace)
        if await self.directory.role(viewer.client, team.people, viewer.person) is not Role.ADMIN:
            return None
        return views.at_home()

    async def _point(self, ask: Ask, team: Team, *, everywhere: bool) -> None:
        has = await self.directory.role(ask.client, team.people, ask.person)
        if everywhere:
            require(has, Role.ADMIN)
        manner = await self.door(team.manners.of, ask.channel)
        await ask.answer(views.pointer(ask.channel, manner, admin=has is Role.ADMIN))

    async def _form(self, ask: Ask, team: Team, channel: str) -> Modal:
        await self._check(ask, team, channel)
        wishes = await self.door(_wishes, team, channel)
        curators = await self.door(team.people.with_role, Role.CURATOR)
        return views.form(
            Place(channel, _seen(wishes)), wishes, await self.door(team.manners.of, channel), curators, {}
        )

    async def _check(self, ask: Ask, team: Team, channel: str) -> None:
        if channel == EVERYWHERE:
            require(await self.directory.role(ask.client, team.people, ask.person), Role.ADMIN)
            return
        try:
            members = await self._members(ask, channel)
        except SlackApiError as error:
            raise NotInChannel from error
        if ask.person not in members:
            raise NotInChannel

    async def _members(self, ask: Ask, place: str) -> Sequence[str]:
        if is_group(place):
            return list((await ask.client.usergroups_users_list(usergroup=place))["users"])
        return await self.directory.members(ask.client, ask.workspace, place)


def _role(word: str) -> Role | None:
    if word.lower() in NOBODY_SPECIAL:
        return Role.MEMBER
    return next((one for one in Role if one.value == word.lower()), None)


def _wishes(team: Team, channel: str) -> Wishes:
    said = team.manners.wishes(channel)
    watching = float(said.get("trial_until", 0)) > time.time()
    return Wishes(
        style=said.get("style", INHERIT),
        notes_an_hour=said.get("notes_an_hour", ""),
        caution=said.get("caution", INHERIT),
        trial=WATCH if watching else LIVE,
        discipline=said.get("discipline", INHERIT),
        review=said.get("review", "open"),
        keep_days=said.get("keep_days", ""),
        hours=said.get("hours", ""),
        holidays=said.get("holidays", ""),
    )


def _given(view: Mapping[str, Any]) -> Wishes:
    given: dict[str, str] = {}
    for name, fields in view["state"]["values"].items():
        field = fields["value"]
        if name in Wishes.__annotations__:
            chosen = field["selected_option"] or {} if "selected_option" in field else None
            given[name] = (field.get("value") or "").strip() if chosen is None else chosen.get("value", INHERIT)
    return Wishes(**given)


def _curators(view: Mapping[str, Any]) -> Curators:
    """Nobody either way where the form did not ask."""
    shown: Mapping[str, Any] = next((one["element"] for one in view["blocks"] if one.get("block_id") == "curators"), {})
    chosen = view["state"]["values"].get("curators", {}).get("value", {})
    return Curators(tuple(shown.get("initial_users", ())), tuple(chosen.get("selected_users") or ()))


def _seen(wishes: Wishes) -> str:
    return json.dumps(asdict(wishes), ensure_ascii=False)


def _changed_by_others(seen: Wishes, now: Wishes, given: Wishes) -> dict[str, str]:
    """Fields that this person changes and that somebody else has changed meanwhile, to something else."""
    before, current, wanted = asdict(seen), asdict(now), asdict(given)
    mine = {name for name, value in wanted.items() if value != before[name]}
    return {name: current[name] for name in mine if current[name] not in (before[name], wanted[name])}


def _keep(team: Team, channel: str, seen: Wishes, given: Wishes, curators: Curators) -> None:
    """Only what this person has changed, so that what others changed stays."""
    before, wanted = asdict(seen), asdict(given)
    allowed = IN_CHANNEL if channel else IN_WORKSPACE
    values: dict[str, Any] = {
        name: None if value in (INHERIT, "") else value
        for name, value in wanted.items()
        if name in allowed and value != before[name]
    }
    if channel and given.trial != seen.trial:
        values["trial_until"] = time.time() + A_WEEK if given.trial == WATCH else 0.0
    team.manners.wish(channel, **values)
    still = set(team.people.with_role(Role.CURATOR))
    for person in still & (set(curators.seen) - set(curators.chosen)):
        team.people.grant(person, Role.MEMBER)
    for person in set(curators.chosen) - set(curators.seen):
        team.people.grant(person, Role.CURATOR)
