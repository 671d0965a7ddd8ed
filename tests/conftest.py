"""Fixtures for every ring: a database of each kind, the real encoder and what it has encoded; and which tests share a process."""

import gc
import importlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
import pytest_randomly

from index.encoder.choose import Choice, open_encoder
from index.encoder.protocol import Encoder
from index.kept import KeptVectors
from store.database import Database
from store.migrate import upgrade
from tests import postgres, together
from tests.lending import Lender, make_template

SHARED = Path(__file__).resolve().parents[2] / "shared"
BROWSER = "tests/browser/"
DEAR = ("browser", "model")
SELDOM = 10_000  # new objects, after which Python looks for garbage; by itself after 700


def pytest_configure(config: pytest.Config) -> None:
    """No test draws from a foreign library's chance; what spaCy brings along would import torch to seed it, each time.

    Hypothesis shows each run the same, unhurried, on every machine; with `--hypothesis-profile default` it looks further.
    """
    pytest_randomly.entrypoint_reseeds = []
    if not config.getoption("--hypothesis-profile"):
        hypothesis.settings.load_profile("ci")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Iterator[None]:
    """With `--dist loadgroup` what shares something dear runs in one process, and whatever has a group is begun first.

    Before the others, for xdist writes the group into a test's id; and after them, for the order is shuffled.
    """
    for item in items:
        if item.nodeid.startswith(BROWSER):
            item.add_marker(pytest.mark.browser)
        if group := _group(item):
            item.add_marker(pytest.mark.xdist_group(group))
    yield
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: item.get_closest_marker("xdist_group") is None)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: whoever looks for garbage need not look through it each time."""
    gc.freeze()
    gc.set_threshold(SELDOM)


def _group(item: pytest.Item) -> str:
    """One for the page in Chromium, and one for each file that needs the model: all in one would take longest."""
    if item.get_closest_marker("xdist_group") or not any(map(item.get_closest_marker, DEAR)):
        return ""
    return "browser" if item.nodeid.startswith(BROWSER) else item.nodeid.partition("::")[0]


@pytest.fixture(scope="session")
def shared() -> Path:
    """Labelled sets and real material that live beside the project, not in it."""
    if not SHARED.is_dir():
        pytest.skip("the labelled sets and real payloads beside the project are not here")
    return SHARED


@pytest.fixture(scope="session")
def postgres_home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the server of this run lives: one for all its processes."""
    found = postgres.binaries()
    if found is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql, brew install postgresql)")
    made = together.meeting_place(request.config, tmp_path_factory) / "postgres"
    with together.shared(made, lambda: _started(found), lambda home: postgres.stop(found, Path(home))) as home:
        yield Path(home)


@pytest.fixture(scope="session")
def lender(postgres_home: Path) -> Iterator[Lender]:
    """PostgreSQL databases to lend."""
    opened = Lender(postgres_home)
    yield opened
    opened.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without tables: a fresh SQLite file, then a fresh PostgreSQL database."""
    if request.param == "sqlite":
        yield from _open(f"sqlite:///{tmp_path / 'parlance.db'}")
    else:
        lender: Lender = request.getfixturevalue("lender")
        url = lender.lend_bare()
        yield from _open(url)
        lender.drop(url)


@pytest.fixture(scope="session")
def migrated_file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with all tables and no rows, to be copied."""
    place = together.meeting_place(request.config, tmp_path_factory)
    path = place / "migrated.db"
    with together.alone(place / "migrated.lock"):
        if not path.exists():
            _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite(migrated_file: Path, tmp_path: Path) -> Iterator[Database]:
    """All tables and no rows; copied, for the steps that lead there take longer than most tests."""
    copied = shutil.copy(migrated_file, tmp_path / "parlance.db")
    yield from _open(f"sqlite:///{copied}")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """All tables and no rows, of each kind; one that was lent is emptied and lent again."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite")
    else:
        lender: Lender = request.getfixturevalue("lender")
        url = lender.lend()
        yield from _open(url)
        lender.take_back(url)


@pytest.fixture(scope="session")
def torch() -> None:
    """For tests that need it anyway: a graph that one of them builds is verified here, not by a process that reads it anew."""
    importlib.import_module("sentence_transformers")


@pytest.fixture(scope="session")
def models() -> Path:
    """Where built graphs are kept, for all test processes: the first builds, the others wait for it."""
    folder = Path(__file__).resolve().parents[1] / ".artifacts" / "models"
    folder.mkdir(parents=True, exist_ok=True)
    with together.alone(folder / ".lock"):
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


def _open(url: str) -> Iterator[Database]:
    database = Database.at(url)
    yield database
    database.close()


def _started(binaries: Path) -> str:
    home = postgres.start(binaries, postgres.roomiest())
    make_template(home)
    return str(home)


def _migrate(url: str) -> None:
    database = Database.at(url)
    upgrade(database)
    database.close()  # which also folds SQLite's write-ahead log into the file
