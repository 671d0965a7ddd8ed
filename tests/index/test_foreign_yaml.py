"""YAML that nests or grows without end is refused with its line before it is built, and so is a key that stands twice."""

import pytest
import yaml

from index.foreign_yaml import BeyondBounds, Bounds, look_through


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


@pytest.mark.parametrize("of", ["[{}]", "{{<<: [{}]}}"], ids=["lists", "merges"])
def test_aliases_that_grow_without_end_are_refused(of: str) -> None:
    lines = ["a0: &a0 {x: 1}"]
    lines += [f"a{i + 1}: &a{i + 1} " + of.format(", ".join([f"*a{i}"] * 10)) for i in range(30)]

    line, why = refused("\n".join(lines))

    assert 5 <= line <= 8
    assert why == "more than 1,000,000 values"


def test_plain_values_are_counted_one_by_one() -> None:
    few = Bounds(most=5)

    look_through("a: [1, 2]\nb: 3\n---\na: [1, 2]\nb: 3\n", few)
    with pytest.raises(BeyondBounds, match="more than 5 values"):
        look_through("a: [1, 2]\nb: 3\nc: 4\n", few)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a: 1\nb: &b [1, *b]\n", (2, "the alias b contains itself")),
        ("a: 1\nb: *c\n", (2, "the alias c stands for nothing")),
        ("a: &a 1\n---\nb: *a\n", (3, "the alias a stands for nothing")),
        ("a: 1\n? [b]\n: c\n", (2, "a key must be plain text")),
        ("a: &a [1]\n*a : c\n", (2, "a key must be plain text")),
        ("a: &a b\nb: 1\n*a : c\n", (3, "the key b stands twice in one place")),
    ],
)
def test_an_alias_stands_for_something_and_a_key_for_a_word(text: str, why: tuple[int, str]) -> None:
    assert refused(text) == why


def test_a_letter_that_yaml_does_not_allow_is_refused_on_its_line() -> None:
    assert refused("a: é\nb: [1,\n \x00]\n") == (3, "it holds a character that YAML does not allow")


def test_the_same_word_in_other_places_is_no_matter() -> None:
    look_through("a: &a b\n*a : c\nd: &a e\n*a : [*a, *a]\n")
    look_through("a: &a {b: a, c: a}\nb: {b: b, c: b}\nd: [a, a, {a: 1}, {a: 1}, *a]\ne: {<<: *a, <<: *a}\n---\na: 1\n")
