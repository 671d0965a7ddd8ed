"""The note about a word: it asks or shows, assumes good intent, names nobody, and shrinks to one line once answered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.card import Block, Card, Modal
from bot.carried import packed
from bot.neutral import neutral
from bot.views.blocks import actions, button, choice, option, section, sentence, text_input
from bot.views.words import called, label
from glossary.model import Sense, Term

PICK, OTHER, CLEAR, MUTE, WHY, CHANGE, SHARE = (
    f"annotation:{name}" for name in ("pick", "other", "clear", "mute", "why", "change", "share")
)
MEANING = "annotation:meaning"
SENSE_BLOCK, WORDING_BLOCK = "sense", "wording"
ANOTHER = "another"
REACTION = "speech_balloon"
MOST_SENSES = 4
SAID_IN_A_THREAD = "said in a thread"  # why a curator finds it among the proposals


@dataclass(frozen=True)
class OnNote:
    """About which message, which word, which sense. `reply` is where an answer to a private note goes."""

    channel: str
    ts: str
    term: str
    sense: str = ""
    reply: str = ""


def note(term: Term, senses: Sequence[Sense], place: OnNote, *, kind: str) -> Card:
    return ask(term, senses, place) if kind == "ask" else show(term, senses[0], place)


def ask(term: Term, senses: Sequence[Sense], place: OnNote) -> Card:
    """One button per sense; anyone who knows may press it."""
    offered = senses[:MOST_SENSES]
    ways = " · ".join(label(sense) for sense in offered)
    text = f"*{neutral(term.name)}* is read in {_number(len(offered))} ways here: {ways}. Which is meant?"
    picks = [button(called(sense), f"{PICK}:{sense.id}", packed(replace(place, sense=sense.id))) for sense in offered]
    return Card(text, (section(text), actions(*picks, _other(place)), actions(*_manners(place, "Not ambiguous here"))))


def show(term: Term, sense: Sense, place: OnNote) -> Card:
    text = f"*{neutral(term.name)}* here probably means {label(sense)}: {neutral(_first_sentence(sense.definition))}"
    right = button("That's it", f"{PICK}:{sense.id}", packed(replace(place, sense=sense.id)))
    return Card(text, (section(text), actions(right, _other(place)), actions(*_manners(place, "Not needed here"))))


def settled(term: str, meaning: str, person: str, place: OnNote, *, private: bool) -> Card:
    """One quiet line. A private one offers to be shared; a shared one may be changed."""
    text = f"In this thread: *{neutral(term)}* = {meaning} (<@{person}>)"
    share = (actions(button("Share in thread", SHARE, packed(place))),) if private else ()
    return Card(
        text, (section(text, button("Change", CHANGE, packed(place), label=f"Change what {term} means")), *share)
    )


def cleared(term: str) -> Card:
    return sentence(f"Thank you. I'll be slower to bring up *{neutral(term)}* in this channel.")


def muted() -> Card:
    return sentence("I'll be quiet in this thread. `@Parlance unmute` in it brings me back.")


def gone() -> Card:
    return sentence("That note is no longer there: its message was changed or removed.")


def author_said(term: str, meaning: str) -> Card:
    return sentence(
        f"The author has already said that *{neutral(term)}* means {meaning} here, so I left it at that. "
        "If you read it differently, it is worth a word in the thread."
    )


def meaning(term: Term, senses: Sequence[Sense], place: OnNote) -> Modal:
    """Another of our senses, or words of one's own."""
    options = [option(called(sense), sense.id, neutral(_first_sentence(sense.definition))) for sense in senses[:9]]
    another = option("Something else", ANOTHER, "Say it below, in your own words")
    blocks: tuple[Block, ...] = (
        choice(
            SENSE_BLOCK,
            f"In this thread, “{term.name}” means",
            "sense",
            [*options, another],
            "" if place.sense else ANOTHER,
        ),
        text_input(
            WORDING_BLOCK,
            "In your own words",
            "wording",
            max_length=300,
            optional=True,
            placeholder="the share of customers who leave within a month",
            hint="Everyone in the thread will see it, and the curators of the dictionary are asked about it.",
        ),
    )
    return Modal(MEANING, "What is meant here?", blocks, submit="Save", close="Cancel", metadata=packed(place))


def needs_wording() -> dict[str, str]:
    return {WORDING_BLOCK: "Say in a few words what it means here, or choose one of the meanings above."}


def _other(place: OnNote) -> Block:
    return button("Something else", OTHER, packed(place))


def _manners(place: OnNote, clear: str) -> tuple[Block, ...]:
    return (
        button(clear, CLEAR, packed(place)),
        button("Mute thread", MUTE, packed(place)),
        button("Why?", WHY, packed(place), label=f"Why? The reason of this note about {place.term}"),
    )


def _number(count: int) -> str:
    return {2: "two", 3: "three", 4: "four"}.get(count, str(count))


def _first_sentence(text: str) -> str:
    head, stop, _ = text.partition(". ")
    return f"{head}." if stop else text
