"""A command looks into a workspace that is there; its name is never guessed, and never begun by a slip of the hand."""

import shutil
from pathlib import Path

import pytest

from bot.workspaces import the_workspace, workspaces
from glossary.store import misses
from store.database import Database
from store.workspace import Workspace
from tests.bot.typed import Done, parlance

LOOKS = (
    "glossary list",
    "glossary show churn",
    "glossary history churn",
    "glossary undo churn",
    "glossary edit churn --from README.md",
    "glossary check --quick",
    "glossary export",
    "glossary misses",
    "glossary stale",
    "glossary discover README.md",
    "change list",
    "change show 4f1d22c0a9b1",
    "change withdraw 4f1d22c0a9b1",
    "change history warehouse.orders",
    "change upcoming",
    "change matrix 4f1d22c0a9b1",
    "change proof 4f1d22c0a9b1",
    "change unsubscribe 1f0c2d4e",
    "change subscriptions",
    "change export",
    "change who warehouse.orders",
    "change impact warehouse.orders",
    "change keys",
    "change revoke 1f0c2d4e",
    "search --kind change orders",
    "search orders",
    "lint README.md",
    "forget U024BE7LH --yes",
)
BRINGS = (
    "glossary define wug bird",
    "glossary import {}/terms.csv",
    "change import {}/ours.yaml",
    "change subscribe channel:C1 warehouse.orders",
    "change owns group:S1 warehouse.orders",
    "change key ci warehouse.*",
    "change announce columns-go --asset warehouse.orders --to-nobody",
)


def typed(line: str, home: Path) -> Done:
    return parlance(*line.format(home).split(), PARLANCE_HOME=str(home), DATABASE_URL="")


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory, lived_in: Path) -> Path:
    """A home in which one workspace has a word of its own."""
    home = Path(shutil.copytree(lived_in, tmp_path_factory.mktemp("one"), dirs_exist_ok=True))
    assert typed("glossary define wug bird --workspace T1", home).returncode == 0
    return home


@pytest.fixture
def fresh(home: Path) -> Path:
    (home / "terms.csv").write_text("term,meaning\nwug,A small bird.\n")
    (home / "ours.yaml").write_text("subscriptions:\n  - to: channel:C1\n    hear: warehouse.*\n")
    return home


@pytest.mark.parametrize("line", LOOKS)
def test_a_workspace_that_nobody_has_is_refused_by_whoever_looks_into_it(line: str, one: Path) -> None:
    done = typed(f"{line} --workspace nosuch", one)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "parlance: no workspace 'nosuch' is kept here; there is T1\n"


def test_a_workspace_of_which_only_words_are_known_is_the_one_that_is_meant(one: Path) -> None:
    assert "bird" in typed("glossary show wug", one).stdout


def test_in_an_empty_database_there_is_none_to_look_into(fresh: Path) -> None:
    assert "no workspace 'T1' is kept here; there is none yet" in typed("change list --workspace T1", fresh).stderr


@pytest.mark.parametrize("line", BRINGS)
def test_what_is_brought_in_before_a_bot_was_at_work_begins_its_workspace(line: str, fresh: Path) -> None:
    first, mistyped = (typed(f"{line} --workspace {name}", fresh) for name in ("T1", "T2"))

    assert first.returncode == 0
    assert (mistyped.returncode, mistyped.stdout) == (1, "")
    assert "parlance: no workspace 'T2' is kept here; there is T1\n" in mistyped.stderr


def test_what_was_tried_out_before_is_in_nobodys_way(fresh: Path) -> None:
    typed("glossary define gostak distims", fresh)

    assert typed("glossary define wug bird --workspace T1", fresh).returncode == 0
    assert typed("glossary show wug", fresh).stderr.endswith("name one with --workspace: T1, local\n")


def test_whoever_installed_the_bot_is_known_before_they_said_a_word(fresh: Path) -> None:
    database = Database.at(f"sqlite:///{fresh / 'parlance.db'}")
    with database.begin() as connection:
        connection.exec_driver_sql(
            "insert into slack_bots (client_id, app_id, team_id, bot_token, is_enterprise_install, installed_at) "
            "values ('1', 'A1', 'T3', 'secret', 0, '2026-01-01')"
        )
        for id_ in ("T5", "T4", "T5"):
            Workspace(database, id_).put(connection, misses, {"word": "wug"}, times=1, last_at=0)

    assert workspaces(database) == ["T3", "T4", "T5"]
    assert the_workspace(database, "T3").id == "T3"
    database.close()
