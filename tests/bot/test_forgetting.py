"""Whatever table holds somebody's id, in whatever column: once they are forgotten, none does; others lose nothing."""

import datetime
import itertools
import re
from typing import Any

import sqlalchemy as sa
from slack_sdk.oauth.installation_store import Installation

from bot.card import Card, Modal
from bot.door import Door
from bot.forgetting import forget, sweep
from bot.installations import Installations
from bot.manners import EVERYWHERE, Manner, Manners
from bot.store import shadow_runs
from bot.workspaces import tables, workspaces
from changes.deliveries import Deliveries, Wanted
from changes.model import Destination, Owner, Subscription
from changes.owners import Owners
from changes.subscriptions import Subscriptions
from glossary.traces import heard, judgements, notes, pins, said
from store.database import Database
from store.workspace import Workspace

NO_IDS = ("workspace", "hash")
ANA, ANAS_LIKE = "U0ANA", "U0ANA7"  # an id may begin as another one does
LATER = 1_900_000_000.0
NOW = datetime.datetime(2026, 11, 20, tzinfo=datetime.UTC)
WAYS = ("{}", "said by <@{}> yesterday", '[["person", "{}"]]')


def filled(connection: sa.Connection, workspace: str, person: str) -> None:
    """A row for each text column of each table and each way of holding an id; the other columns hold plain values."""
    numbers = itertools.count(1)
    for table in tables():
        texts = [column for column in table.c if isinstance(column.type, sa.Text) and column.name not in NO_IDS]
        rows = []
        for column, way in itertools.product(texts, WAYS):
            name = f"{next(numbers)}-{workspace}-{person}"
            plain = {one.name: _plain(one, name) for one in table.c if one.name != "seq"}
            row = plain | {"workspace": workspace, column.name: way.format(person)}
            rows.append(row | _read_as_json(row))
        if rows:
            connection.execute(sa.insert(table), rows)


def _plain(column: sa.Column[Any], name: str) -> Any:
    if isinstance(column.type, sa.Text):
        return name.lower()  # no id: ids are in capitals
    return False if isinstance(column.type, sa.Boolean) else len(name) + int(name.split("-")[0])


def _read_as_json(row: dict[str, Any]) -> dict[str, str]:
    """Columns that are read when somebody is forgotten hold what they always hold."""
    return {"consumers": row["consumers"] if "[[" in row["consumers"] else "[]"} if "consumers" in row else {}


def holding(database: Database, person: str, workspace: str) -> list[str]:
    word = re.compile(rf"\b{person}\b")
    found = []
    with database.read() as connection:
        for table in tables():
            for row in connection.execute(sa.select(table).where(table.c.workspace == workspace)).mappings():
                found += [f"{table.name}.{name}" for name, value in row.items() if word.search(str(value))]
    return found


def test_no_column_of_any_table_holds_a_forgotten_person(database: Database) -> None:
    with database.begin() as connection:
        filled(connection, "T1", ANA)
        filled(connection, "T1", ANAS_LIKE)
        filled(connection, "T2", ANA)
    others, elsewhere = holding(database, ANAS_LIKE, "T1"), holding(database, ANA, "T2")

    forget(Workspace(database, "T1"), ANA)

    assert holding(database, ANA, "T1") == []
    assert holding(database, ANAS_LIKE, "T1") == others
    assert holding(database, ANA, "T2") == elsewhere


def test_what_is_older_than_was_chosen_goes_from_every_table_of_the_past(database: Database) -> None:
    traces = (heard, judgements, notes, pins, said, shadow_runs)
    with database.begin() as connection:
        for table, (days, workspace) in itertools.product(traces, ((400, "T1"), (2, "T1"), (400, "T2"))):
            name = f"{days}-{workspace}-{table.name}"
            row = {one.name: _plain(one, name) for one in table.c} | {"workspace": workspace}
            connection.execute(sa.insert(table).values(**row | {"at": LATER - days * 86400.0}))
    here = Workspace(database, "T1")
    manners = Manners(here, Manner())

    def ages(workspace: str) -> list[int]:
        with database.read() as connection:
            moments = [connection.execute(sa.select(t.c.at).where(t.c.workspace == workspace)) for t in traces]
            return [round((LATER - at) / 86400) for found in moments for at in found.scalars()]

    manners.wish(EVERYWHERE, keep_days=0)
    kept = sweep(here, manners, clock=lambda: LATER)
    manners.wish(EVERYWHERE, keep_days=30)
    gone = sweep(here, manners, clock=lambda: LATER)

    assert (kept, gone) == (0, len(traces))
    assert (ages("T1"), ages("T2")) == ([2] * len(traces), [400] * len(traces))


def test_two_with_the_same_wishes_are_both_forgotten(database: Database) -> None:
    here = Workspace(database, "T1")
    for person in ("U1", "U2"):
        with database.begin() as connection:
            wish = Subscription(f"wish-{person}", Destination("person", person), "warehouse.orders", by=person)
            Subscriptions(here).add(connection, wish)

    for person in ("U1", "U2"):
        forget(here, person)

    with database.read() as connection:
        assert Subscriptions(here).all(connection) == []


def test_nothing_is_sent_to_somebody_who_is_forgotten(database: Database) -> None:
    here = Workspace(database, "T1")
    with database.begin() as connection:
        to = [Destination("person", "U1"), Destination("channel", "C1")]
        Deliveries(here).enqueue(connection, [Wanted(str(one), "message", one) for one in to], NOW)
        owner = Owner("warehouse.*", Destination("group", "S1"), consumers=(*to,))
        Owners(here).put(connection, owner)

    forget(here, "U1")

    with database.read() as connection:
        assert Deliveries(here).get(connection, "person:U1") is None
        assert Deliveries(here).get(connection, "channel:C1") is not None
        assert [one.consumers for one in Owners(here).all(connection)] == [(Destination("channel", "C1"),)]


def test_whose_hand_installed_us_is_forgotten_and_the_installation_stays(database: Database) -> None:
    door = Door()
    store = Installations.on(database, "client", door)
    for team in ("T1", "T2"):
        store.writer.save(
            Installation(app_id="A1", team_id=team, bot_token="one", bot_id="B1", bot_user_id="U0", user_id="U1")
        )

    forget(Workspace(database, "T1"), "U1")

    found = {team: store.reader.find_installation(enterprise_id=None, team_id=team) for team in ("T1", "T2")}
    door.close()
    assert {team: one.user_id if one else "" for team, one in found.items()} == {"T1": "(forgotten)", "T2": "U1"}
    assert store.reader.find_bot(enterprise_id=None, team_id="T1") is not None


def test_what_names_nobody_any_more_reads_well() -> None:
    block = {"type": "section", "text": {"type": "mrkdwn", "text": "decided by <@(forgotten)>"}}

    shown = [Card("by <@(forgotten)>", (block,)).arguments(), Modal("id", "Title", (block,)).view()]

    assert "(forgotten)" not in str(shown)
    assert shown[0]["text"] == "by somebody"


def test_every_workspace_that_any_table_knows_is_found(database: Database) -> None:
    with database.begin() as connection:
        filled(connection, "T7", ANA)

    assert workspaces(database) == ["T7"]
