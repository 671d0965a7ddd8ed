"""A word is counted: how often, and when last; never where or by whom."""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from store.database import insert
from store.workspace import Workspace


@dataclass(frozen=True)
class Counted:
    word: str
    times: int
    last_at: float


def count(here: Workspace, table: sa.Table, words: Iterable[str], at: float) -> None:
    with here.database.begin() as connection:
        for word in words:
            wish = insert(connection, table).values(workspace=here.id, word=word, times=1, last_at=at)
            again = {"times": table.c.times + 1, "last_at": at}
            connection.execute(wish.on_conflict_do_update(index_elements=["workspace", "word"], set_=again))


def still_open(here: Workspace, table: sa.Table, at_least: int = 1) -> list[Counted]:
    """The most frequent first, and of those the latest."""
    wanted = here.select(table).where(table.c.state == "open", table.c.times >= at_least)
    with here.database.read() as connection:
        rows = connection.execute(wanted.order_by(table.c.times.desc(), table.c.last_at.desc(), table.c.word)).all()
    return [Counted(row.word, row.times, row.last_at) for row in rows]


def settle(here: Workspace, table: sa.Table, word: str) -> None:
    """It is defined now, or nobody wants it defined."""
    with here.database.begin() as connection:
        connection.execute(here.update(table).where(table.c.word == word).values(state="settled"))
