"""Where the words of the glossary stand in a text."""

from glossary.matcher import LONGEST, Matcher, verb_forms
from glossary.model import Mention, Sense, Term


def senses(*ids: str) -> tuple[Sense, ...]:
    return tuple(Sense(id_, "product", "A definition.") for id_ in ids)


DRIFT = Term("drift", senses("data-drift", "config-drift"))
PIPELINE = Term("pipeline", senses("ml-pipeline", "sales-pipeline"), aliases=("pipelines",))
SALES_PIPELINE = Term("sales pipeline review", senses("meeting"))
IT = Term("IT", senses("department"), case_sensitive=True)
MATCHER = Matcher.of([DRIFT, PIPELINE, SALES_PIPELINE, IT])


def terms(text: str) -> list[str]:
    return [mention.term for mention in MATCHER.match(text)]


def test_a_word_with_several_meanings_is_found_as_a_verb_too() -> None:
    assert terms("we drifted off, and are drifting still") == ["drift", "drift"]
    assert verb_forms("evaluation") == ("evaluate", "evaluates", "evaluated", "evaluating")
    assert verb_forms("deployment") == ()


def test_capitals_tell_a_department_from_a_common_word() -> None:
    assert terms("ask IT whether it works") == ["IT"]


def test_the_longest_name_wins_and_the_word_inside_is_an_aside() -> None:
    text = "sales pipeline review at ten"

    assert MATCHER.match(text) == [Mention("sales pipeline review", 0, 21)]
    assert MATCHER.match_all(text)[1:] == [Mention("pipeline", 6, 14, aside=True)]


def test_code_is_never_prose_but_can_be_read_as_an_aside() -> None:
    text = "set `drift=False` in the config"

    assert MATCHER.match(text) == []
    assert MATCHER.match_all(text) == [Mention("drift", 5, 10, aside=True)]


def test_a_pasted_log_is_looked_at_as_far_as_somebody_would_read_it() -> None:
    found = MATCHER.match_all("a.drift in the pipeline, " * 40_000)

    assert 0 < max(mention.end for mention in found) <= LONGEST
