"""Fixtures for every ring: a database of each kind, the real encoder, and one that can be worked out by hand."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from index.encoder.choose import Choice, open_encoder
from index.encoder.protocol import Encoder
from store.database import Database
from store.migrate import upgrade
from tests import postgres

SHARED = Path(__file__).resolve().parents[2] / "shared"
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Labelled sets and real material that live beside the project, not in it."""
    if not SHARED.is_dir():
        pytest.skip("the labelled sets and real payloads beside the project are not here")
    return SHARED


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    found = postgres.binaries()
    if found is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql, brew install postgresql)")
    with postgres.running(found) as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without tables: a fresh SQLite file, then a fresh PostgreSQL database."""
    if request.param == "sqlite":
        database = Database.at(f"sqlite:///{tmp_path / 'parlance.db'}")
    else:
        database = Database.at(_fresh_postgres(request.getfixturevalue("postgres_url")))
    yield database
    database.close()


@pytest.fixture
def database(empty_database: Database) -> Database:
    upgrade(empty_database)
    return empty_database


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where built graphs are kept: shared by all test processes, so that one builds and the others wait for none."""
    return Path(__file__).resolve().parents[1] / ".artifacts" / "models"


@pytest.fixture(scope="session")
def encoder(models: Path) -> Encoder:
    """The real model on the fast runtime."""
    return open_encoder(Choice(models))


def _fresh_postgres(url: str) -> str:
    name = f"test_{next(_numbers)}"
    server = sa.make_url(url).set(drivername="postgresql+psycopg")
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f"create database {name}"))
    engine.dispose()
    return server.set(database=name).render_as_string(hide_password=False)
