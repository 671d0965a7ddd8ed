"""An entry of the dictionary as a private answer, the whole dictionary page by page, and what we say when a word is missing."""

from collections.abc import Sequence

from bot.card import Block, Card, Modal
from bot.carried import AboutTerm, Chosen, PageOf, packed
from bot.ids import is_direct, is_person
from bot.neutral import neutral
from bot.views.blocks import actions, button, context, header, section
from bot.views.dates import day_token
from bot.views.paging import paged
from bot.views.words import begun, code, discipline, enumerated, label
from glossary.editing import LONGEST_NAME
from glossary.model import Sense, Term

SHARE, ADD, WRONG, HISTORY, UNDO, LOOK, TURN, KEEP = (
    f"define:{name}" for name in ("share", "add", "wrong", "history", "undo", "look", "turn", "keep")
)
WITHDRAW = "review:withdraw"
A_PAGE = 12
MOST_SENSES = 8
MOST_RELATED = 6


def entry(term: Term, place: AboutTerm, *, first: str = "", aside: str = "") -> Card:
    """Meanings of the reader's own discipline (`first`) come first. `aside` is a line above it all."""
    blocks = (*_aside(aside), *_entry(term, first), actions(*_can_do(place)))
    return Card(_spoken(term, first), blocks)


def shared(term: Term, person: str) -> Card:
    told = context(f"Shared by <@{person}> from the dictionary. `/define` looks up a word, for you alone.")
    return Card(_spoken(term, ""), (*_entry(term, ""), told))


def missing(words: str, near: Sequence[str], place: AboutTerm, unfit: str = "") -> Card:
    """`unfit`: why no entry could be called so; then nobody is invited to make one."""
    text = f"“{neutral(words, LONGEST_NAME)}” is not in the dictionary{'' if unfit else ' yet'}."
    hint = f"Did you mean {enumerated([f'*{neutral(one)}*' for one in near], 'or')}?" if near else ""
    how = f"If you know what it means: {code(f'/define {words} = what it means')}."
    noted = "I have noted that it was looked up (not by whom), so that somebody may define it."
    looks = [button(one, f"{LOOK}:{n}", packed(AboutTerm(one))) for n, one in enumerate(near[:3])]
    buttons = [*looks, *([] if unfit else [button("Define it", ADD, packed(place), style="primary")])]
    return Card(
        f"{text} {hint}".strip(),
        (
            section(f"{text} {hint}".strip()),
            *((actions(*buttons),) if buttons else ()),
            context(unfit or f"{how} {noted}"),
        ),
    )


def browse(terms: Sequence[Term], page: int) -> Card:
    here = paged(terms, page, A_PAGE)
    lines = "\n".join(f"*{neutral(term.name)}*  {_in_short(term)}" for term in here.shown)
    text = f"The dictionary has {len(terms)} words; this is {here.place}."
    turns = [button(face, f"{TURN}:{face}", packed(PageOf(to))) for face, to in _turns(here.at, here.pages)]
    return Card(
        text,
        (
            header("The dictionary"),
            section(lines or "It is empty. `/define churn = customers who leave` makes the first entry."),
            *((actions(*turns),) if turns else ()),
            *(
                (context(f"{text} `/define` with a word shows an entry; `/define word = meaning` adds one."),)
                if lines
                else ()
            ),
        ),
    )


def waits(term: Term, proposal: str) -> Card:
    """To whoever proposed it."""
    text = f"Thank you. A curator will look at what you wrote about *{neutral(term.name)}*; I'll tell you what they decide."
    withdraw = button("Withdraw it", WITHDRAW, packed(Chosen(proposal)))
    return Card(text, (section(text), actions(withdraw)))


def saved(term: Term, sense: Sense, place: AboutTerm) -> Card:
    text = f"Saved: *{neutral(term.name)}*, in {discipline(sense.discipline)}: {neutral(sense.definition, 600)}"
    buttons = (
        *(() if is_direct(place.channel) else (button("Share in channel", SHARE, packed(place)),)),
        button("Undo", UNDO, packed(place), label=f"Undo the last change of {term.name}"),
        button("Edit", WRONG, packed(place)),
    )
    return Card(text, (section(text), actions(*buttons)))


