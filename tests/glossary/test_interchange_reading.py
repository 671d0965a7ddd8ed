"""Files as other tools write them: a bad row is named with its line and the rest is read; nothing vanishes."""

from pathlib import Path

import pytest

from glossary.interchange import datahub, openmetadata, plain_csv, skos, tbx
from glossary.interchange.model import UnreadableFile


def test_a_row_with_too_many_columns_is_named_and_the_rest_is_read() -> None:
    read = plain_csv.read(
        b"term,meaning,context,notes\nchurn,users, who leave,product,\nPSI,a drift number,statistics,\n"
    )

    (problem,) = read.problems
    assert problem.where == "line 2"
    assert problem.why == "the first line has 4 columns, this one 5; is a comma not in quotes?"
    assert [term.name for term in read.terms] == ["PSI"]


def test_lines_are_counted_across_cells_of_several_lines() -> None:
    read = plain_csv.read(b'term,meaning\nchurn,"users\nwho leave"\n,nothing\n')

    assert [one.where for one in read.problems] == ["line 4"]
    assert read.terms[0].senses[0].definition == "users who leave"


def test_an_open_quote_is_refused_with_the_line_where_it_begins() -> None:
    with pytest.raises(UnreadableFile) as refused:
        plain_csv.read(b'term,meaning\na,b\nchurn,"users who leave\n')

    assert refused.value.line == 3


def test_a_table_without_our_columns_says_which_it_wants() -> None:
    with pytest.raises(UnreadableFile, match="term, meaning, context, notes"):
        plain_csv.read(b"x,y\n1,2\n")


def test_semicolons_other_headings_and_free_notes_are_understood() -> None:
    read = plain_csv.read("﻿Acronym;Description;Team;Comments\nSOW;What we will deliver;Legal team;ask Ann\n".encode())

    (term,) = read.terms
    assert (term.name, term.senses[0].discipline) == ("SOW", "legal")
    assert term.senses[0].definition == "What we will deliver ask Ann"
    assert [loss.part for loss in read.losses] == ["notes"]


def test_the_same_name_in_two_contexts_is_one_term_with_two_meanings() -> None:
    read = plain_csv.read(b"term,meaning,context\nlead,a metal,Research\nlead,a possible buyer,Sales\n")

    assert [(sense.discipline, sense.definition) for sense in read.terms[0].senses] == [
        ("research", "a metal"),
        ("business", "a possible buyer"),
    ]


def test_what_a_spreadsheet_would_compute_is_written_harmless_and_read_back() -> None:
    text = plain_csv.write(plain_csv.read(b'term,meaning\nsum,"=SUM(A1)"\n').terms).text

    assert "'=SUM(A1)" in text
    assert plain_csv.read(text.encode()).terms[0].senses[0].definition == "=SUM(A1)"


def test_openmetadatas_samples_are_read(shared: Path) -> None:
    folder = shared / "data" / "glossaries" / "openmetadata"

    new, old, wrong = (
        openmetadata.read((folder / f"glossary_terms_{name}.csv").read_bytes())
        for name in ("14col_quotes", "8col_old", "8col_incorrect")
    )

    assert new.terms[0].name == "TermAnuj"
    assert new.terms[0].senses[0].definition.startswith('Contains a timestamp for the most recent "login"')
    assert [term.name for term in old.terms] == ["Glossary2 Term", "Glossary2 term2"]
    assert [one.where for one in wrong.problems] == ["line 2", "line 3"]


def test_datahubs_sample_is_read_with_its_lines(shared: Path) -> None:
    read = datahub.read((shared / "data" / "glossaries" / "datahub" / "business_glossary.yml").read_bytes())

    names = {term.name: term for term in read.terms}
    assert {"Sensitive", "Email", "Account"} < set(names)
    assert names["Email"].owner == "Trust and Safety"
    assert "inherits" in {loss.part for loss in read.losses}
    assert read.problems == ()


def test_a_datahub_term_without_a_description_is_named_with_its_line() -> None:
    read = datahub.read(
        b"nodes:\n  - name: Sales\n    terms:\n      - name: Lead\n      - name: Deal\n        description: A sale.\n"
    )

    assert [(one.where, one.why) for one in read.problems] == [("line 4", "“Lead” has no description")]
    assert [term.name for term in read.terms] == ["Deal"]


def test_foreign_skos_is_read_in_english_with_its_broader_concept_as_context() -> None:
    read = skos.read_turtle(
        b"""@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix e: <http://e.org/> .
        e:law a skos:Concept ; skos:prefLabel "Legal"@en ; skos:definition "Law."@en .
        e:c a skos:Concept ; skos:prefLabel "consent"@en, "Einwilligung"@de ; skos:broader e:law ;
          skos:definition "A yes to processing."@en, "Ein Ja."@de .
        e:x a skos:Concept ; skos:prefLabel "bare"@en ."""
    )

    consent = next(term for term in read.terms if term.name == "consent")
    assert (consent.senses[0].discipline, consent.senses[0].definition) == ("legal", "A yes to processing.")
    assert [one.where for one in read.problems] == ["http://e.org/x"]
    assert ("consent", "other languages") in {(loss.term, loss.part) for loss in read.losses}


def test_tbx_of_version_2_and_3_and_elements_for_kinds_are_read() -> None:
    dct = b"""<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
      xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"><text><body>
      <conceptEntry id="c1"><min:subjectField>Legal</min:subjectField><langSec xml:lang="en">
      <basic:definition>A yes.</basic:definition><termSec><term>consent</term></termSec>
      <termSec><term>opt-in</term><min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus></termSec>
      </langSec></conceptEntry>
      <conceptEntry id="c2"><langSec xml:lang="en"><termSec><term>bare</term></termSec></langSec></conceptEntry>
      </body></text></tbx>"""

    read = tbx.read(dct)

    assert (read.terms[0].name, read.terms[0].aliases) == ("consent", ("opt-in",))
    assert read.terms[0].senses[0].discipline == "legal"
    assert [(one.where, one.why) for one in read.problems] == [("line 7", "“bare” has no definition")]


@pytest.mark.parametrize("read", [tbx.read, skos.read_xml])
@pytest.mark.parametrize(
    "attack",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><martif>&b;</martif>',
        b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><martif>&f;</martif>',
        b'<!DOCTYPE x SYSTEM "http://example.invalid/x.dtd"><martif/>',
        b"<a>" * 5000,
        b"<martif>",
        b"",
    ],
)
def test_hostile_xml_is_refused(read, attack: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read(attack)


@pytest.mark.parametrize("read", [plain_csv.read, openmetadata.read, datahub.read, skos.read_turtle])
def test_what_is_no_text_is_refused_with_its_line(read) -> None:
    with pytest.raises(UnreadableFile, match="UTF-8"):
        read(b"term,meaning\n\xff\xfe,x\n")
