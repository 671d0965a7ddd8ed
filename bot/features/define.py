"""`/define`: look a word up, privately; share it; add one in one line; leaf through the dictionary."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.ask import Ask, slash
from bot.asked import Asked, as_question, asked
from bot.board import Board
from bot.card import Card
from bot.carried import AboutTerm, PageOf
from bot.directory import Directory
from bot.door import Door
from bot.edits import Edits, entry_or_blank, new_sense, with_meaning
from bot.errors import Refusal
from bot.feature import About, Command, Word
from bot.ids import mentions_somebody
from bot.names import spelled
from bot.press import Press
from bot.teams import Team, Teams
from bot.views import define as views
from bot.views import refusals
from bot.word_finder import Found
from glossary.editing import BadEdit, fit_name
from glossary.model import Sense, Term

ANYBODY = "business"  # the discipline of a meaning whose author's we do not know


class NothingSaid(Refusal):
    def __init__(self, term: str) -> None:
        super().__init__(refusals.nothing_said(term))


class NoWord(Refusal):
    def __init__(self) -> None:
        super().__init__(refusals.NO_WORD)


class NobodyHere(Refusal):
    def __init__(self) -> None:
        super().__init__(refusals.NOBODY_HERE)


@dataclass(frozen=True)
class Define:
    teams: Teams
    door: Door
    directory: Directory

    @property
    def about(self) -> About:
        return About(
            name="The dictionary",
            help="Look up a word, see its meanings in each discipline, add one of your own.",
            commands=(Command("/define", "Look up a word, or say what it means", "word | word = meaning"),),
            words=(
                Word(
                    "define",
                    "What a word means here.",
                    self.look,
                    hint="word | word = meaning",
                    also=("what is", "what's", "what are", "what does", "whats"),
                    example="@Parlance what is PSI?",
                ),
            ),
        )

    def register(self, board: Board) -> None:
        board.command("/define", slash(self.look))
        board.button(re.compile(f"^{views.LOOK}:"), AboutTerm, self.look_closer)
        board.button(re.compile(f"^{views.TURN}:"), PageOf, self.turn)
        board.button(views.SHARE, AboutTerm, self.share)

    async def look(self, ask: Ask) -> None:
        wanted = asked(await spelled(ask.client, ask.words))
        team = await self.door(self.teams.of, ask.workspace)
        if not wanted.term and wanted.meaning is not None:
            raise NoWord
        if not wanted.term:
            return await ask.answer(await self.door(_page, team, 0))
        if wanted.meaning is not None:
            return await self._add(ask, team, wanted)
        discipline = await self._discipline(ask, team)
        if mentions_somebody(ask.words):  # what is looked up in vain is kept, and people are not
            raise NobodyHere
        return await ask.answer(await self.door(_found, team, wanted.term, _place(ask), discipline))

    async def look_closer(self, press: Press, about: AboutTerm) -> None:
        team = await self.door(self.teams.of, press.ask.workspace)
        discipline = await self._discipline(press.ask, team)
        card = await self.door(_found, team, about.term, _place(press.ask), discipline)
        if press.private:
            await press.become(card)
        elif press.ask.channel:
            await press.ask.answer(card)
        else:  # from App Home, where there is nothing to answer in
            await press.ask.open(views.modal(card))

    async def turn(self, press: Press, page: PageOf) -> None:
        team = await self.door(self.teams.of, press.ask.workspace)
        card = await self.door(_page, team, page.number)
        await press.become(card)

    async def share(self, press: Press, about: AboutTerm) -> None:
        team = await self.door(self.teams.of, press.ask.workspace)
        entry = await self.door(team.lexicon.entry, about.term)
        card = views.shared(entry.term, press.ask.person)
        await press.share(card, channel=about.channel, thread=about.thread)

    async def _add(self, ask: Ask, team: Team, wanted: Asked) -> None:
        if not wanted.meaning:
            raise NothingSaid(wanted.term)
        discipline = await self._discipline(ask, team) or ANYBODY
        entry = await self.door(entry_or_blank, team, wanted.term)
        sense = new_sense(entry.term, wanted.meaning, discipline)
        term = with_meaning(entry.term, sense)
        edits = Edits(self.door, self.directory)
        outcome = await edits.save(ask.client, team, term, entry.version, ask.person)
        shown = _same(outcome.entry.term, sense)
        place = _place(ask, term.name)
        card = views.waits(term, outcome.proposal) if outcome.proposal else views.saved(term, shown, place)
        await ask.answer(card)
        await edits.tell_curators(ask.client, team, outcome.proposal)

    async def _discipline(self, ask: Ask, team: Team) -> str:
        await self.directory.look_up(ask.client, team.people, (ask.person,))
        return await self.door(_discipline, team, ask.person, ask.channel)


def _discipline(team: Team, person: str, channel: str) -> str:
    return team.people.placed([person], team.manners.of(channel).discipline)[person].discipline


def _place(ask: Ask, term: str = "") -> AboutTerm:
    inside = ask.thread if ask.thread != ask.ts else ""
    return AboutTerm(term, ask.channel, inside)


def _page(team: Team, number: int) -> Card:
    terms = sorted(team.lexicon.terms(), key=lambda term: term.name.casefold())
    return views.browse(terms, number)


def _found(team: Team, words: str, place: AboutTerm, discipline: str) -> Card:
    found = _search(team, words, discipline)
    if found.entry is None:
        return _missing(team, words, found.near, AboutTerm(words, place.channel, place.thread))
    if not found.by_name:
        team.misses.record(words)
    term = found.entry.term
    aside = "" if found.by_name else views.nearest(words, found.near)
    return views.entry(term, AboutTerm(term.name, place.channel, place.thread), first=discipline, aside=aside)


def _missing(team: Team, words: str, near: Sequence[str], place: AboutTerm) -> Card:
    try:
        fit_name(words)
    except BadEdit as error:
        return views.missing(words, near, place, unfit=str(error))
    team.misses.record(words)
    return views.missing(words, near, place)


def _search(team: Team, words: str, discipline: str) -> Found:
    """As it was written, then without what makes it a question."""
    found = team.finder.find(words, discipline)
    bare = as_question(words)
    if (found.entry is None or not found.by_name) and bare != words:
        again = team.finder.find(bare, discipline)
        return again if again.by_name and again.entry else found if found.entry else again
    return found


def _same(term: Term, sense: Sense) -> Sense:
    return next((one for one in term.senses if one.definition == sense.definition), sense)
