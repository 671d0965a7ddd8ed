"""What an announcement would do, before it is done: who is told and why, which words are unclear, what broke before."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.card import Block, Card, Modal
from bot.carried import packed
from bot.neutral import neutral
from bot.places import shown
from bot.views.blocks import actions, button, context, divider, mrkdwn, plain, section
from bot.views.change_card import READ_ALL, is_shortened
from bot.views.dates import date_token, spoken_day
from bot.views.words import alone, counted
from changes.announcing import Preview
from changes.audience import in_a_digest
from changes.model import Notice

PREVIEW, KEEP, USE, RECORD, PAST = "change:preview", "change:keep", "change:use", "nobody", "past"
OF_OTHERS = (
    ("you follow", "follows"),
    ("you own", "owns"),
    ("you are named as", "is named as"),
    ("the announcer chose to tell you", "chosen by you"),
)
UNTICKED = {
    RECORD: "Nobody would hear of it. Tick this, or go back and choose whom to tell.",
    PAST: "Tick this if the date is right, or go back and correct it.",
}
MOST_TOLD, MOST_WORDS, MOST_GUESSES = 12, 5, 3


@dataclass(frozen=True)
class AboutDraft:
    """The draft that waits for a yes; with `change` the announced one that it revises, as of its `revision`.

    `seal` is of the words that are shown: a yes to them is no yes to others.
    """

    draft: str = ""
    change: str = ""
    revision: int = 0
    seal: str = ""


@dataclass(frozen=True)
class Instead:
    """Another name for an asset that nobody knows."""

    draft: str
    written: str
    known: str


@dataclass(frozen=True)
class Unclear:
    """A word of the draft that is read in more than one way."""

    word: str
    senses: tuple[str, ...]


@dataclass(frozen=True)
class Checked:
    """What the draft would do and what is worth knowing. `asks` are those who may announce it, when its author may not.

    `past` is its day when that is so long gone that it may be a slip.
    """

    preview: Preview
    card: Card
    unclear: tuple[Unclear, ...] = ()
    unread: bool = False
    asks: tuple[str, ...] = ()
    allowed: bool = True
    passed: bool = False
    past: date | None = None
    unchecked: int = 0


@dataclass(frozen=True)
class Revised:
    said: tuple[str, ...]
    worse: tuple[str, ...]
    anew: int = 0
    card: Card = field(default=Card(""))
    meanwhile: tuple[str, ...] = ()
    past: date | None = None


def preview(of: Checked, about: AboutDraft) -> Modal:
    blocks = (
        *_audience(of),
        *_permission(of),
        *_words(of),
        *_guesses(of.preview.unknown, about),
        *_before(of),
        *_long_past(of.past),
        divider(),
        context("How it will look:"),
        *_plain_card(of.card),
        *((actions(button("Keep as a draft", KEEP, packed(about))),)),
    )
    submit = "Announce" if of.allowed else "Ask for approval"
    return Modal(PREVIEW, "Before it is sent", blocks, submit, "Back", packed(about))


def revision(of: Revised, about: AboutDraft) -> Modal:
    if not of.said:
        text = "Nothing is different yet. Press *Back* and change what has changed."
        return Modal(PREVIEW, "Before it is sent", (section(text),), close="Back", metadata=packed(about))
    lines = "\n".join(f"• {neutral(alone(one))}" for one in of.said)
    blocks = (
        *_meanwhile(of),
        section(f"*Every card will say what is different:*\n{lines}"),
        section(_answers(of)),
        *_long_past(of.past),
        divider(),
        context("How it will look:"),
        *_plain_card(of.card),
    )
    return Modal(PREVIEW, "Before it is sent", blocks, "Revise", "Back", packed(about))


def looking() -> Modal:
    text = "One moment: I am looking whom it reaches, and whether every word is clear."
    return Modal(PREVIEW, "Before it is sent", (section(text),), close="Back")


def unreachable(faults: Mapping[str, str]) -> Modal:
    lines = "\n".join(f":no_entry: {one}" for one in faults.values())
    return Modal(PREVIEW, "Before it is sent", (section(f"{lines}\nPress *Back* to change it."),), close="Back")


def sending() -> Modal:
    text = ":incoming_envelope: On its way. Your direct messages with me show what comes of it, and stay up to date."
    return replace(said(text), closes_all=True)


def kept() -> Modal:
    text = "Kept. `/change drafts` shows it, and nobody is told before you press *Announce*."
    return replace(said(text), closes_all=True)


def unticked(asked: Collection[str], ticked: Collection[str]) -> dict[str, str]:
    """What is asked once more before it is sent, and was not answered."""
    return {block: why for block, why in UNTICKED.items() if block in asked and block not in ticked}


def said(text: str) -> Modal:
    return Modal("change:said", "Changes", (section(text),))


def _audience(of: Checked) -> tuple[Block, ...]:
    audience = of.preview.audience
    if audience.empty:
        text = (
            ":warning: *Nobody follows what it touches.* Press *Back* and choose a channel to tell, "
            "or announce it for the record: then it can be found, and nobody is told."
        )
        return section(text), _record()
    lines = [f"• {shown(one.destination)}: {_because(one)}" for one in audience.notices[:MOST_TOLD]]
    rest = len(audience.notices) - MOST_TOLD
    lines += [f"• and {rest} more"] if rest > 0 else []
    asleep = [f"Not told, because paused: {counted(len(audience.asleep), 'more place')}."] if audience.asleep else []
    return (
        section(f"*This reaches {audience.spoken()}.*"),
        section("\n".join(lines)),
        *(context(one) for one in (*asleep, *_unchecked(of))),
    )


def _unchecked(of: Checked) -> tuple[str, ...]:
    if not of.unchecked:
        return ()
    many = counted(of.unchecked, "channel")
    return (f"Of {many} I could not tell whether I am in there; where I am not, your summary will say so.",)


def _because(one: Notice) -> str:
    why = "; ".join(neutral(_of_others(reason.text), 160) for reason in one.reasons[:2])
    return f"{why} (told in a digest, and not asked)" if in_a_digest(one) else why


def _of_others(reason: str) -> str:
    """What is said to them, said of them."""
    return next(
        (f"{now}{reason.removeprefix(before)}" for before, now in OF_OTHERS if reason.startswith(before)), reason
    )


def _record() -> Block:
    return _tick(RECORD, "Nobody is told. Announce it all the same?", "Announce it for the record")


def _tick(block: str, asked: str, answer: str) -> Block:
    tick = {"text": mrkdwn(answer, 75), "value": "yes"}
    element = {"type": "checkboxes", "action_id": "value", "options": [tick]}
    return {"type": "input", "block_id": block, "label": plain(asked, 2000), "element": element, "optional": True}


def _permission(of: Checked) -> tuple[Block, ...]:
    if of.allowed:
        return ()
    who = ", ".join(f"<@{one}>" for one in of.asks[:3]) or "an admin of this workspace"
    ask = f"*Ask for approval* sends the draft to {who}, who can announce it with one press."
    return (section(f":lock: What it touches is not yours to announce. {ask}"),)


def _words(of: Checked) -> tuple[Block, ...]:
    if of.unread:
        return (context("The words were not checked: I am still reading the dictionary."),)
    return tuple(
        section(
            f":speech_balloon: *{neutral(one.word)}* is read in {len(one.senses)} ways: "
            f"{' · '.join(neutral(sense, 80) for sense in one.senses[:4])}. Say which one is meant."
        )
        for one in of.unclear[:MOST_WORDS]
    )


def _guesses(unknown: Mapping[str, Sequence[str]], about: AboutDraft) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for at, (written, known) in enumerate(list(unknown.items())[:MOST_GUESSES]):
        names = " or ".join(f"`{neutral(one, 80)}`" for one in known)
        uses = [
            button(f"Use {one}", f"{USE}:{at}.{n}", packed(Instead(about.draft, written, one)))
            for n, one in enumerate(known[:MOST_GUESSES])
        ]
        blocks += [
            section(f":grey_question: `{neutral(written, 80)}` is new here. Did you mean {names}?"),
            actions(*uses),
        ]
    return tuple(blocks)


def _before(of: Checked) -> tuple[Block, ...]:
    incidents = [
        f"• {date_token(one.at.timestamp())} `{neutral(one.asset, 80)}`: "
        + (f"<{one.link}|{neutral(one.title, 120)}>" if one.link.startswith("https://") else neutral(one.title, 120))
        for one in of.preview.incidents
    ]
    passed = "Its date has passed: it counts as in effect at once, and nobody is reminded."
    return (
        *((section("*What went wrong there before:*\n" + "\n".join(incidents)),) if incidents else ()),
        *((context(f":calendar: {passed}"),) if of.passed else ()),
    )


def _long_past(day: date | None) -> tuple[Block, ...]:
    if day is None:
        return ()
    asked = f"{spoken_day(day)} is more than a month ago. Is the year right?"
    return (_tick(PAST, asked, "Yes, it took effect then"),)


def _answers(of: Revised) -> str:
    if of.worse:
        lines = "; ".join(neutral(one) for one in of.worse)
        teams = "1 team that answered is" if of.anew == 1 else f"{of.anew} teams that answered are"
        return f":arrow_up: It asks more than before ({lines}): {teams} asked anew."
    if of.anew:
        return f"{counted(of.anew, 'answer')} no longer fit{'s' * (of.anew == 1)}, and will be asked for anew."
    return "It asks nothing new: every answer that was given still holds."


def _meanwhile(of: Revised) -> tuple[Block, ...]:
    if not of.meanwhile:
        return ()
    lines = "; ".join(neutral(one, 200) for one in of.meanwhile)
    return (
        section(f":information_source: It was revised while you wrote ({lines}). What you did not touch stays so."),
    )


def _plain_card(card: Card) -> tuple[Block, ...]:
    """Nothing can be pressed before it is sent."""
    rest = (context(f"*{READ_ALL}* on the card opens the rest."),) if is_shortened(card) else ()
    return (*(one for one in card.blocks if one["type"] != "actions"), *rest)
