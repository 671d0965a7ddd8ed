"""Removes what is kept about a person: their wishes, drafts and answers go, and nothing waits to be sent to them."""

import json
import re

import sqlalchemy as sa

from changes.rows import fresh
from changes.store import acks, change_assets, changes, deliveries, owners, plans, revisions, subscriptions
from store.workspace import Workspace

ALONE = (
    (subscriptions.c.destination_kind, subscriptions.c.destination),
    (deliveries.c.destination_kind, deliveries.c.destination),
    (owners.c.team_kind, owners.c.team),
    (acks.c.team_kind, acks.c.team),
)


def forget(ours: Workspace, connection: sa.Connection, person: str) -> int:
    """How many rows were touched. What the person announced is others' concern and stays, see `bot.forgetting`."""
    _look_again(ours, connection, person)
    touched = _drafts(ours, connection, person)
    for kind, id_ in ALONE:
        touched += connection.execute(ours.delete(kind.table).where(kind == "person", id_ == person)).rowcount
    return touched + _consumer(ours, connection, person)


def _drafts(ours: Workspace, connection: sa.Connection, person: str) -> int:
    mine = (changes.c.state == "draft", changes.c.announcer == person)
    drafts = list(connection.execute(ours.select(changes, changes.c.id).where(*mine)).scalars())
    for column in (change_assets.c.change, revisions.c.change, plans.c.change, changes.c.id):
        connection.execute(ours.delete(column.table).where(column.in_(drafts)))
    return len(drafts)


def _look_again(ours: Workspace, connection: sa.Connection, person: str) -> None:
    """What names them is about to be written without their name, also where it can be searched."""
    word = re.compile(rf"(?<![A-Za-z0-9]){re.escape(person)}(?![A-Za-z0-9])")  # another's id may begin like this one
    like = sa.or_(*(column.contains(person, autoescape=True) for column in (changes.c.announcer, changes.c.content)))
    rows = connection.execute(ours.select(changes, changes.c.id, changes.c.announcer, changes.c.content).where(like))
    named = [row.id for row in rows if word.search(f"{row.announcer} {row.content}")]
    connection.execute(ours.update(changes).where(changes.c.id.in_(named)).values(touched=fresh()))


def _consumer(ours: Workspace, connection: sa.Connection, person: str) -> int:
    """A name in the list of those who build on an asset: without it nothing is sent to them."""
    rows = connection.execute(ours.select(owners).where(owners.c.consumers.contains(person))).all()
    for row in rows:
        left = [one for one in json.loads(row.consumers) if one != ["person", person]]
        wish = ours.update(owners).where(owners.c.pattern == row.pattern)
        connection.execute(wish.values(consumers=json.dumps(left)))
    return len(rows)
