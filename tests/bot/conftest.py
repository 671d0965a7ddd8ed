"""The bot behind its HTTP door, with a playground as the Slack it talks to; and a home in which somebody lives already."""

import shutil
from pathlib import Path

import pytest

from glossary.loader import load_terms
from tests import together
from tests.conversations.conftest import (  # noqa: F401
    bot,
    database_file,
    house,
    log_stream,
    logged,
    playground_url,
    session,
    slack,
    surprises_are_expected,
)


@pytest.fixture(scope="session")
def lived_in(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Path:
    """A home with all tables and with what the dictionary's files say, as the first command leaves it; to be copied."""
    place = together.meeting_place(request.config, tmp_path_factory)
    home = place / "lived-in"
    with together.alone(place / "lived-in.lock"):
        if not (home / "parlance.db").exists():
            home.mkdir(exist_ok=True)
            load_terms(kept=home / "terms.json")
            shutil.copy(migrated_file, home / "parlance.db")
    return home


@pytest.fixture
def home(lived_in: Path, tmp_path: Path) -> Path:
    """For what is not about the first command in a home: that one takes longer than most others."""
    return Path(shutil.copytree(lived_in, tmp_path, dirs_exist_ok=True))
