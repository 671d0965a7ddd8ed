"""Pages of something long: each item stands on one of them, and every button leads to a page that is there."""

import pytest

from bot.views.paging import paged


def test_each_item_stands_on_one_page() -> None:
    pages = [paged(range(7), number, 3) for number in range(3)]

    assert [list(one.shown) for one in pages] == [[0, 1, 2], [3, 4, 5], [6]]
    assert pages[2].place == "page 3 of 3"


@pytest.mark.parametrize(("number", "nearest"), [(-1, 0), (9, 2)])
def test_a_page_that_is_no_longer_there_is_the_nearest_that_is(number: int, nearest: int) -> None:
    assert paged(range(7), number, 3).at == nearest


@pytest.mark.parametrize(("number", "leads"), [(0, ["1"]), (1, ["0", "2"]), (2, ["1"])])
def test_buttons_lead_to_the_pages_beside_it(number: int, leads: list[str]) -> None:
    assert [one["value"] for one in paged(range(7), number, 3).turns("turn", str)] == leads


def test_nothing_is_one_page_without_buttons() -> None:
    assert paged((), 0, 3).turns("turn", str) == []
    assert paged((), 0, 3).pages == 1
