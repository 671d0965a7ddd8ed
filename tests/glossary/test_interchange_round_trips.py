"""What a format has a place for comes back as it went; what it has none for is in the loss report."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.interchange.formats import FORMATS, Format, format_of
from glossary.interchange.model import report
from glossary.model import DISCIPLINES, Example, Replacement, Sense, Term

NAMED = {one.name: one for one in FORMATS}
ids = pytest.mark.parametrize("format_", FORMATS, ids=[one.name for one in FORMATS])

ACCOUNT = Term(
    "account",
    (
        Sense(
            "money", "business", "Where a client's money is kept.", related=("client",), source="https://example.com/x"
        ),
        Sense("login", "business", "The right of a person to log in."),
        Sense("row", "data-engineering", 'A row of the table "accounts"; one for each client.', cues=("dbt", "join")),
    ),
    aliases=("acct", "a/c; old"),
    owner="finance",
    reviewed=date(2026, 11, 1),
)
CLIENT = Term(
    "client",
    (
        Sense(
            "caller",
            "software-engineering",
            "Code that calls a service <fast> & often.",
            (Example("the client hangs"),),
        ),
    ),
    deprecated=Replacement("caller", "three meanings too many"),
)

words = st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="'"), min_size=1, max_size=12)
sentences = st.lists(words, min_size=1, max_size=6).map(" ".join)


@st.composite
def terms(draw: st.DrawFn) -> Term:
    kinds = draw(st.lists(st.sampled_from(DISCIPLINES), min_size=1, max_size=4))
    senses = tuple(Sense(f"sense-{row}", kind, f"{draw(sentences)} {row}") for row, kind in enumerate(kinds))
    name = draw(st.from_regex(r"[A-Za-z][A-Za-z0-9+#./& -]{0,20}[A-Za-z0-9]", fullmatch=True))
    return Term(" ".join(name.split()), senses)


@given(term=terms())
@settings(max_examples=60, deadline=None)
def test_names_disciplines_and_definitions_come_back_from_every_format(term: Term) -> None:
    """Every format gets the same sixty: thinking them up takes longer than writing and reading them."""
    back = {one.name: one.read(one.write([term]).text.encode()) for one in FORMATS}

    assert {name: one.problems for name, one in back.items() if one.problems} == {}
    assert {name: [each.name for each in one.terms] for name, one in back.items()} == {
        name: [term.name] for name in back
    }
    assert {name: _told(one.terms[0]) for name, one in back.items()} == {name: _told(term) for name in back}


@ids
def test_a_name_with_several_meanings_stays_one_term_with_its_ids(format_: Format) -> None:
    back = format_.read(format_.write([ACCOUNT, CLIENT]).text.encode())

    ids = {term.name: {sense.id for sense in term.senses} for term in back.terms}
    if format_.name == "openmetadata":  # a meaning alone in its discipline needs no mark there
        assert {"money", "login"} < ids["account"]
    else:
        assert ids == {"account": {"money", "login", "row"}, "client": {"caller"}}


@ids
def test_aliases_and_deprecation_come_back(format_: Format) -> None:
    back = {term.name: term for term in format_.read(format_.write([ACCOUNT, CLIENT]).text.encode()).terms}

    assert set(back["account"].aliases) == {"acct", "a/c; old"}
    assert back["client"].deprecated is not None


@ids
def test_what_does_not_come_back_is_in_the_loss_report(format_: Format) -> None:
    sent = format_.write([ACCOUNT, CLIENT])

    back = {term.name: term for term in format_.read(sent.text.encode()).terms}
    cues = {cue for sense in back["account"].senses for cue in sense.cues}
    reported = {(loss.term, loss.part) for loss in sent.losses}
    assert cues == {"dbt", "join"} or ("account", "cues") in reported
    examples = {example.text for sense in back["client"].senses for example in sense.examples}
    assert examples == {"the client hangs"} or ("client", "examples") in reported
    assert back["account"].owner == "finance" or ("account", "owner") in reported


@pytest.mark.parametrize("name", ["yaml", "datahub"])
def test_everything_comes_back_from_the_formats_that_can_hold_everything(name: str) -> None:
    back = NAMED[name].read(NAMED[name].write([ACCOUNT, CLIENT]).text.encode())

    known = {term.name: term for term in back.terms}
    assert {sense.id: sense for sense in known["account"].senses} == {sense.id: sense for sense in ACCOUNT.senses}
    assert known["client"] == CLIENT


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("csv", "words.csv"),
        ("openmetadata", "words.csv"),
        ("datahub", "words.yml"),
        ("skos", "words.ttl"),
        ("skos-xml", "words.rdf"),
        ("tbx", "words.tbx"),
        ("yaml", "words.yaml"),
    ],
)
def test_a_file_tells_its_format(name: str, file: str) -> None:
    assert format_of(file, NAMED[name].write([ACCOUNT]).text.encode()).name == name


def test_the_loss_report_names_each_kind_once() -> None:
    losses = NAMED["openmetadata"].write([ACCOUNT, CLIENT]).losses

    said = report(losses)

    assert "cues of account: this format has no place for it" in said
    assert len(said) == len(set(said))


def _told(term: Term) -> list[tuple[str, str]]:
    return sorted((sense.discipline, sense.definition) for sense in term.senses)
