"""What a team writes into its artefact is kept in every version; of two writers none overwrites the other."""

import pytest

from playbooks.artefact import template
from playbooks.drafts import TITLE, Drafts, Writing, WrittenMeanwhile, parts, written_into
from playbooks.files import TEMPLATES
from store.database import Database
from store.workspace import Workspace

TEMPLATE = "# Card: _name_\n\nFor everyone.\n\n## Use\n\n- who?\n\n## Limits\n\n- who?\n"


@pytest.fixture
def drafts(database: Database) -> Drafts:
    return Drafts(Workspace(database, "T1"))


def writing(by: str, seen: int, **texts: str) -> Writing:
    return Writing("r1", by, 1.0, texts, dict.fromkeys(texts, seen))


def test_a_template_is_written_section_by_section() -> None:
    assert [part.name for part in parts(TEMPLATE)] == [TITLE, "Use", "Limits"]

    text = written_into(TEMPLATE, {TITLE: "Card: fraud", "Limits": "# none\nyet"})

    assert text == "# Card: fraud\n\nFor everyone.\n\n## Use\n\n- who?\n\n## Limits\n\n### none\nyet\n"


@pytest.mark.parametrize("name", [path.stem for path in TEMPLATES.glob("*.md")])
def test_every_section_of_every_template_can_be_written(name: str) -> None:
    whole = template(name)

    text = written_into(whole, {part.name: f"about {n}" for n, part in enumerate(parts(whole))})

    assert [part.text for part in parts(text)] == [f"about {n}" for n in range(len(parts(whole)))]


def test_the_newest_version_counts_and_nothing_new_is_no_version(drafts: Drafts) -> None:
    drafts.write(writing("U1", 0, Use="claims"))
    drafts.write(writing("U2", 1, Use="claims and cars"))
    drafts.write(writing("U2", 2, Use="claims and cars "))

    found = drafts.of("r1")["Use"]
    assert (found.text, found.version, found.by) == ("claims and cars", 2, "U2")


def test_two_who_write_the_same_section_overwrite_nothing_and_the_slower_sees_what_stands(drafts: Drafts) -> None:
    drafts.write(writing("U1", 0, Use="claims"))

    with pytest.raises(WrittenMeanwhile) as refusal:
        drafts.write(writing("U2", 0, Limits="none", Use="cars"))

    assert [(one.section, one.text) for one in refusal.value.theirs] == [("Use", "claims")]
    assert set(drafts.of("r1")) == {"Use"}


def test_two_who_write_different_sections_do_not_disturb_each_other(drafts: Drafts) -> None:
    drafts.write(writing("U1", 0, Use="claims"))
    drafts.write(writing("U2", 0, Limits="none"))

    assert {name: one.text for name, one in drafts.of("r1").items()} == {"Use": "claims", "Limits": "none"}
