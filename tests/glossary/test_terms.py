"""The dictionary we ship is sound: every entry by itself, and all of them together."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from glossary.checks import SHARED, Flaw, flaws, read_otherwise, too_alike
from glossary.glossary import Glossary
from glossary.loader import SHIPPED, file_name, load_term
from glossary.model import Example, Replacement, Sense, Term
from index.encoder.protocol import Encoder
from index.encoder.toy import ToyEncoder
from index.kept import KeptVectors
from index.vectors import digest
from tests import shipped

MISREAD_AT_MOST = 0.01  # of the examples; the labelled sets are what measures reading
ONE_IN = 12  # words of the part that is read with every run; the whole takes minutes


def test_every_entry_is_sound() -> None:
    assert [f"{flaw.term}: {flaw.why}" for flaw in flaws(shipped.terms(), SHARED)] == []


def test_a_file_is_named_after_its_word() -> None:
    due = {path.name: file_name(load_term(path).name) for path in SHIPPED.glob("*.yaml")}

    assert {name: wanted for name, wanted in due.items() if name != wanted} == {}


def test_a_broken_entry_is_told_by_name() -> None:
    sense = Sense("a", "legal", "x", examples=(Example("1"), Example("2")), described_as=("y",), related=("nothing",))
    one = Term("one", (sense,), aliases=("both",), deprecated=Replacement("nowhere"))
    two = Term("two", (Sense("a", "legal", "z"),), aliases=("Both",))

    found = flaws([one, two])

    assert Flaw("one", "“a” refers to “nothing”, which is no entry") in found
    assert Flaw("one", "is replaced by “nowhere”, which is no entry") in found
    assert Flaw("two", "“both” also stands for one") in found
    assert Flaw("two", "“a” has 0 of the 2 examples that plain terms need") in found


def test_a_name_may_be_shared_on_purpose_only() -> None:
    some = [Term(name, (), aliases=("both",)) for name in ("one", "two")]

    assert flaws(some, {"both": frozenset({"one", "two"})}) == []
    assert len(flaws(some, {"both": frozenset({"one", "three"})})) == 1


def test_two_meanings_that_say_the_same_are_found() -> None:
    terms = [
        Term(name, (Sense("a", "legal", words),)) for name, words in (("x", "fast"), ("y", "fast"), ("z", "right"))
    ]

    assert [flaw.term for flaw in too_alike(terms, ToyEncoder(("fast", "right")).encode)] == ["x"]


@pytest.mark.model
@pytest.mark.xdist_group("words")
def test_no_two_meanings_say_the_same(kept: KeptVectors) -> None:
    assert [f"{flaw.term}: {flaw.why}" for flaw in too_alike(shipped.terms(), kept.encode)] == []


@pytest.mark.model
def test_the_engine_reads_the_examples_of_some_words_as_they_are_meant(encoder: Encoder, models: Path) -> None:
    some = [term for term in shipped.terms() if int(digest(term.name), 16) % ONE_IN == 0]
    assert len(some) > len(shipped.terms()) / ONE_IN / 2

    assert_read_as_meant(some, encoder, models)


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_the_engine_reads_nearly_all_examples_as_they_are_meant(encoder: Encoder, models: Path) -> None:
    assert_read_as_meant(shipped.terms(), encoder, models)


def assert_read_as_meant(terms: Sequence[Term], encoder: Encoder, models: Path) -> None:
    glossary = Glossary.open(terms, encoder, models.parent / "senses.db")
    several = [term for term in terms if len(term.senses) > 1]
    examples = sum(len(sense.examples) for term in several for sense in term.senses)

    found = read_otherwise(terms, glossary)

    assert len(found) <= MISREAD_AT_MOST * examples, "\n".join(f"{flaw.term}: {flaw.why}" for flaw in found)
