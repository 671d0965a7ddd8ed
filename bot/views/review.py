"""Proposals before a curator: what would change, who proposes it and why, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.card import Block, Card, Modal
from bot.carried import Chosen, PageOf, packed
from bot.home import Section
from bot.neutral import neutral, shortened
from bot.views.blocks import actions, button, context, divider, section, sentence, text_input
from bot.views.dates import date_token
from bot.views.paging import Paged, paged
from bot.views.words import begun, discipline, reworded, sorted_by
from glossary.editing import LONGEST_DEFINITION
from glossary.keeping import said
from glossary.model import Sense, Term
from glossary.review import Proposal

APPROVE, EDIT, DECLINE, WITHDRAW = "review:approve", "review:edit", "review:decline", "review:withdraw"
EDITED, DECLINED, TURN = "review:edited", "review:declined", "review:turn"
A_PAGE = 8
NONE_WAIT = "No proposals wait for a curator."
AS_PROPOSED, AS_EDITED, NOT_TAKEN = "approved", "approved, as you edited it", "declined"


@dataclass(frozen=True)
class Proposed:
    """A proposal beside the entry as it stands, and as it stood; `moved`: the entry was changed since."""

    proposal: Proposal
    now: Term | None
    moved: bool = False
    then: Term | None = None

    @property
    def sense(self) -> Sense:
        """The meaning that is new or reads otherwise."""
        before = self.now.senses if self.now else ()
        return next((one for one in self.proposal.term.senses if one not in before), self.proposal.term.senses[-1])

    @property
    def around(self) -> list[str]:
        """What would become different besides meanings; empty for a new entry."""
        return said(self.then, self.proposal.term) if self.then else []

    @property
    def touches_meanings(self) -> bool:
        return self.then is None or self.then.senses != self.proposal.term.senses

    @property
    def old(self) -> Sense | None:
        return self.now.sense(self.sense.id) if self.now else None


def queue(waiting: Sequence[Proposed], said: str = "", page: int = 0) -> Card:
    """`said` is what became of the one that was decided just now."""
    if not waiting:
        return sentence(f"{said} {NONE_WAIT}".strip())
    wait = "proposals wait" if len(waiting) > 1 else "proposal waits"
    text = f"{len(waiting)} {wait} for a curator{sorted_by(len(waiting), 'the oldest')}."
    here = paged(waiting, page, A_PAGE)
    items = [block for one in here.shown for block in (*item(one), divider())]
    return _after(said, text, (divider(), *items, *_foot(here)))


def waits(one: Proposed, of: int) -> Card:
    """To a curator, who did not ask."""
    more = f" {of} wait in all; `/parlance review` shows them." if of > 1 else ""
    text = f"<@{one.proposal.author}> proposes something for the dictionary: *{neutral(one.proposal.term.name)}*.{more}"
    return Card(text, (section(text), *item(one), context("I tell curators at most once an hour.")))


def mine(waiting: Sequence[Proposed], said: str = "", page: int = 0) -> Card:
    """To somebody who decides nothing, about what they proposed themselves."""
    text = f"Only a curator decides about proposals. {'These are yours.' if waiting else 'You have none waiting.'}"
    here = paged(waiting, page, A_PAGE)
    return _after(said, text, (*(block for one in here.shown for block in own(one)), *_foot(here)))


def page_of(waiting: Sequence[Proposed], decided: Proposal) -> int:
    """Where it stood: after it is decided one reads on there."""
    return sum(one.proposal.at < decided.at for one in waiting) // A_PAGE


def own(one: Proposed) -> tuple[Block, ...]:
    carried = packed(Chosen(one.proposal.id))
    withdraw = button("Withdraw", WITHDRAW, carried, label=f"Withdraw what I proposed for {one.proposal.term.name}")
    return (section(_change(one)), actions(withdraw))


def mine_at_home(waiting: Sequence[Proposed]) -> Section | None:
    return Section("running", "What you proposed", tuple(own(one) for one in waiting)) if waiting else None


def withdrawn(term: str) -> str:
    return f"What you proposed for *{neutral(term)}* is withdrawn. Nobody has to decide about it any more."


def of_home(waiting: Sequence[Proposed]) -> Section | None:
    return Section("waiting", "Proposals to decide", tuple(item(one) for one in waiting)) if waiting else None


def item(one: Proposed) -> tuple[Block, ...]:
    carried = packed(Chosen(one.proposal.id))
    name = neutral(one.proposal.term.name)
    buttons = (
        button("Approve", APPROVE, carried, style="primary", label=f"Approve the proposal about {name}"),
        *((button("Edit", EDIT, carried),) if one.touches_meanings else ()),
        button("Decline", DECLINE, carried),
    )
    id_ = f"review:{one.proposal.id}"
    return (section(_change(one), block_id=f"{id_}:text"), actions(*buttons, block_id=id_))


def needs_reason() -> dict[str, str]:
    return {"reason": "Say why in a few words: whoever proposed it reads them."}


def decline(proposal: Proposal, place: Chosen) -> Modal:
    reason = text_input(
        "reason",
        "Why not? The proposer reads this.",
        "value",
        max_length=500,
        multiline=True,
        placeholder="We already say churn for this; a note there may help more.",
    )
    name = neutral(proposal.term.name, 60)
    blocks = (section(f"Thank <@{proposal.author}> for *{name}*, and say what speaks against it."), reason)
    return Modal(DECLINED, "Decline", blocks, "Decline", "Cancel", packed(place))


def edit(one: Proposed, place: Chosen, typed: str = "") -> Modal:
    """With what somebody typed before, when the entry has changed under their hands."""
    note = (context("The entry was changed since this was proposed; what you save here is added to it."),)
    blocks = (
        section(_change(one)),
        *(note if one.moved else ()),
        text_input(
            "definition",
            "What it should say",
            "value",
            multiline=True,
            max_length=LONGEST_DEFINITION,
            initial_value=typed or one.sense.definition,
        ),
    )
    title = shortened(f"Edit {one.proposal.term.name}", 24)
    return Modal(EDITED, title, blocks, "Approve", "Cancel", packed(place))


def done(term: str, what: str) -> str:
    return f"*{neutral(term)}*: {what}. The proposer has been told."


def late(proposal: Proposal) -> str:
    return f"*{neutral(proposal.term.name)}* was {proposal.state} already. Nothing was changed."


def moved(term: str) -> Card:
    return sentence(
        f"*{neutral(term)}* was changed since this was proposed, so I overwrote nothing. Press *Edit* to bring both together."
    )


def approved(term: Term, *, edited: bool) -> Card:
    how = "approved, with small changes" if edited else "approved"
    return sentence(
        f"What you proposed for *{neutral(term.name)}* was {how}. Thank you: everybody reads it now with `/define`."
    )


def declined(term: Term, reason: str) -> Card:
    text = f"What you proposed for *{neutral(term.name)}* was not taken into the dictionary: {neutral(reason, 500)}"
    kept = "Your words are kept in the proposal. You can propose it again, written otherwise."
    return Card(text, (section(text), context(kept)))


def _foot(here: Paged[Proposed]) -> tuple[Block, ...]:
    turns = here.turns(TURN, lambda to: packed(PageOf(to)))
    return (context(begun(here.place)), actions(*turns)) if turns else ()


def _after(said: str, text: str, rest: tuple[Block, ...]) -> Card:
    news = (section(said),) if said else ()
    return Card(f"{said} {text}".strip(), (*news, section(text), *rest))


def _change(one: Proposed) -> str:
    if not one.touches_meanings:
        return _around(one)
    sense, old = one.sense, one.old
    what = "changes" if old else "adds a meaning" if one.now else "is new"
    was = [("Was", neutral(old.definition, 400))] if old and old.definition != sense.definition else []
    why = [("Why", neutral(one.proposal.note, 200))] if one.proposal.note else []
    lines = "".join(f"\n_{name}:_ {told}" for name, told in (*was, *reworded(old, sense), *why))
    by = f"<@{one.proposal.author}>, {date_token(one.proposal.at)}"
    whose = discipline(sense.discipline)
    return f"*{neutral(one.proposal.term.name)}* {what} ({whose}), by {by}\n{neutral(sense.definition, 700)}{lines}"


def _around(one: Proposed) -> str:
    told = "; ".join(neutral(each, 200) for each in one.around) or "nothing would change any more"
    why = f"\n_Why:_ {neutral(one.proposal.note, 200)}" if one.proposal.note else ""
    return (
        f"*{neutral(one.proposal.term.name)}*, by <@{one.proposal.author}>, {date_token(one.proposal.at)}\n{told}{why}"
    )
