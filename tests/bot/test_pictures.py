"""The picture of the statistics holds whatever people call their words, and never fails for it."""

import warnings
from io import BytesIO

import pytest

from bot.pictures import Taken, of_words, plain
from glossary.usage import Fate

NAMES = ("performance", "точность", "精度", "$x^2$ of $", "🎉 churn", "a" * 200, "", "A/B\ntest", "<!channel>")


def size(picture: bytes) -> tuple[int, int]:
    from matplotlib.image import imread  # a third of a second, paid by whoever runs these

    height, width, _ = imread(BytesIO(picture), format="png").shape
    return width, height


@pytest.mark.parametrize("name", NAMES)
def test_whatever_words_are_called_it_is_drawn_without_a_warning(name: str) -> None:
    taken = [[Taken(name, name, ((name, 3), (name, 1))), Taken(name, "legal", (("other", 1),))]]

    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        picture = of_words([Fate(name, 1, 0, 0)], taken, name)

    assert picture.startswith(b"\x89PNG")


def test_it_grows_with_what_it_tells_and_stays_a_picture() -> None:
    one, many = [Fate("churn", 1, 0, 0)], [Fate(f"word {n}", 900 - n, 300, 5) for n in range(500)]
    taken = [[Taken(f"word {n}", "legal", (("a sense", 1),))] for n in range(90)]

    small, large = size(of_words(one, [], "Words")), size(of_words(many, taken, "Words"))

    assert small[0] == large[0] == 1200
    assert 200 < small[1] < large[1] < 2000


def test_letters_that_no_font_has_become_question_marks_and_long_names_end_in_dots() -> None:
    assert plain("精度 точность") == "?? точность"
    assert plain("a word that is quite long", 12) == "a word that…"
