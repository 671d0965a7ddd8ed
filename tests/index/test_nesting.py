"""YAML that nests without end is refused with its line before it can overflow a stack, and so is a key that stands twice."""

import pytest
import yaml

from index.nesting import look_through


def refused(text: str) -> tuple[int, str]:
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        look_through(text)
    assert caught.value.problem_mark is not None
    return caught.value.problem_mark.line + 1, str(caught.value.problem)


@pytest.mark.parametrize(
    "text", ["a: 1\nb: " + "[" * 200_000, "a: 1\nb: " + '{"a":' * 200_000, "a: 1\nb:\n" + "- " * 200_000]
)
def test_what_nests_without_end_is_refused(text: str) -> None:
    line, why = refused(text)

    assert line in (2, 3)
    assert why == "nested more than 100 deep"


def test_a_key_that_stands_twice_in_one_place_is_refused_where_it_stands_again() -> None:
    assert refused("a: {b: 1}\nc: 2\na: 3\n") == (3, "the key a stands twice in one place")
    assert refused("a:\n- x: [1, {y: 2}]\n  x: 2\n") == (3, "the key x stands twice in one place")


def test_a_letter_that_yaml_does_not_allow_is_refused_on_its_line() -> None:
    assert refused("a: é\nb: [1,\n \x00]\n") == (3, "it holds a character that YAML does not allow")


def test_the_same_word_in_other_places_is_no_matter() -> None:
    look_through("a: &a {b: a, c: a}\nb: {b: b, c: b}\nd: [a, a, {a: 1}, {a: 1}, *a]\ne: {<<: *a, <<: *a}\n---\na: 1\n")
