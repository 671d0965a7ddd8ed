"""`/playbook`: a problem in anybody's words, answered privately with the page that helps, and why it fits."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.ask import Ask, slash
from bot.board import Board
from bot.door import Door
from bot.feature import About, Command, Shortcut, Word
from bot.library import Library
from bot.press import Press
from bot.teams import Team, Teams
from bot.views import playbook as views
from bot.views.playbook import AboutPage, OnePoint
from glossary.history import Pin

CALLBACK = "playbook"
LONGEST = 2000  # of a message; what is longer tells the problem at its beginning


@dataclass(frozen=True)
class Playbook:
    """`others` are what one may say instead of a problem: `/playbook todo`, and nothing more than that word."""

    library: Library
    teams: Teams
    door: Door
    others: tuple[Word, ...]

    @property
    def about(self) -> About:
        return About(
            name="Playbooks",
            help="Tell a problem in your own words; get what research and practice recommend.",
            commands=(Command("/playbook", "Find what helps with a problem", _hint(self.others)),),
            shortcuts=(Shortcut(CALLBACK, "Open a playbook for this", "Find what helps with the problem told here"),),
            words=(
                Word(
                    "playbook",
                    "What helps with a problem, told in your own words.",
                    self.look,
                    hint="[problem]",
                    also=("playbooks",),
                    example="/playbook nobody knows what the columns mean",
                ),
            ),
        )

    def register(self, board: Board) -> None:
        board.command("/playbook", slash(self.look))
        board.shortcut(CALLBACK, self.from_menu)
        board.button(re.compile(f"^{views.OPEN}:"), AboutPage, self.open)
        board.button(re.compile(f"^{views.POINT}:"), OnePoint, self.point)
        board.button(views.SHARE, AboutPage, self.share)

    async def from_menu(self, shortcut: Mapping[str, Any], client: AsyncWebClient) -> None:
        """What is started from a message belongs into its thread."""
        message, channel = shortcut["message"], shortcut["channel"]["id"]
        inside = message.get("thread_ts") or ""
        words = html.unescape(message.get("text") or "")[:LONGEST]
        ask = Ask(shortcut["team"]["id"], shortcut["user"]["id"], channel, words, client, thread=inside)
        await self._find(ask, AboutPage("", channel, inside or message["ts"]))

    async def look(self, ask: Ask) -> None:
        place = _place(ask)
        other = next((word for word in self.others if ask.words.casefold() in (word.name, *word.also)), None)
        if other is not None:
            return await other.answer(ask.about(""))
        if ask.words.casefold() == "help":
            return await ask.answer(views.help_(self.others))
        if ask.words:
            return await self._find(ask, place)
        return await ask.answer(views.browse(self.library.pages, place))

    async def _find(self, ask: Ask, place: AboutPage) -> None:
        if not self.library.ready:
            await ask.answer(views.moment())
        meant = await self.door(self._meant, ask, place) if place.thread else ()
        found = await self.door(self.library.find, ask.words, 3, meant)
        await ask.answer(views.answer(found, place) if found else views.nothing(ask.words, place))

    def _meant(self, ask: Ask, place: AboutPage) -> tuple[str, ...]:
        """A word that is settled in the thread is searched in its meaning there."""
        team = self.teams.of(ask.workspace)
        pins = team.history.pins(place.channel, place.thread)
        terms = {mention.term for mention in team.reader.match(ask.words)} if pins else set()
        return tuple(_meaning(team, pins[term]) for term in sorted(terms) if term in pins)

    async def open(self, press: Press, about: AboutPage) -> None:
        page = self.library.page(about.page)
        await press.ask.open(views.page(page))

    async def point(self, press: Press, wanted: OnePoint) -> None:
        card = views.point(wanted.point, self.library.pages, AboutPage("", wanted.channel, wanted.thread))
        await press.ask.answer(card)

    async def share(self, press: Press, about: AboutPage) -> None:
        card = views.shared(self.library.page(about.page), press.ask.person, about)
        await press.share(card, channel=about.channel, thread=about.thread)


def _place(ask: Ask) -> AboutPage:
    return AboutPage("", ask.channel, ask.thread if ask.thread != ask.ts else "")


def _meaning(team: Team, pin: Pin) -> str:
    term = team.reader.term(pin.term)
    sense = term.sense(pin.sense) if term else None
    return sense.say_instead or sense.definition if sense else pin.wording


def _hint(others: tuple[Word, ...]) -> str:
    return " | ".join((views.HINT, *(word.name for word in others)))
