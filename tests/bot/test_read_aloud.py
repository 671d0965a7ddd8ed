"""What `parlance read` says to people agrees with what would be done."""

from dataclasses import replace

import pytest

from bot.commands.read_aloud import aloud
from glossary.audience import Audience
from glossary.decision import Room, decide
from glossary.model import Kind, Mention, Reading, Sense, Term

RUN = Term(
    "run",
    (
        Sense("job", "operations", "A job. It ends.", say_instead="scheduled job"),
        Sense("trial", "data-science", "A trial.", say_instead="training trial"),
        Sense("errand", "business", "An errand."),
    ),
    aliases=("spell",),
    priority="core",
)
KPI = Term("KPI", (Sense("kpi", "business", "A figure that steers. There are few."),))
TERMS = {"run": RUN, "KPI": KPI}
TEXT = "the run is over"
HERE = Mention("run", 4, 7)


def reading(kind: Kind, job: float, trial: float, several: float, confidence: float = 0.9) -> Reading:
    one = 0.9 - several
    senses = (("job", one * job), ("trial", one * trial), ("errand", one * (1 - job - trial)))
    return Reading(HERE, kind, "job" if kind == "sense" else None, confidence, senses, chances=(one, several, 0.1))


def said(one: Reading, speaker: str | None = None, text: str = TEXT) -> list[str]:
    room = Room(Audience(speaker, frozenset({speaker}) if speaker else frozenset()))
    return list(aloud(text, [one], decide(text, [one], TERMS, room), TERMS))


def test_a_message_without_our_words_says_so() -> None:
    assert list(aloud("hi", [], decide("hi", [], TERMS, Room()), TERMS)) == [
        "None of these words is in the dictionary."
    ]


def test_an_open_word_is_asked_about_and_the_question_is_shown() -> None:
    assert said(reading("ambiguous", 0.5, 0.4, 0.8)) == [
        "run: can be read in several ways: scheduled job 50%, training trial 40%, An errand 10%",
        "A note would be written: run can be read in several ways here. It would ask: scheduled job · training trial?",
    ]


@pytest.mark.parametrize(
    ("several", "written", "why"),
    [
        (0.4, "run", "run is open here, but while nothing is known of the writer a note takes more"),
        (0.1, "run", "run is a little open here, too little for a note"),
        (0.8, "spell", "run is open here, but people seldom stumble over “spell”"),
    ],
)
def test_an_open_word_without_a_note_is_never_called_clear(several: float, written: str, why: str) -> None:
    text = f"the {written} is over"
    one = replace(reading("ambiguous", 0.97, 0.02, several), mention=Mention("run", 4, 4 + len(written)))

    assert said(one, text=text)[-1] == f"No note: {why}."


def test_a_word_in_one_sense_is_clear_and_one_that_is_not_certain_is_probably_that() -> None:
    assert said(reading("sense", 0.99, 0.01, 0.0)) == ["run: scheduled job (90%)", "No note: run is clear enough here."]
    assert said(reading("sense", 0.99, 0.01, 0.0, confidence=0.6))[0] == "run: probably scheduled job (60%)"


def test_a_word_that_is_open_though_one_meaning_leads_by_far_names_that_alone() -> None:
    assert said(reading("ambiguous", 0.97, 0.02, 0.8))[0] == "run: left open, most likely scheduled job"


def test_what_would_be_shown_is_said() -> None:
    one = reading("sense", 0.8, 0.2, 0.3)

    assert said(one, "product")[-1].endswith("It would say: probably scheduled job.")


def test_nothing_is_certain() -> None:
    assert said(replace(reading("everyday", 0.5, 0.3, 0.0), confidence=0.999))[0] == "run: everyday language (99%)"


def test_a_word_with_one_meaning_is_told_by_that() -> None:
    one = Reading(Mention("KPI", 0, 3), "sense", "kpi", 1.0, (("kpi", 1.0),), chances=(1.0, 0.0, 0.0))

    assert said(one, text="KPI is red")[0] == "KPI: A figure that steers"