def nearest(words: str, near: Sequence[str]) -> str:
    others = f" Or did you mean {', '.join(neutral(one) for one in near)}?" if near else ""
    return f"The nearest I know to “{neutral(words, 100)}”.{others}"


def modal(card: Card) -> Modal:
    """Read only: what may be shared or changed is offered in the answer to `/define`."""
    return Modal("define:read", "The dictionary", tuple(one for one in card.blocks if one["type"] != "actions"))


def _entry(term: Term, first: str) -> tuple[Block, ...]:
    also = f"  also: {neutral(', '.join(term.aliases), 200)}" if term.aliases else ""
    senses = ordered(term, first)
    rest = len(senses) - MOST_SENSES
    more = (context(f"And {rest} more."),) if rest > 0 else ()
    numbered = [section(_sense(sense, n, len(senses))) for n, sense in enumerate(senses[:MOST_SENSES], 1)]
    return (section(f"*{neutral(term.name)}*{also}"), *_warning(term), *numbered, *more, *_provenance(term))


def ordered(term: Term, first: str) -> list[Sense]:
    return sorted(term.senses, key=lambda sense: sense.discipline != first)


def _sense(sense: Sense, number: int, of: int) -> str:
    name = f"*{number}. {label(sense)}*  ·  " if of > 1 else f"*{label(sense)}*  ·  " if sense.say_instead else ""
    example = f"\n_For example: {neutral(sense.examples[0].text, 200)}_" if sense.examples else ""
    return f"{name}{discipline(sense.discipline)}\n{neutral(sense.definition, 1000)}{example}"


def _warning(term: Term) -> tuple[Block, ...]:
    if term.deprecated is None:
        return ()
    why = f" {neutral(term.deprecated.why)}" if term.deprecated.why else ""
    return (section(f":warning: Better not used any more; say *{neutral(term.deprecated.term)}*.{why}"),)


def _provenance(term: Term) -> tuple[Block, ...]:
    parts = [f"Owner: {_owner(term.owner)}"] if term.owner else []
    if term.reviewed:
        parts.append(f"last confirmed {day_token(term.reviewed)}")
    related = dict.fromkeys(one for sense in term.senses for one in sense.related)
    parts += [f"see also {neutral(', '.join(list(related)[:MOST_RELATED]), 200)}"] if related else []
    return (context(begun("  ·  ".join(parts))),) if parts else ()


def _owner(owner: str) -> str:
    """Somebody here, or a team as the dictionary came with it."""
    return f"<@{owner}>" if is_person(owner) else neutral(owner)


def _can_do(place: AboutTerm) -> list[Block]:
    carried = packed(place)
    direct = is_direct(place.channel)
    return [
        *([] if direct else [button("Share in channel", SHARE, carried)]),
        button("Add a meaning", ADD, carried),
        button("Something is wrong", WRONG, carried),
        button("History", HISTORY, carried),
        button("More", KEEP, carried, label="More: other names, owner, replacement"),
    ]


def _aside(text: str) -> tuple[Block, ...]:
    return (context(text),) if text else ()


def _spoken(term: Term, first: str) -> str:
    senses = [
        f"({discipline(one.discipline)}) {neutral(one.definition, 200)}" for one in ordered(term, first)[:MOST_SENSES]
    ]
    return f"{neutral(term.name)}: " + " ".join(senses)


def _in_short(term: Term) -> str:
    if len(term.senses) > 1:
        return f"{len(term.senses)} meanings: " + " · ".join(label(sense) for sense in term.senses[:4])
    return neutral(term.senses[0].definition, 110) if term.senses else ""


def _turns(at: int, pages: int) -> list[tuple[str, int]]:
    turns = [("First", 0), ("Back", at - 1)] if at > 0 else []
    return turns + ([("Next", at + 1), ("Last", pages - 1)] if at < pages - 1 else [])
