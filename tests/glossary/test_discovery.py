"""Unknown acronyms are suggested when they are frequent and nobody's common knowledge; nothing is added by itself."""

from glossary.discovery import Unknown, spelt_out, unknown_acronyms
from glossary.model import Sense, Term

KNOWN = (Term("PSI", (Sense("psi", "statistics", "A number for drift."),)),)


def test_a_frequent_unknown_acronym_is_suggested() -> None:
    texts = ["the CLTV is up", "whose CLTVs are these", "CLTV again and CLTV", "nothing"]

    assert unknown_acronyms(texts, KNOWN) == [Unknown("CLTV", 3)]


def test_what_is_rare_known_common_or_shouted_is_not() -> None:
    texts = ["QXR once", *["PSI is red, ASAP please, OK"] * 5, *["WHY DOES NOBODY EVER ANSWER ME"] * 5]

    assert unknown_acronyms(texts, KNOWN) == []


def test_code_links_and_names_are_passed_over() -> None:
    texts = ["`XYZ` in https://x.example/ABC for @QRS and #TUV in DIM_MODEL"] * 5

    assert unknown_acronyms(texts, KNOWN) == []


def test_a_text_that_introduces_an_acronym_explains_it() -> None:
    assert spelt_out("the population stability index (PSI) and average rates (ARs)") == {"PSI", "AR"}
