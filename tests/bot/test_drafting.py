"""What a message says of a change stands in the form as it was meant."""

from pathlib import Path

import pytest
import yaml

import playground
from bot.drafting import LIKELY, drafted, title_of
from changes.recognise import Recogniser, Recognition
from index.encoder.protocol import Encoder

SEED = Path(playground.__file__).parent / "seed" / "northlight.yaml"
SAID = Recognition(announcement=True, probability=0.9)


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


def test_what_the_title_says_in_full_is_not_said_again_below_it() -> None:
    alone = drafted("the export of `orders` runs at four.", SAID, None, "U1")
    more = drafted("the export of orders runs at four. Nothing else moves.", SAID, None, "U1")

    assert alone.what == ""
    assert more.what == "the export of orders runs at four. Nothing else moves."


@pytest.mark.model
def test_the_message_that_the_tour_announces_fills_the_form_and_names_what_people_there_follow(
    encoder: Encoder,
) -> None:
    channels = yaml.safe_load(SEED.read_text(encoding="utf-8"))["channels"]
    (said,) = [one["text"] for each in channels for one in each["messages"] if one.get("key") == "weather-feed"]

    found = Recogniser.open(encoder).fields(said)

    assert found.kind == "deprecation"
    assert found.kind_chance >= LIKELY
    assert found.assets[0].startswith("weather")
