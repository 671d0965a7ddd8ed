"""Write or mend a meaning in a form, see an entry's history, take a change back; nothing typed is ever lost."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from rapidfuzz import fuzz
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.ask import Respond
from bot.board import Board
from bot.card import Card
from bot.carried import AboutTerm, packed, unpacked
from bot.directory import Directory
from bot.door import Door
from bot.edits import Edits, Outcome, entry_or_blank, new_sense, with_meaning
from bot.errors import Refusal
from bot.feature import About
from bot.ids import is_person
from bot.press import Press
from bot.roles import Role, require
from bot.teams import Team, Teams
from bot.views import define, edit, refusals
from bot.views.edit import Draft, Editing
from bot.whisper import whisper, write_to
from glossary.editing import BadEdit
from glossary.lexicon import EditConflict, Entry
from glossary.model import Sense, Term

ALIKE = 90


class NotYourChange(Refusal):
    def __init__(self) -> None:
        super().__init__(refusals.NOT_YOUR_CHANGE)


@dataclass(frozen=True)
class Edit:
    teams: Teams
    door: Door
    directory: Directory

    @property
    def about(self) -> About:
        return About(name="Editing", help="Every change of the dictionary is kept, and can be taken back.")

    def register(self, board: Board) -> None:
        board.button(define.ADD, AboutTerm, self.add)
        board.button(define.WRONG, AboutTerm, self.mend)
        board.button(define.HISTORY, AboutTerm, self.history)
        board.button(define.UNDO, AboutTerm, self.undo)
        board.action(edit.CHOOSE, self.redraw)
        board.action(edit.TYPED, self.redraw)
        board.view(edit.FORM, self.save)

    async def add(self, press: Press, about: AboutTerm) -> None:
        await self._open(press, about, mend=False)

    async def mend(self, press: Press, about: AboutTerm) -> None:
        await self._open(press, about, mend=True)

    async def redraw(self, body: Mapping[str, Any], client: AsyncWebClient) -> None:
        """Another meaning was chosen, or a letter typed: show it. Who typed on meanwhile has a newer form; theirs stays."""
        view = body["view"]
        about = unpacked(Editing, view["private_metadata"])
        team = await self.door(self.teams.of, body["team"]["id"])
        entry = await self.door(entry_or_blank, team, about.term)
        draft = _chosen(entry.term, about, _draft(view, about))
        about = replace(about, sense=draft.sense)
        modal = edit.form(entry.term, draft, about, like=_alike(team, entry.term, draft))
        try:
            await client.views_update(view_id=view["id"], hash=view["hash"], view=modal.view())
        except SlackApiError as error:
            if error.response.get("error") not in ("hash_conflict", "not_found"):
                raise

    async def save(
        self, ack: Respond, body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient
    ) -> None:
        about = unpacked(Editing, view.get("private_metadata"))
        draft = _draft(view, about)
        team = await self.door(self.teams.of, body["team"]["id"])
        entry = await self.door(entry_or_blank, team, about.term)
        edits, person = Edits(self.door, self.directory), body["user"]["id"]
        try:
            term = _edited(entry.term, draft)
            outcome = await edits.save(client, team, term, about.base, person, draft.note)
        except BadEdit as error:
            errors = edit.errors(draft.sense, edit.DEFINITION, str(error))
            await ack(response_action="errors", errors=errors)
            return
        except EditConflict as conflict:
            await ack(response_action="update", view=_again(conflict, draft, about).view())
            return
        await ack()
        await self._tell(client, person, about, draft, outcome)
        await edits.tell_curators(client, team, outcome.proposal)

    async def history(self, press: Press, about: AboutTerm) -> None:
        team = await self.door(self.teams.of, press.ask.workspace)
        has = await self.directory.role(press.ask.client, team.people, press.ask.person)
        await press.ask.answer(await self.door(_history, team, about, press.ask.person, has))

    async def undo(self, press: Press, about: AboutTerm) -> None:
        team = await self.door(self.teams.of, press.ask.workspace)
        has = await self.directory.role(press.ask.client, team.people, press.ask.person)
        await press.ask.answer(await self.door(_undo, team, about.term, press.ask.person, has))

    async def _open(self, press: Press, about: AboutTerm, *, mend: bool) -> None:
        team = await self.door(self.teams.of, press.ask.workspace)
        await self.directory.look_up(press.ask.client, team.people, (press.ask.person,))
        placed = (await self.door(team.people.placed, [press.ask.person]))[press.ask.person].discipline
        entry = await self.door(entry_or_blank, team, about.term)
        first = define.ordered(entry.term, placed)
        draft = _of(first[0]) if mend and first else Draft(discipline=placed)
        proposes = await Edits(self.door, self.directory).proposes(press.ask.client, team, press.ask.person)
        where = about.channel or press.ask.channel
        editing = Editing(about.term, entry.version, where, about.thread, draft.sense, proposes)
        await press.ask.open(edit.form(entry.term, draft, editing))

    async def _tell(self, client: AsyncWebClient, person: str, about: Editing, draft: Draft, outcome: Outcome) -> None:
        term = outcome.entry.term
        place = AboutTerm(term.name, about.channel, about.thread)
        sense = next((one for one in term.senses if one.definition == " ".join(draft.definition.split())), None)
        shown = sense or term.senses[-1]
        card = define.waits(term, outcome.proposal) if outcome.proposal else define.saved(term, shown, place)
        await whisper(client, person, card, about.channel, about.thread)
        if is_person(outcome.told):
            await write_to(client, outcome.told, edit.changed_yours(term, person, draft.note, packed(place)))


def _draft(view: Mapping[str, Any], about: Editing) -> Draft:
    """What stands in the form; an untouched field holds what it was shown with."""
    given: dict[str, str] = {}
    for block, fields in view["state"]["values"].items():
        for field in fields.values():
            chosen = (field.get("selected_option") or {}).get("value")
            given[block.partition(":")[0]] = chosen or field.get("value") or ""
    return Draft(
        given.get(edit.SENSE) or about.sense,
        given.get(edit.DISCIPLINE, ""),
        given.get(edit.DEFINITION, ""),
        given.get(edit.INSTEAD, ""),
        given.get(edit.NOTE, ""),
    )


def _chosen(term: Term, about: Editing, draft: Draft) -> Draft:
    """Another meaning brings its own words, unless somebody has typed already: then theirs go along."""
    if draft.sense == about.sense:
        return draft
    before, now = term.sense(about.sense), term.sense(draft.sense)
    if draft.definition.strip() and (before is None or draft.definition != before.definition):
        return draft
    return replace(_of(now), note=draft.note) if now else Draft(draft.sense, draft.discipline, note=draft.note)


def _of(sense: Sense) -> Draft:
    return Draft(sense.id, sense.discipline, sense.definition, sense.say_instead)


def _edited(term: Term, draft: Draft) -> Term:
    known = term.sense(draft.sense)
    if known is None:
        return with_meaning(term, new_sense(term, draft.definition, draft.discipline, draft.instead))
    changed = replace(known, discipline=draft.discipline, definition=draft.definition, say_instead=draft.instead)
    return with_meaning(term, changed)


def _again(conflict: EditConflict, draft: Draft, about: Editing) -> Any:
    """The same form with what was typed, beside what the other one wrote, and at the version that is current now."""
    current = conflict.current
    theirs = current.term.sense(draft.sense) or current.term.senses[-1]
    return edit.form(current.term, draft, replace(about, base=current.version), conflict=theirs)


def _alike(team: Team, term: Term, draft: Draft) -> list[str]:
    """Meanings so close to the one being written that they may be the same: of this word, or under another name."""
    if len(draft.definition) < 15:
        return []
    return [
        f"{one.name}: {sense.definition}"
        for one in team.lexicon.terms()
        for sense in one.senses
        if (one.name, sense.id) != (term.name, draft.sense)
        and fuzz.token_set_ratio(sense.definition.lower(), draft.definition.lower(), score_cutoff=ALIKE)
    ][:3]


def _history(team: Team, about: AboutTerm, person: str, has: Role) -> Card:
    past = team.lexicon.history(_own_name(team, about.term))
    if not past:
        return edit.nothing_here(about.term)
    may = past[0].number > 0 and (past[0].author == person or has.rank >= Role.CURATOR.rank)
    return edit.history(about.term, past, packed(about), may_undo=may)


def _undo(team: Team, name: str, person: str, has: Role) -> Card:
    own = _own_name(team, name)
    past = team.lexicon.history(own)
    if past and past[0].author != person:
        try:
            require(has, Role.CURATOR)
        except Refusal as error:
            raise NotYourChange from error
    entry: Entry | None = team.lexicon.undo(own, person)
    team.reader.refresh()
    return edit.undone(entry.term if entry else Term(own, ()), gone=entry is None)


def _own_name(team: Team, name: str) -> str:
    entry = team.lexicon.find(name)
    return entry.term.name if entry else name
