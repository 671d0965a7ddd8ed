"""A change as a channel reads it: what changes, when, what to do; and what became of it, where the card stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from bot.card import Block, Card, Modal
from bot.carried import Chosen, packed
from bot.ids import is_person, mentioned
from bot.neutral import neutral, neutral_lines
from bot.views.blocks import SECTION, actions, button, context, header, plain, section, sections, sentence
from bot.views.dates import day_token, local, moment_token, spoken_day, timed
from bot.views.words import begun
from changes.model import Ack, Change, Draft, When

NONE, ADAPT, BLOCKED, QUESTION, UNDO, WHY, READ = (
    f"change:{name}" for name in ("none", "adapt", "blocked", "question", "undo", "why", "read")
)
READ_ALL, READ_IT = "Read all of it", "Read it"
SHOWN = 1_000  # letters of each text: whoever passes by reads a screen at most
LINK = re.compile(r"https://[^\s<>|]+")
MARKS = {"no impact": ":ok:", "adapting": ":calendar:", "blocked": ":no_entry:", "question": ":question:"}
STATES = {"in effect": ":white_check_mark: *It is in effect.*", "done": ":checkered_flag: *It is done.*"}
A_MESSAGE, A_BUTTON, MOST_ITEMS = 8_000, 60, 45  # Slack refuses a message whose blocks weigh too much, or are too many
EMBLEMS = {"critical": ":rotating_light:", "high": ":warning:", "medium": ":bell:", "low": ":information_source:"}


@dataclass(frozen=True)
class Standing:
    """A change in one place: what the last revision made different, what the team there answered, if it was asked."""

    change: Change
    said: tuple[str, ...] = ()
    ack: Ack | None = None
    asked: bool = True


def card(of: Standing) -> Card:
    change, one = of.change, of.change.content
    news = "; ".join(neutral(text) for text in of.said)
    facts = [
        *(_line(name, text) for name, text in _texts(one)),
        f"*Contact:* {contact(one.contact)}" if one.contact else "",
        _more(one),
    ]
    blocks: list[Block] = [header(f"{_alarm(change)}{change.title}"), section(_summary(change))]
    blocks += [section(f":pencil2: *Revised:* {news}")] if news else []
    blocks += _facts([line for line in facts if line])
    blocks += [actions(button(READ_ALL, READ, packed(Chosen(change.id))))] if _is_cut(one) else []
    blocks += [section(STATES[change.state])] if change.state in STATES else []
    blocks += [context(_given(of.ack))] if of.ack else []
    blocks += _answers(of) if change.live else []
    return Card(f"{'Revised: ' if news else ''}{neutral(change.title)} ({_plain(change)})", tuple(blocks))


def whole(change: Change) -> Modal:
    """What a card shows the beginning of, and a digest only names."""
    told = [(section(f"*{name}*"), *sections(text)) for name, text in _texts(change.content) if text]
    state = (section(STATES[change.state]),) if change.state in STATES else ()
    texts = (*state, *(block for one in told for block in one))
    further = "\n".join(one for one in (whom(change), _more(change.content)) if one)
    head = (section(f"*{neutral(change.title)}*"), section(_summary(change)))
    return Modal("change:whole", "What changes", (*head, *texts, section(further)), close="Close")


def is_shortened(shown: Card) -> bool:
    """Does it leave something to read behind a button?"""
    rows = (one for one in shown.blocks if one["type"] == "actions")
    return any(element["action_id"] == READ for row in rows for element in row["elements"])


def withdrawn(change: Change) -> Card:
    title, why = neutral(change.title), neutral(change.reason)
    text = f":leftwards_arrow_with_hook: *Withdrawn:* {title}" + (f"\n*Why:* {why}" if why else "")
    return Card(f"Withdrawn: {title}" + (f". Why: {why}" if why else ""), (section(text),))


def asked_anew(by: str, meaning: str, because: Sequence[str]) -> Card:
    """In the thread of the card, by name: that the card itself became another wakes nobody.

    Of a user group all read it, and each may answer.
    """
    ended = (
        f"This was revised since <@{by}> asked"
        if meaning == "question"
        else f"*{begun(meaning)}* by <@{by}> no longer counts"
    )
    why = "; ".join(neutral(one) for one in because)
    return sentence(f":repeat: {ended} ({why}). Please answer once more on the card above.")


def reminder(change: Change, link: str, *, last: bool, alone: bool = False) -> Card:
    """Short: the card says the rest. `alone`: it is one person who was asked."""
    silent = "you have not answered yet." if alone else "nobody here has answered yet."
    end = " This is the last reminder." if last else ""
    where = f" <{link}|See the card>." if link else ""
    text = f":hourglass_flowing_sand: *{neutral(change.title)}* ({_told(change)}): {silent}{end}"
    blocks = (section(text + where), *_answers(Standing(change)))
    return Card(f"Reminder: {neutral(change.title)} ({_plain(change)}).{end}", blocks)


def reminded(change: Change, ack: Ack) -> Card:
    """What a reminder becomes once somebody has answered."""
    text = f"{neutral(change.title)}: {given(ack)}"
    return Card(text, (context(f"*{neutral(change.title)}*  {_given(ack)}"),))


def given(ack: Ack) -> str:
    """`no impact`, `adapting by 9 March 2026`."""
    return ack.meaning + (f" by {spoken_day(ack.until)}" if ack.until else "")


def contact(written: str) -> str:
    """Somebody chosen from Slack's list is called; whatever else was written is repeated only."""
    return written if mentioned(written) else neutral(written, 200)


