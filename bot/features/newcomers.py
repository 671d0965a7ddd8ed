"""Somebody joins a channel: once, privately, the words most used there that their discipline is least likely to know."""

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.ask import Respond
from bot.board import Board
from bot.card import Card
from bot.carried import AboutTerm, unpacked
from bot.coming import Coming
from bot.directory import Directory
from bot.door import Door
from bot.feature import About, Scope
from bot.store import welcomed
from bot.teams import Team, Teams
from bot.views import newcomers as views
from bot.whisper import write_to
from glossary.model import Term
from glossary.usage import Usage, Used

FEWEST = 3  # a shorter letter is not worth reading


@dataclass(frozen=True)
class Newcomers:
    teams: Teams
    door: Door
    directory: Directory

    @property
    def about(self) -> About:
        return About(
            name="Newcomers",
            help="Who joins a channel gets, once and privately, the words used there that are new to them.",
            scopes=(
                Scope("channels:read", "to hear that somebody joined a public channel"),
                Scope("groups:read", "to hear that somebody joined a private channel it was invited to"),
            ),
            welcomes=self.came,
        )

    def register(self, board: Board) -> None:
        board.action(re.compile(f"^{views.KNOWN}:"), self.know)
        board.action(views.KNOW_ALL, self.know_all)

    async def came(self, coming: Coming, client: AsyncWebClient) -> None:
        if coming.is_me:
            return
        team = await self.door(self.teams.of, coming.workspace)
        await self.directory.look_up(client, team.people, (coming.person,))
        terms = await self.door(_worth_telling, team, coming.channel, coming.person)
        if len(terms) < FEWEST or not await self.door(_claim, team, coming):
            return
        await write_to(client, coming.person, await self.door(_letter, team, coming.channel, coming.person, terms))

    async def know(self, body: Mapping[str, Any], action: Mapping[str, Any], respond: Respond) -> None:
        about = unpacked(AboutTerm, action.get("value"))
        await self._learned(body, about.channel, [about.term], respond)

    async def know_all(self, body: Mapping[str, Any], action: Mapping[str, Any], respond: Respond) -> None:
        names = [one.term for one in _in_letter(body)]
        await self._learned(body, unpacked(AboutTerm, action.get("value")).channel, names, respond)

    async def _learned(self, body: Mapping[str, Any], channel: str, names: list[str], respond: Respond) -> None:
        """The letter stays, and what is known shrinks in it."""
        team, person = await self.door(self.teams.of, body["team"]["id"]), body["user"]["id"]
        shown = [one.term for one in _in_letter(body)]
        await self.door(team.people.learn, person, names)
        terms = await self.door(_named, team, shown)
        card = await self.door(_letter, team, channel, person, terms)
        await respond(replace_original=True, **card.arguments())


def _worth_telling(team: Team, channel: str, person: str) -> list[Term]:
    manner = team.manners.of(channel)
    if manner.style == "off" or manner.trial_until > time.time() or team.people.has_opted_out(person):
        return []
    if (known := team.people.known([person]).get(person)) and known.is_bot:
        return []
    mine = team.people.placed([person], manner.discipline)[person].discipline
    knows = team.people.knows(person)
    used = [(one, term) for one in Usage(team.workspace).top(channel) if (term := team.reader.term(one.term))]
    ranked = sorted(used, key=lambda pair: -strangeness(pair[0], pair[1], mine))
    return [term for _, term in ranked if term.name not in knows][: views.MOST]


def strangeness(used: Used, term: Term, discipline: str) -> float:
    """How much telling a word helps: the more it is used, and the less it belongs to the reader's own discipline."""
    own = sum(sense.discipline == discipline for sense in term.senses) / len(term.senses)
    return used.times * (1.0 - 0.8 * own)


def _claim(team: Team, coming: Coming) -> bool:
    """Leaving and coming back, or two processes, or Slack's retry: one letter."""
    with team.workspace.database.begin() as connection:
        return team.workspace.claim(connection, welcomed, person=coming.person, channel=coming.channel, at=time.time())


def _letter(team: Team, channel: str, person: str, terms: Sequence[Term]) -> Card:
    mine = team.people.placed([person])[person].discipline
    return views.letter(channel, terms, team.people.knows(person), mine)


def _named(team: Team, names: Sequence[str]) -> list[Term]:
    """Without what was taken out of the dictionary meanwhile."""
    return [entry.term for name in names if (entry := team.lexicon.find(name))]


def _in_letter(body: Mapping[str, Any]) -> list[AboutTerm]:
    """The words whose buttons the letter still shows."""
    blocks = (body.get("message") or {}).get("blocks") or []
    buttons = [block["accessory"] for block in blocks if block.get("accessory")]
    return [unpacked(AboutTerm, button.get("value")) for button in buttons]
