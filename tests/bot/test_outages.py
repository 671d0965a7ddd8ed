"""An outage is one line when it begins, with its cause, and one when it is over for everybody."""

import logging
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from bot.logs import kind_and_place
from bot.outages import Outages
from store.database import Database

LOCKED = OperationalError("insert into secrets values (:it)", {}, Exception("database is locked\nDETAIL: it=4711"))


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, "parlance")
    return caplog


def told(lines: pytest.LogCaptureFixture) -> list[str]:
    said: list[Any] = [one.msg for one in lines.records]
    return [" ".join(str(one.get(key, "")) for key in ("event", "name", "error")).strip() for one in said]


def test_a_database_that_is_lost_is_told_once_in_its_own_words_and_once_when_all_have_it_again(
    lines: pytest.LogCaptureFixture,
) -> None:
    outages = Outages()

    assert [outages.explains(LOCKED, who) for who in ("keeper", "ledger", "keeper")] == [True, True, True]
    outages.well("keeper")
    outages.explains(LOCKED, "ledger")
    outages.well("ledger")
    outages.well("ledger")

    assert told(lines) == ["lost database database is locked", "back database"]


def test_it_is_told_again_when_it_is_lost_again(lines: pytest.LogCaptureFixture) -> None:
    outages = Outages()
    for _ in range(2):
        assert outages.is_news(NoConnectionFree("QueuePool limit of size 12"))
        outages.well()

    assert told(lines) == ["lost database all connections are in use", "back database"] * 2


def test_what_is_no_outage_is_always_news_and_explained_by_none(lines: pytest.LogCaptureFixture) -> None:
    outages = Outages()

    assert [outages.is_news(KeyError("it")), outages.is_news(KeyError("it"))] == [True, True]
    assert not outages.explains(KeyError("it"), "minute")
    assert told(lines) == []


def test_a_failure_is_named_by_its_kind_and_its_place_in_our_code_without_its_words() -> None:
    with pytest.raises(OSError, match="is not supported") as caught:
        Database.at("mysql://secret@host/name")

    place = kind_and_place(caught.value)

    assert place.startswith("UnusableDatabase at store/database.py:")
    assert "mysql" not in place