def whom(change: Change) -> str:
    """Whom to ask: the contact, or else who announced it, be that a program."""
    if change.content.contact:
        return f"Contact: {contact(change.content.contact)}"
    return f"Announced by {contact(f'<@{change.announcer}>' if is_person(change.announcer) else change.announcer)}"


def digest(headline: str, changes: Sequence[Change]) -> Card:
    """As many as one message holds, the soonest of them."""
    lengths = accumulate(len(_item(one)) + A_BUTTON for one in changes)
    shown = changes[: min(MOST_ITEMS, sum(length <= A_MESSAGE for length in lengths))]
    told = [section(_item(one), _read(one)) for one in shown]
    left = len(changes) - len(shown)
    more = (context(f"And {left} more: `/change upcoming`"),) if left else ()
    titles = ", ".join(neutral(one.title) for one in changes[:5])
    return Card(f"{headline}: {titles}", (header(headline), *told, *more))


def _item(change: Change) -> str:
    """A digest is for information: it asks nothing, and says whom to ask."""
    return f"*{neutral(change.title)}*\n{begun(_told(change))}\n{whom(change)}"


def _read(change: Change) -> Block:
    return button(READ_IT, READ, packed(Chosen(change.id)), label=f"{READ_IT}: {change.title}")


def undeliverable(change: Change | None, place: str, error: str) -> Card:
    about = f"“{neutral(change.title)}”" if change else "a message"
    text = f":mailbox_with_no_mail: I could not tell {place} about {about}: Slack says `{neutral(error)}`."
    mend = "Invite me there again, or move the subscription to another channel."
    return Card(f"{text} {mend}", (section(text), context(mend)))


def _answers(of: Standing) -> list[Block]:
    """The date picker carries no value of its own; the block's name says which change it is about.

    Once somebody answered, in two rows: Slack hides the sixth thing of a row behind *more*.
    """
    carried = packed(Chosen(of.change.id))
    picker = {
        "type": "datepicker",
        "action_id": ADAPT,
        "placeholder": plain("We adapt by …", 150),
    }
    blocked = button("Blocked, talk to us", BLOCKED, carried)
    asked = [button("No impact", NONE, carried), picker, blocked] if of.asked else []
    question, why = button("Question", QUESTION, carried), button("Why did I get this?", WHY, carried)
    name = f"change:{of.change.id}"
    if of.ack is None:
        return [actions(*asked, question, why, block_id=name)]
    return [actions(*asked, question, block_id=name), actions(button("Undo", UNDO, carried), why)]


def _facts(lines: Sequence[str]) -> list[Block]:
    """One section; what would be cut off there, such as the contact below a long text, has sections of its own."""
    told = "\n".join(lines)
    return [section(one) for one in ([told] if len(told) <= SECTION else lines) if one]


def _host(link: str) -> str:
    """Where a link leads is said, so that nobody is led elsewhere by its name."""
    return neutral(link.split("/")[2], 80)


def _given(ack: Ack) -> str:
    day = f" by {day_token(ack.until)}" if ack.until else ""
    note = f": {neutral(ack.note, 200)}" if ack.note else ""
    said = "asked" if ack.meaning == "question" else f"answered *{ack.meaning}*"
    return f"{MARKS[ack.meaning]} <@{ack.by}> {said}{day}{note}"


def _summary(change: Change) -> str:
    named = ", ".join(f"`{neutral(asset)}`" for asset in change.content.assets[:10])
    return f"{EMBLEMS[change.content.severity]} {begun(_told(change))}" + (f"\n{named}" if named else "")


def _told(change: Change) -> str:
    """As `_plain`, with each reader's own time."""
    when = change.content.when
    return f"{_nature(change)}, {_moment_token(when) if when else 'no date yet'}"


def _plain(change: Change) -> str:
    when = change.content.when
    return f"{_nature(change)}, {_moment(when) if when else 'no date yet'}"


def _nature(change: Change) -> str:
    breaking = {True: "breaking", False: "not breaking", None: "perhaps breaking"}[change.content.breaking]
    return f"{change.content.kind}, {breaking}"


def _moment_token(when: When) -> str:
    if when.end is None:
        return f"from {moment_token(when.start, when.zone)}"
    return f"{timed(when.start, when.zone)} to {timed(when.end, when.zone)}"


def _moment(when: When) -> str:
    start = local(when.start, when.zone)
    return f"{start} to {local(when.end, when.zone)}" if when.end else f"from {start}"


def _alarm(change: Change) -> str:
    return "Breaking: " if change.content.breaking else ""


def _texts(content: Draft) -> tuple[tuple[str, str], ...]:
    return ("What", content.what), ("Why", content.why), ("What to do", content.to_do)


def _more(content: Draft) -> str:
    if LINK.fullmatch(content.link):
        return f"*More:* <{content.link}|{_host(content.link)}>"
    return _line("More", content.link)


def _is_cut(content: Draft) -> bool:
    """Too long to be shown, or too long for a section once its marks are made harmless."""
    return any(len(text.strip()) > SHOWN or len(_line(name, text)) > SECTION for name, text in _texts(content))


def _line(name: str, text: str) -> str:
    told = neutral_lines(text, SHOWN)
    apart = "\n" if "\n" in told else " "
    return f"*{name}:*{apart}{told}" if told else ""
