"""The form in which a meaning is written or mended: a preview below, and a kind word where somebody was faster."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.card import Block, Card, Modal
from bot.carried import packed
from bot.ids import is_person
from bot.neutral import neutral, shortened
from bot.views.blocks import actions, button, context, divider, option, section, select, sentence, text_input
from bot.views.dates import date_token
from bot.views.define import UNDO
from bot.views.words import begun, called, counted, discipline, label, reworded
from glossary.editing import LONGEST_DEFINITION, LONGEST_NAME
from glossary.keeping import said
from glossary.model import DISCIPLINES, Sense, Term
from glossary.versions import PROPOSED_BY, Version

FORM = "edit:form"
MOST_IN_HISTORY = 4
CHOOSE, TYPED = "edit:choose", "edit:typed"
NAME, SENSE, DISCIPLINE, DEFINITION, INSTEAD, NOTE = ("name", "sense", "discipline", "definition", "instead", "note")
NEW = "+"
CURATED = ":bust_in_silhouette: A curator looks at what you propose, and I tell you what they decide."
SAVES = "and *Save* puts it in place of theirs"
KINDS = {
    "defined": "added",
    "edited": "edited",
    "undone": "change taken back",
    "merged": "merged",
    "removed": "removed",
    "reviewed": "confirmed",
    "imported": "imported",
    "approved": "proposal approved",
}


@dataclass(frozen=True)
class Draft:
    """What is in the form: which meaning (`NEW` for another one), and what was typed about it."""

    sense: str = NEW
    discipline: str = ""
    definition: str = ""
    instead: str = ""
    note: str = ""


@dataclass(frozen=True)
class Editing:
    """What the form remembers while it is open: which entry, the version it began from, where to answer.

    `proposes` when a curator looks at it first.
    """

    term: str
    base: int = 0
    channel: str = ""
    thread: str = ""
    sense: str = NEW
    proposes: bool = False


def form(term: Term, draft: Draft, about: Editing, *, like: Sequence[str] = (), conflict: Sense | None = None) -> Modal:
    """Ids carry the meaning that is edited, because Slack keeps what stands in a field as long as its id stays."""
    blocks = (
        *((context(CURATED),) if about.proposes else ()),
        *_theirs(term, conflict, about),
        *_which(term, draft),
        select(
            f"{DISCIPLINE}:{draft.sense}",
            "Which discipline uses it in this meaning?",
            "discipline",
            [option(begun(discipline(one)), one) for one in DISCIPLINES],
            draft.discipline,
        ),
        _definition(draft),
        text_input(
            f"{INSTEAD}:{draft.sense}",
            "A clearer wording, for where people may misunderstand",
            "instead",
            optional=True,
            max_length=60,
            placeholder="response time",
            **({"initial_value": draft.instead} if draft.instead else {}),
        ),
        text_input(
            f"{NOTE}:{draft.sense}",
            "Why? (kept in the history)",
            "note",
            optional=True,
            max_length=200,
            **({"initial_value": draft.note} if draft.note else {}),
        ),
        divider(),
        *_preview(term, draft, like),
    )
    title = _title(term, about)
    return Modal(FORM, shortened(title, 24), blocks, submit=_submit(about), close="Cancel", metadata=packed(about))


def history(term: str, versions: Sequence[Version], about_button: str, *, may_undo: bool) -> Card:
    text = f"The history of *{neutral(term)}*, newest first."
    before = [*versions[1:], None]
    lines = [section(_line(one, earlier)) for one, earlier in zip(versions[:15], before, strict=False)]
    rest = (context(f"And {counted(len(versions) - 15, 'older one')}."),) if len(versions) > 15 else ()
    undo = (actions(button("Take back the last change", UNDO, about_button)),) if may_undo else ()
    return Card(text, (section(text), *lines, *rest, *undo))


def undone(term: Term, *, gone: bool) -> Card:
    if gone:
        text = f"Taken back. *{neutral(term.name)}* is no longer in the dictionary; its history is kept."
    else:
        text = f"Taken back. *{neutral(term.name)}* reads again as it did before."
    return sentence(text)


def changed_yours(term: Term, person: str, note: str, about_button: str) -> Card:
    why = f" They say: {neutral(note, 200)}" if note else ""
    text = f"<@{person}> changed *{neutral(term.name)}*, which you wrote before.{why}"
    return Card(text, (section(text), actions(button("Take the change back", UNDO, about_button))))


def nothing_here(term: str) -> Card:
    return sentence(f"*{neutral(term)}* has no history: nobody has written it yet.")


def errors(sense: str, field: str, sentence: str) -> dict[str, str]:
    return {f"{field}:{sense}": sentence}


def _title(term: Term, about: Editing) -> str:
    if about.proposes:
        return "Propose a change" if term.senses else "Propose a word"
    return f"Edit {term.name}" if term.senses else "Define a word"


def _submit(about: Editing) -> str:
    return "Propose" if about.proposes else "Save"


def _which(term: Term, draft: Draft) -> tuple[Block, ...]:
    if not term.senses:
        return (section(f"*{neutral(term.name, LONGEST_NAME)}* is new to the dictionary."),)
    offered = [option(_face(sense), sense.id) for sense in term.senses[:99]]
    another = option("A meaning that is not here yet", NEW)
    return (select(SENSE, "Which meaning?", CHOOSE, [*offered, another], draft.sense, dispatch=True),)


def _definition(draft: Draft) -> Block:
    initial: dict[str, Any] = {"initial_value": draft.definition} if draft.definition else {}
    block = text_input(
        f"{DEFINITION}:{draft.sense}",
        "What does it mean?",
        TYPED,
        multiline=True,
        max_length=LONGEST_DEFINITION,
        placeholder="One or two plain sentences that somebody from another discipline understands.",
        dispatch_action_config={"trigger_actions_on": ["on_character_entered"]},
        **initial,
    )
    return {**block, "dispatch_action": True}


def _preview(term: Term, draft: Draft, like: Sequence[str]) -> tuple[Block, ...]:
    if not draft.definition.strip():
        return (context("A preview appears here while you write."),)
    name = neutral(draft.instead or (label(known) if (known := term.sense(draft.sense)) else term.name))
    whose = discipline(draft.discipline) if draft.discipline else "…"
    shown = section(f"*{neutral(term.name)}*: *{name}*  ·  {whose}\n{neutral(draft.definition, 1000)}")
    told = [neutral(one, 200) for one in like]
    warning = (context(f":eyes: Very close to what is there already: {'; '.join(told)}"),) if told else ()
    return (context("How it will look:"), shown, *warning)


def _theirs(term: Term, conflict: Sense | None, about: Editing) -> tuple[Block, ...]:
    if conflict is None:
        return ()
    mine = "and *Propose* asks a curator to put it in place of theirs" if about.proposes else SAVES
    return (
        section(
            f"*{neutral(term.name)}* was changed by somebody else while you were writing. Nothing of yours is lost: it is below, "
            f"{mine}."
        ),
        context(f"Theirs: {neutral(conflict.definition, 800)}"),
        divider(),
    )


def _line(version: Version, before: Version | None) -> str:
    """What became different; the first of all meanings where there was nothing before."""
    now, then = _definitions(version), _definitions(before)
    came = [one for one in now if one not in then]
    gone = [f"Before: {one}" for one in then if one not in now]
    besides = _besides(before.term, version.term) if before else []
    lines = "".join(f"\n• {one}" for one in [*came, *gone, *besides][:MOST_IN_HISTORY])
    return f"{_happened(version)}{lines}"


def _definitions(version: Version | None) -> list[str]:
    return [neutral(one.definition, 120) for one in version.term.senses] if version and version.term else []


def _besides(then: Term | None, now: Term | None) -> list[str]:
    """What else became different, of the meanings that stayed and of the entry."""
    if then is None or now is None:
        return []
    stayed = [(old, one) for one in now.senses if (old := then.sense(one.id))]
    meanings = [f"{name}: {told}" for old, one in stayed for name, told in reworded(old, one)]
    return [*meanings, *(begun(neutral(one, 200)) for one in said(then, now))]


def _happened(version: Version) -> str:
    if not version.at:
        return "*Came with Parlance*"
    who = f" by <@{version.author}>" if is_person(version.author) else ""
    why = f": {_note(version.note)}" if version.note else ""
    return f"*{KINDS[version.kind].capitalize()}* {date_token(version.at)}{who}{why}"


def _note(note: str) -> str:
    """Who proposed it is shown as a person."""
    proposer = note.removeprefix(PROPOSED_BY)
    return f"{PROPOSED_BY}<@{proposer}>" if proposer != note and is_person(proposer) else neutral(note, 150)


def _face(sense: Sense) -> str:
    return f"{called(sense)} ({discipline(sense.discipline)})"
