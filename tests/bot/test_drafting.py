"""What a message says of a change stands in the form as it was meant."""

import pytest

from bot.drafting import title_of


@pytest.mark.parametrize(
    ("said", "names", "title"),
    [
        ("we drop the nightly export. Tell me if you need it.", (), "We drop the nightly export"),
        ("Heads up: warehouse.orders will go away.", ("warehouse.orders",), "warehouse.orders will go away"),
        ("heads-up: the feed moves", ("feed",), "The feed moves"),
        ("`orders.total` becomes cents", ("orders.total",), "orders.total becomes cents"),
        ("`orders` loses a column", (), "orders loses a column"),
        ("orders loses a column", ("orders",), "orders loses a column"),
        ("api:payments/v2 wants a key", (), "api:payments/v2 wants a key"),
        ("churn_scores, all of them, are recalibrated", (), "churn_scores, all of them, are recalibrated"),
        ("paymentsApi wants a key", (), "paymentsApi wants a key"),
        ("it's time: the old cluster goes away", (), "It's time: the old cluster goes away"),
    ],
)
def test_a_title_begins_as_a_sentence_does_unless_a_name_stands_there(
    said: str, names: tuple[str, ...], title: str
) -> None:
    assert title_of(said, names) == title
