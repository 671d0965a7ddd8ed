"""What is asked of a team beyond a press, and what becomes of its words: a thread with the contact, a question, a reply."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answered import Place
from bot.card import Block, Card, Modal
from bot.carried import packed
from bot.ids import is_direct, is_person, mentioned
from bot.neutral import neutral, shortened
from bot.places import shown
from bot.views.blocks import actions, button, section, sentence, text_input
from bot.views.dates import moment_token
from changes.deliveries import Delivery, Wanted
from changes.model import Change, Destination

BLOCKED_FORM, QUESTION_FORM, REPLY_FORM, REPLY = (
    f"change:{name}" for name in ("blocked-form", "question-form", "reply-form", "reply")
)
TO_ANNOUNCER = "It goes to whoever announced it; the answer comes into the thread of the card."
LONGEST = 1500
QUOTED = 300


@dataclass(frozen=True)
class OnCard:
    """A change, and the message on which somebody pressed; for a reply, the words that it is about."""

    change: str
    channel: str = ""
    ts: str = ""
    words: str = ""


@dataclass(frozen=True)
class Said:
    """Who wrote what in a form, and which form it was."""

    person: str
    words: str
    key: str


def blocked_form(change: Change, on: OnCard) -> Modal:
    told = TO_ANNOUNCER if is_direct(on.channel) else "It opens a thread under the card, with the contact in it."
    asked = _words("What blocks you?", told)
    return Modal(BLOCKED_FORM, "Blocked", (_titled(change), asked), "Send", "Cancel", packed(on))


def question_form(change: Change, on: OnCard) -> Modal:
    asked = _words("What would you like to know?", TO_ANNOUNCER)
    return Modal(QUESTION_FORM, "A question", (_titled(change), asked), "Ask", "Cancel", packed(on))


def reply_form(on: OnCard) -> Modal:
    quoted = (section(f">{neutral(on.words)}"),) if on.words else ()
    asked = _words("Your answer", "It is written into the thread of their card, for all of them to read.")
    return Modal(REPLY_FORM, "Answer", (*quoted, asked), "Send", "Cancel", packed(on))


def needs_reply() -> dict[str, str]:
    return {"words": "Write your answer here."}


def needs_words() -> dict[str, str]:
    return {"words": "A few words, so that somebody can help."}


def why(change: Change, reasons: Sequence[str]) -> Card:
    lines = "\n".join(f"• {neutral(one)}" for one in reasons) or "• the announcer chose to tell you"
    return sentence(
        f"You were told of “{neutral(change.title)}” because:\n{lines}\n`/change subscriptions` changes what you follow."
    )


def late(change: Change) -> Card:
    when = change.content.when
    date = moment_token(when.start, when.zone) if when else "soon"
    return sentence(
        f"Noted. That is after it takes effect ({date}), and <@{change.announcer}> sees that. "
        "If it cannot wait, press *Blocked, talk to us*."
    )


def blocked_by(place: Place, said: Said, summary: Delivery | None) -> tuple[Wanted, ...]:
    """Under the card, where the team reads along; and to the announcer, who may not be there."""
    change, words = place.change, neutral(said.words, LONGEST)
    told = f":no_entry: “{neutral(change.title)}” blocks {shown(place.team)}, says <@{said.person}>: {words}"
    further = _to_announcer(place, told, summary, said)
    text = f":no_entry: <@{said.person}> says that this blocks {shown(place.team)}: {words}{_asks(place, further)}"
    return _message(place.card.wanted.destination, text, place.card.ts, change, f"thread:{said.key}"), *further


def asked(place: Place, said: Said, summary: Delivery | None) -> tuple[Wanted, ...]:
    about, words = neutral(place.change.title), neutral(said.words, LONGEST)
    text = f":question: <@{said.person}> asks for {shown(place.team)} about “{about}”: {words}"
    return _to_announcer(place, text, summary, said)


def replied(place: Place, said: Said, to: str) -> tuple[Wanted, ...]:
    """With the words it answers: they were written in a form, where nobody else read them."""
    quoted = f" to “{neutral(to)}”" if to else ""
    text = f":leftwards_arrow_with_hook: <@{said.person}> answers{quoted}: {neutral(said.words, LONGEST)}"
    return (_message(place.card.wanted.destination, text, place.card.ts, place.change, f"reply:{said.key}"),)


def _to_announcer(place: Place, text: str, summary: Delivery | None, said: Said) -> tuple[Wanted, ...]:
    """What a program announced has nobody to ask but its contact."""
    announcer = place.change.announcer
    to = announcer if is_person(announcer) else mentioned(place.change.content.contact)
    if not to:
        return ()
    on = OnCard(place.change.id, place.card.channel, place.card.ts, shortened(said.words, QUOTED))
    where = f"  <{place.card.link}|See the card.>" if place.card.link and not is_direct(place.card.channel) else ""
    blocks = (section(text + where), actions(button("Answer", REPLY, packed(on))))
    thread = summary.ts if summary else ""
    return (_message(Destination("person", to), text, thread, place.change, f"asked:{said.key}", blocks),)


def _asks(place: Place, further: Sequence[Wanted]) -> str:
    """Into a direct message nobody can be called; it says where the words went instead."""
    if is_direct(place.card.channel):
        return "".join(f"\nI have told {shown(one.destination)}; the answer comes here." for one in further)
    people = dict.fromkeys((_called(place.change.content.contact), _called(f"<@{place.change.announcer}>")))
    contact = " ".join(one for one in people if one)
    return f"\n{contact}, can you talk here?" if contact else ""


def _message(
    to: Destination, text: str, thread: str, change: Change, key: str, blocks: Sequence[object] = ()
) -> Wanted:
    """`key` is of the form that was sent: Slack may tell of it twice."""
    payload: dict[str, object] = {"text": text, "thread": thread}
    payload |= {"blocks": list(blocks)} if blocks else {}
    return Wanted(f"message:{change.id}:{key}", "message", to, change.id, change.revision, payload=payload)


def _called(contact: str) -> str:
    return contact if mentioned(contact) else ""


def _titled(change: Change) -> Block:
    """The form covers the card, and several may stand in the channel."""
    return section(f"*{neutral(change.title)}*")


def _words(label: str, hint: str) -> dict[str, object]:
    return dict(text_input("words", label, "value", multiline=True, max_length=LONGEST, hint=hint))
