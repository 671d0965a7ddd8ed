"""An edit is a version: refused when somebody was first, kept for ever, undone when it was wrong; on both databases."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from glossary.editing import BadEdit, with_sense
from glossary.lexicon import AlreadyDefined, EditConflict, Lexicon, UnknownTerm
from glossary.loader import term_of
from glossary.misses import Misses
from glossary.model import Example, Sense, Term
from glossary.review import AlreadyDecided, Review
from glossary.writer import as_plain
from store.database import Database
from store.workspace import Workspace
from tests import shipped

CHURN = Term("churn", (Sense("customers", "business", "Customers who leave."),), aliases=("attrition",))
DRIFT = Term("drift", (Sense("data", "data-science", "Data that slowly changes."),))


def called(alias: str) -> Term:
    """Churn, under one more name."""
    return replace(CHURN, aliases=(*CHURN.aliases, alias))


@pytest.fixture
def workspace(database: Database) -> Workspace:
    return Workspace(database, "T1")


@pytest.fixture
def lexicon(workspace: Workspace) -> Lexicon:
    return Lexicon(workspace, (CHURN, DRIFT), clock=lambda: 1_800_000_000.0)


def test_the_shipped_dictionary_is_there_before_anybody_edits_it(lexicon: Lexicon) -> None:
    assert [term.name for term in lexicon.terms()] == ["churn", "drift"]
    assert lexicon.entry("Attrition").term == CHURN


def test_a_word_is_defined_and_everybody_sees_it(lexicon: Lexicon, workspace: Workspace) -> None:
    lexicon.define("PSI", "A number for how much a distribution has moved.", "data-science", by="U1")

    assert Lexicon(workspace, (CHURN,)).entry("psi").term.senses[0].discipline == "data-science"


def test_a_word_that_is_there_is_not_overwritten(lexicon: Lexicon) -> None:
    with pytest.raises(AlreadyDefined, match="churn"):
        lexicon.define("Attrition", "Something else.", "product", by="U1")


def test_readers_hear_of_each_of_the_first_edits_also_when_they_come_at_once(lexicon: Lexicon) -> None:
    together = threading.Barrier(4)

    def define(number: int) -> None:
        together.wait()
        lexicon.define(f"word {number}", "What it means.", "product", by="U1")

    with ThreadPoolExecutor(4) as several:
        list(several.map(define, range(4)))

    assert lexicon.generation == 4


@pytest.mark.parametrize(
    ("name", "definition"), [("", "x"), ("  …  ", "x"), ("word", "   "), ("w" * 81, "x"), ("w", "d" * 1001)]
)
def test_what_cannot_be_an_entry_is_refused_with_a_sentence(lexicon: Lexicon, name: str, definition: str) -> None:
    with pytest.raises(BadEdit, match=r"\.$"):
        lexicon.define(name, definition, "product", by="U1")


def test_an_edit_of_an_old_version_is_refused_and_shows_the_new_one(lexicon: Lexicon) -> None:
    lexicon.save(called("turnover"), 0, by="U1")

    with pytest.raises(EditConflict) as refused:
        lexicon.save(called("loss of customers"), 0, by="U2")

    assert refused.value.current.term.aliases == ("attrition", "turnover")


def test_of_many_editors_of_one_version_exactly_one_wins(lexicon: Lexicon) -> None:
    won: list[str] = []

    def edit(name: str) -> None:
        try:
            lexicon.save(called(name), 0, by=name)
            won.append(name)
        except EditConflict:
            pass

    threads = [threading.Thread(target=edit, args=(f"name {number}",)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(won) == 1
    assert lexicon.entry("churn").term.aliases == ("attrition", won[0])


def test_history_names_every_step_and_undo_is_one_of_them(lexicon: Lexicon) -> None:
    lexicon.save(replace(CHURN, owner="growth"), 0, by="U1", note="we answer for it")

    lexicon.undo("churn", by="U2")

    assert [(step.number, step.kind, step.author) for step in lexicon.history("churn")] == [
        (2, "undone", "U2"),
        (1, "edited", "U1"),
        (0, "defined", ""),
    ]
    assert lexicon.entry("churn").term == CHURN


def test_a_removed_word_comes_back_by_undo(lexicon: Lexicon) -> None:
    lexicon.remove("drift", 0, by="U1")
    with pytest.raises(UnknownTerm):
        lexicon.entry("drift")

    lexicon.undo("drift", by="U1")

    assert lexicon.entry("drift").term == DRIFT


def test_undoing_a_definition_takes_the_word_away_and_it_can_be_defined_anew(lexicon: Lexicon) -> None:
    lexicon.define("PSI", "One thing.", "data-science", by="U1")

    lexicon.undo("PSI", by="U1")

    assert lexicon.define("PSI", "Another thing.", "product", by="U2").version == 3


def test_merging_keeps_all_names_and_meanings_in_one_entry(lexicon: Lexicon) -> None:
    lexicon.define("turnover", "Staff who leave.", "business", by="U1")

    merged = lexicon.merge("turnover", "churn", by="U1").term

    assert merged.names == ("churn", "attrition", "turnover")
    assert [sense.definition for sense in merged.senses] == ["Customers who leave.", "Staff who leave."]
    assert lexicon.entry("turnover").term == merged


def test_one_workspace_does_not_see_the_edits_of_another(lexicon: Lexicon, database: Database) -> None:
    lexicon.define("PSI", "A number.", "data-science", by="U1")

    with pytest.raises(UnknownTerm):
        Lexicon(Workspace(database, "T2"), ()).entry("PSI")


def test_the_generation_tells_readers_to_reload(lexicon: Lexicon) -> None:
    before = lexicon.generation

    lexicon.save(called("turnover"), 0, by="U1")

    assert lexicon.generation > before


def test_what_nobody_looked_at_for_half_a_year_is_stale_until_somebody_says_still_right(lexicon: Lexicon) -> None:
    lexicon.define("PSI", "A number.", "data-science", by="U1")  # in January 2027, by the lexicon's clock
    later = date(2027, 9, 1)
    assert [entry.term.name for entry in lexicon.stale(later)] == ["PSI"]

    lexicon.reviewed("PSI", by="U1", today=later)

    assert lexicon.stale(later) == []


def test_the_same_meaning_is_not_entered_twice() -> None:
    with pytest.raises(BadEdit, match="already has this meaning"):
        with_sense(CHURN, Sense("other", "product", "customers who leave."))


def test_every_shipped_term_survives_writing_and_reading() -> None:
    for term in shipped.terms():
        assert term_of(as_plain(term)) == term


def test_an_example_keeps_what_came_before_it_and_who_wrote_it() -> None:
    term = Term("x", (Sense("a", "legal", "A b.", (Example("say x", after="before", by="product"), Example("x!"))),))

    assert term_of(as_plain(term)) == term


@pytest.fixture
def review(workspace: Workspace, lexicon: Lexicon) -> Review:
    return Review(workspace, lexicon, clock=lambda: 1_800_000_000.0)


def test_an_approved_proposal_is_in_the_dictionary(review: Review, lexicon: Lexicon) -> None:
    proposal = review.propose(called("turnover"), 0, by="U1")

    review.approve(proposal.id, by="U9")

    assert lexicon.entry("turnover").term.name == "churn"
    assert review.waiting() == []


def test_a_declined_proposal_changes_nothing_and_keeps_its_reason(review: Review, lexicon: Lexicon) -> None:
    proposal = review.propose(called("turnover"), 0, by="U1")

    review.decline(proposal.id, by="U9", reason="means staff here")

    decided = review.find(proposal.id)
    assert decided is not None
    assert (decided.state, decided.reason) == ("declined", "means staff here")
    assert lexicon.entry("churn").version == 0


def test_two_curators_do_not_both_decide(review: Review) -> None:
    proposal = review.propose(called("turnover"), 0, by="U1")
    review.approve(proposal.id, by="U8")

    with pytest.raises(AlreadyDecided, match="approved"):
        review.decline(proposal.id, by="U9", reason="")


def test_a_proposal_for_an_entry_that_moved_on_stays_open(review: Review, lexicon: Lexicon) -> None:
    proposal = review.propose(called("turnover"), 0, by="U1")
    lexicon.save(replace(CHURN, owner="growth"), 0, by="U2")

    with pytest.raises(EditConflict):
        review.approve(proposal.id, by="U9")

    assert [one.id for one in review.waiting()] == [proposal.id]


def test_a_miss_is_counted_and_nobody_is_named(workspace: Workspace) -> None:
    misses = Misses(workspace, clock=lambda: 1.0)
    for word in ("PSI", "psi ", "LTV"):
        misses.record(word)

    misses.settle("ltv")

    assert [(miss.word, miss.times) for miss in misses.waiting()] == [("psi", 2)]


def test_an_import_adds_and_extends_and_never_overwrites(lexicon: Lexicon) -> None:
    churn = Term("Churn", (Sense("customers", "research", "Milk becomes butter."),), aliases=("butter making",))
    psi = Term("PSI", (Sense("psi", "statistics", "A number for drift."),))

    taken = lexicon.take_over([churn, psi, DRIFT], by="U1")

    assert (taken.new, taken.extended, taken.unchanged) == (("PSI",), ("churn",), ("drift",))
    entry = lexicon.entry("butter making").term
    assert entry.name == "churn"
    assert [sense.definition for sense in entry.senses] == ["Customers who leave.", "Milk becomes butter."]


def test_an_import_may_tell_of_one_word_twice_or_by_two_names(lexicon: Lexicon) -> None:
    psi, again = (Term("PSI", (Sense(said, "statistics", f"A number for {said}."),)) for said in ("drift", "moving"))
    churn, attrition = (Term(name, (Sense(name, "research", f"Of {name}."),)) for name in ("Churn", "Attrition"))

    taken = lexicon.take_over([psi, churn, replace(again, name="psi"), attrition], by="U1")

    assert (taken.new, taken.extended) == (("PSI",), ("churn",))
    assert [sense.id for sense in lexicon.entry("psi").term.senses] == ["drift", "moving"]
    assert [sense.id for sense in lexicon.entry("churn").term.senses] == ["customers", "Churn", "Attrition"]


def test_every_edit_is_heard_whichever_way_it_came(workspace: Workspace) -> None:
    heard: list[tuple[str, str, str]] = []

    def listen(edits: Sequence[tuple[Term, Term]], by: str) -> None:
        heard.extend((before.name, _meant(before), _meant(after)) for before, after in edits)

    lexicon = Lexicon(workspace, (CHURN, DRIFT), heard=listen)
    churn, drift = _meant(CHURN), _meant(DRIFT)
    lexicon.merge("drift", "churn", "U1")
    joined = heard[0][2]
    lexicon.undo("churn", "U1")
    lexicon.undo("drift", "U1")
    extra = Term("drift", (Sense("imported", "product", "Boats move."),))
    lexicon.take_over([extra, Term("new", extra.senses)], "U1")
    lexicon.remove("drift", lexicon.entry("drift").version, "U1")

    assert joined == f"{churn} {drift}"
    assert heard == [
        ("churn", churn, joined),
        ("drift", drift, joined),
        ("churn", joined, churn),
        ("drift", "", drift),
        ("drift", drift, f"{drift} Boats move."),
        ("drift", f"{drift} Boats move.", ""),
    ]


def _meant(term: Term) -> str:
    return " ".join(sense.definition for sense in term.senses)
