"""Fixtures for every ring: a database of each kind, the real encoder and what it has encoded; and which tests share a process."""

import fcntl
import itertools
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import pytest_randomly
import sqlalchemy as sa

from index.encoder.choose import Choice, open_encoder
from index.encoder.protocol import Encoder
from index.kept import KeptVectors
from store.database import Database
from store.migrate import upgrade
from tests import postgres

SHARED = Path(__file__).resolve().parents[2] / "shared"
BROWSER = Path(__file__).parent / "browser"
TOGETHER = ("browser", "model")
_numbers = itertools.count(1)


def pytest_configure() -> None:
    """No test draws from a foreign library's chance; what spaCy brings along would import torch to seed it, each time."""
    pytest_randomly.entrypoint_reseeds = []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """With `--dist loadgroup` one process starts the browser and another loads the model; both begin with that."""
    for item in items:
        if BROWSER in item.path.parents:
            item.add_marker(pytest.mark.browser)
        for kind in TOGETHER:
            if item.get_closest_marker(kind):
                item.add_marker(pytest.mark.xdist_group(kind))


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


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with all tables and no rows, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "parlance.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_postgres(postgres_url: str) -> str:
    """The same in PostgreSQL: the name of a database to be copied."""
    url = _fresh_postgres(postgres_url)
    _migrate(url)
    return str(sa.make_url(url).database)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """All tables and no rows; copied, for the steps that lead there take longer than most tests."""
    if request.param == "sqlite":
        copied = shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "parlance.db")
        made = Database.at(f"sqlite:///{copied}")
    else:
        template = request.getfixturevalue("migrated_postgres")
        made = Database.at(_fresh_postgres(request.getfixturevalue("postgres_url"), template))
    yield made
    made.close()


@pytest.fixture(scope="session")
def models() -> Path:
    """Where built graphs are kept, for all test processes: the first builds, the others wait for it."""
    folder = Path(__file__).resolve().parents[1] / ".artifacts" / "models"
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder / ".lock"):
        open_encoder(Choice(folder))
    return folder


@pytest.fixture(scope="session")
def encoder(models: Path) -> Encoder:
    """The real model on the fast runtime."""
    return open_encoder(Choice(models))


@pytest.fixture(scope="session")
def kept(encoder: Encoder, models: Path) -> Iterator[KeptVectors]:
    """What the shipped content means, encoded once for all tests and all their processes, and for the next run."""
    opened = KeptVectors(encoder, models.parent / "vectors.db")
    yield opened
    opened.close()


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _migrate(url: str) -> None:
    database = Database.at(url)
    upgrade(database)
    database.close()  # which also folds SQLite's write-ahead log into the file, and lets PostgreSQL copy


def _fresh_postgres(url: str, template: str = "template1") -> str:
    name = f"test_{next(_numbers)}"
    server = sa.make_url(url).set(drivername="postgresql+psycopg")
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f"create database {name} template {template}"))
    engine.dispose()
    return server.set(database=name).render_as_string(hide_password=False)
