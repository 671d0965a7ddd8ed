"""When a meaning became another one, and when somebody only mended how it is written."""

from datetime import UTC, datetime
from functools import partial

import pytest

from bot.definitions import asset, redefined, told
from changes.announcing import Announcing
from changes.model import Destination, Subscription
from changes.subscriptions import Subscriptions
from glossary.model import Sense, Term
from store.database import Database
from store.workspace import Workspace

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def churn(*definitions: str) -> Term:
    return Term("churn", tuple(Sense(f"s{n}", "product", text) for n, text in enumerate(definitions) if text))


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Customers who leave within 30 days.", "Customers who leave within 60 days."),
        ("Customers who leave.", "Customers who do not leave."),
        ("Customers who leave.", "Customers who pause."),
        ("Share of paying customers who leave.", "Share of customers who leave."),
        ("At least 5% of users", "At least 50% of users"),
    ],
)
def test_another_meaning_is_a_change(before: str, now: str) -> None:
    assert len(redefined(churn(before), churn(now))) == 1


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Custmers who leave within 30 days.", "Customers who leave within 30 days"),
        ("customers, who leave", "Customers who leave!"),
        ("Customers that leave the product", "Customers leave product"),
        ("The share of recieved orders", "The share of received orders."),
    ],
)
def test_a_mended_typo_is_none(before: str, now: str) -> None:
    assert redefined(churn(before), churn(now)) == []


def test_a_new_entry_changes_nobodys_meaning() -> None:
    assert redefined(Term("churn", ()), churn("Customers who leave.")) == []


def test_a_meaning_that_goes_is_a_change_and_one_that_comes_breaks_nobody(database: Database) -> None:
    here = Workspace(database, "T1")

    (gone,) = told(partial(Announcing, here), [(churn("One.", "Two."), churn("One."))], "U1", NOW)
    (came,) = told(partial(Announcing, here), [(churn("One."), churn("One.", "Two things."))], "U1", NOW)

    assert (gone.change.content.breaking, came.change.content.breaking) == (True, False)
    assert gone.change.content.what == "No longer: Two."


@pytest.mark.parametrize("wish", ["term:churn", "term:*", "kind:definition breaking"])
def test_whoever_follows_the_term_or_the_glossary_is_told_once(database: Database, wish: str) -> None:
    here = Workspace(database, "T1")
    with database.begin() as connection:
        Subscriptions(here).add(connection, Subscription("", Destination("channel", "C1"), wish))

    (answer,) = told(partial(Announcing, here), [(churn("Within 30 days."), churn("Within 60 days."))], "U1", NOW)

    assert [str(one.wanted.destination) for one in answer.deliveries] == ["channel:C1"]
    assert (
        Announcing(here).ledger.history("term:churn")[0].content.what == "Before: Within 30 days.\nNow: Within 60 days."
    )


def test_nothing_is_opened_for_a_mended_typo() -> None:
    def opened() -> Announcing:
        pytest.fail("there is nothing to tell")

    assert told(opened, [(churn("Custmers who leave."), churn("Customers who leave."))], "U1", NOW) == ()


@pytest.mark.parametrize("name", ["A/B", "C++", "24/7", "F1", "p95", "net revenue", "(!)", "what’s up?", "long " * 60])
def test_every_word_can_be_followed(name: str) -> None:
    from changes.assets import parse

    assert str(parse(asset(name)))


def words(*names: str) -> list[tuple[Term, Term]]:
    sense = Sense("s1", "product", "One.")
    return [(Term(name, (sense,)), Term(name, (sense, Sense("s2", "product", "Two things.")))) for name in names]


def test_what_is_edited_at_once_is_told_at_once(database: Database) -> None:
    here = Workspace(database, "T1")

    (three,) = told(partial(Announcing, here), words("churn", "drift", "label"), "command line", NOW)
    many = told(partial(Announcing, here), words(*(f"word {number}" for number in range(60))), "command line", NOW)

    assert three.change.title == "“churn”, “drift” and “label” have one more meaning each"
    assert three.change.content.assets == ("term:churn", "term:drift", "term:label")
    assert "“drift”\nAlso: Two things." in three.change.content.what
    assert [len(one.change.content.assets) for one in many] == [50, 10]
    assert many[0].change.title == "“word 0”, “word 1”, “word 2” and 47 more have one more meaning each"
