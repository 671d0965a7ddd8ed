"""A decision as the thread keeps it, and the list of those that stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.card import Block, Card, Modal
from bot.carried import Chosen, packed
from bot.neutral import neutral
from bot.views.blocks import actions, button, context, section, sentence, text_input
from bot.views.dates import date_token
from bot.views.words import counted, sorted_by
from glossary.resolutions import Resolution

FORM = "decisions:form"
CONFIRM, CHANGE, WITHDRAW, EXPORT = (f"decisions:{name}" for name in ("confirm", "change", "withdraw", "export"))
MOST, LONGEST = 12, 1000


@dataclass(frozen=True)
class Marked:
    """The message that the form is about, in its metadata."""

    channel: str
    ts: str
    author: str
    thread: str = ""


@dataclass(frozen=True)
class Wanted:
    """Which decisions an export is about."""

    term: str = ""
    channel: str = ""


def form(text: str, words: Sequence[tuple[str, str]], about: Marked, *, mine: bool) -> Modal:
    pinned = [f"*{neutral(term)}* = {neutral(sense, 100)}" for term, sense in words if sense]
    told = (context("Settled in this thread: " + "; ".join(pinned)),) if pinned else ()
    whose = "It stands once you save it." if mine else f"<@{about.author}> wrote this and will be asked to confirm it."
    blocks = (
        text_input(
            "text",
            "What was decided?",
            "value",
            multiline=True,
            max_length=LONGEST,
            initial_value=text[:LONGEST],
            hint="Write it for somebody who was not here and reads it in a year.",
        ),
        *told,
        context(whose + " This text is kept, with the link to the message."),
    )
    return Modal(FORM, "Mark as decision", blocks, "Save", "Cancel", packed(about))


def card(one: Resolution) -> Card:
    """In the thread, for everybody: what must last is not said in a whisper."""
    if one.state == "withdrawn":
        text = "A decision was marked here and taken back."
        return Card(text, (context(text),))
    head = "Decided" if one.state == "confirmed" else f"A decision, if <@{one.author}> confirms it"
    text = f"*{head}*: {neutral(one.text, LONGEST)}"
    return Card(text, (section(text), *_words(one), actions(*_buttons(one), block_id=f"decision:{one.id}")))


def listed(found: Sequence[Resolution], wanted: Wanted) -> Card:
    about = f" about *{neutral(wanted.term)}*" if wanted.term else ""
    where = f" in <#{wanted.channel}>" if wanted.channel else " in your channels"
    if not found:
        return sentence(f"No decisions{about}{where} yet. *Mark as decision* in a message's menu keeps one.")
    text = f"{counted(len(found), 'decision')}{about}{where}{sorted_by(len(found), 'newest')}."
    lines = [section(_line(one)) for one in found[:MOST]]
    rest = (context(f"And {counted(len(found) - MOST, 'older one')}, in the export."),) if len(found) > MOST else ()
    return Card(text, (section(text), *lines, *rest, actions(button("Export", EXPORT, packed(wanted)))))


def waits_for(one: Resolution) -> Card:
    where = f"<{one.link}|your message>" if one.link else "your message"
    text = f"<@{one.marked_by}> marked {where} as a decision: {neutral(one.text, LONGEST)}"
    return Card(text, (section(text), actions(*_buttons(one), block_id=f"decision:{one.id}")))


def needs_text() -> dict[str, str]:
    return {"text": "Say in a sentence what was decided."}


def confirmed() -> Card:
    return sentence("Confirmed. Thank you.")


def taken_back() -> Card:
    return sentence("Taken back.")


def gone() -> Card:
    return sentence("That decision is no longer there.")


def sent() -> Card:
    return sentence("I have sent you the file as a direct message.")


def _buttons(one: Resolution) -> list[Block]:
    carried = packed(Chosen(one.id))
    confirm = [button("Confirm", CONFIRM, carried, style="primary")] if one.state == "proposed" else []
    return [*confirm, button("Change the words", CHANGE, carried), button("Take back", WITHDRAW, carried)]


def _words(one: Resolution) -> tuple[Block, ...]:
    pinned = [f"*{neutral(term)}* = {neutral(sense, 100)}" for term, sense in one.terms if sense]
    return (context("  ·  ".join(pinned)),) if pinned else ()


def _line(one: Resolution) -> str:
    link = f"  <{one.link}|See the message.>" if one.link else ""
    pinned = [f"{neutral(term)} = {neutral(sense, 60)}" for term, sense in one.terms if sense]
    words = f"\n_{'; '.join(pinned)}_" if pinned else ""
    return f"{date_token(one.at)}  <@{one.author}> in <#{one.channel}>{link}\n{neutral(one.text, 400)}{words}"
