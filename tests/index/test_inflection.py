"""The shapes of a word, however long somebody leans on a key."""

import pytest

from index.inflection import shapes


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("behaviour", "behavior"),
        ("harbor", "harbour"),
        ("flavor", "flavour"),
        ("optimise", "optimize"),
        ("query", "queries"),
    ],
)
def test_a_word_has_its_plural_and_the_spelling_of_the_other_side(word: str, shape: str) -> None:
    assert shape in shapes(word)


@pytest.mark.parametrize("word", ["our", "four", "door", "error"])
def test_what_only_ends_alike_keeps_its_spelling(word: str) -> None:
    assert {one for one in shapes(word) if not one.startswith(word)} == set()


@pytest.mark.timeout(30)
def test_the_shapes_of_half_a_million_letters_take_no_longer_than_reading_them() -> None:
    assert len(shapes("a" * 500_000 + "our")) > 1
