"""The reason of a note or of a silence, in plain words: the senses, how likely each, what opened the gate, the settings."""

from collections.abc import Sequence

from bot.card import Block, Card, Modal
from bot.manners import Manner
from bot.neutral import neutral
from bot.views.blocks import context, divider, section, sentence
from bot.views.words import chance, counted, discipline, enumerated, label
from glossary.history import Judgement
from glossary.model import Term

STYLES = {
    "off": "no notes",
    "quiet": "a mark on the message; a click shows the note to you alone",
    "author": "a note only the author sees",
    "thread": "a note in the thread",
}


OFFER = "offer"  # the kind of a judgement that was no note, but asked the author whether to announce a change


def card(judgement: Judgement, term: Term | None, manner: Manner, offers: Sequence[str] = ()) -> Card:
    word = neutral(judgement.term or (term.name if term else ""))
    wrote = f"I wrote a note about *{word}*" if judgement.speaks else "I kept quiet"
    wrote = "I asked the author, alone, whether to announce a change" if judgement.kind == OFFER else wrote
    about = f" about *{word}*" if word and not judgement.speaks else ""
    head = f"{wrote}{about}: {neutral(judgement.reason, 500)}."
    gate = (context(f"What made me speak: {_gate(judgement)}."),) if judgement.speaks else ()
    return Card(head, (section(head), *gate, *_senses(judgement, term), *_offers(offers), divider(), _settings(manner)))


def nothing_found(manner: Manner, offers: Sequence[str] = ()) -> Card:
    text = (
        "I kept quiet: I found no word of the dictionary in that message, or it was written before I came to the channel. "
        "Code, quotes, links and file names are not read."
    )
    return Card(text, (section(text), *_offers(offers), divider(), _settings(manner)))


def which_message() -> Card:
    return sentence(
        "Which message? Copy its link (the ⋮ menu, *Copy link*) and write `/parlance why` and the link, "
        "or choose *Why a note, or none* in the message's menu."
    )


def modal(of: Card) -> Modal:
    return Modal("why:read", "Why?", of.blocks)


def _gate(judgement: Judgement) -> str:
    if judgement.kind == OFFER:
        return "only its author is asked"
    here = [discipline(neutral(one, 60)) for one in judgement.gate.split(",") if one]
    if not here:
        return "people of other disciplines may be reading along"
    return f"people of {enumerated(here)} are here"


def _offers(told: Sequence[str]) -> tuple[Block, ...]:
    if not told:
        return ()
    lines = "\n".join(f"• {one}" for one in told)
    return (section(f"*What I may offer you, privately*\n{lines}"),)


def _senses(judgement: Judgement, term: Term | None) -> tuple[Block, ...]:
    if term is None:
        return ()
    told = sorted(judgement.senses, key=lambda one: -one[1])[:8]
    found = [(term.sense(id_), p) for id_, p in told]
    return tuple(
        section(f"*{label(sense)}*, {chance(p)}  ·  {discipline(sense.discipline)}\n{neutral(sense.definition, 600)}")
        for sense, p in found
        if sense is not None
    )


def behaviour(manner: Manner) -> str:
    return f"Here: {STYLES[manner.style]} (set by {manner.known_from}){most(manner)}."


def most(manner: Manner) -> str:
    """Nothing, where there are no notes to count."""
    return "" if manner.style == "off" else f", at most {counted(manner.notes_an_hour, 'note')} an hour"


def _settings(manner: Manner) -> Block:
    return context(f"{behaviour(manner)} `/parlance mute` silences me; the settings are in `/parlance settings`.")
