"""Each check of the doctor fails for its own reason, and says how to mend it."""

import dataclasses
import json
import os
import shutil
import socket
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import sqlalchemy as sa

from bot.app import Bot, abouts
from bot.doctor import Check, Slack, greeted
from bot.groundwork import Ground
from bot.manifest import manifest, scopes
from bot.settings import Settings
from bot.slack import client
from changes.deliveries import Deliveries, Wanted
from changes.model import Destination
from changes.store import deliveries
from index.encoder.choose import bundled_model
from index.encoder.seal import seal
from store.database import Database
from store.migrate import newest, upgrade
from store.workspace import Workspace
from tests.bot.test_running import settings
from tests.bot.typed import parlance
from tests.conversations.conftest import House
from tests.conversations.playground import WORLD, Control, playground
from tests.lending import Lender


@pytest.fixture(scope="module")
async def slack(session: aiohttp.ClientSession) -> AsyncIterator[Control]:
    """A Slack of its own: its apps lose their tokens."""
    with playground("--workspace", str(WORLD)) as url:
        yield Control(url, session)


@pytest.fixture
async def installed(slack: Control, bot: Bot) -> Settings:
    """A fresh app, as somebody would set it up."""
    await slack.do("reset")
    made = await slack.do("app", manifest=manifest(abouts(bot)), transport="socket")
    return settings(slack, made["credentials"])


@pytest.fixture
def nobody() -> Iterator[str]:
    """An address that is taken, so that nobody else gets it, and where nobody answers."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        yield f"127.0.0.1:{silent.getsockname()[1]}"


async def examined(
    chosen: Settings, session: aiohttp.ClientSession, wanted: frozenset[str] = frozenset(), **more: Any
) -> dict[str, Check]:
    checks = await Slack(chosen, client(chosen, session), wanted, **more).checks()
    return {one.name: one for one in checks}


async def test_it_is_content_with_a_good_installation(
    installed: Settings, session: aiohttp.ClientSession, bot: Bot
) -> None:
    checks = await examined(installed, session, frozenset(scopes(abouts(bot))))

    assert {name: one.ok for name, one in checks.items()} == dict.fromkeys(checks, True)
    assert list(checks) == ["token", "scopes", "clock", "socket mode", "signing secret"]


async def test_a_token_that_was_never_one_and_one_that_was_revoked(
    installed: Settings, session: aiohttp.ClientSession
) -> None:
    never = await examined(dataclasses.replace(installed, bot_token="none"), session)
    await client(installed, session).auth_revoke()
    revoked = await examined(installed, session)

    assert [one["token"].ok for one in (never, revoked)] == [False, False]
    assert [one["token"].says for one in (never, revoked)] == ["Slack says invalid_auth", "Slack says token_revoked"]
    assert "Reinstall the app if it was revoked" in revoked["token"].mend


async def test_no_token_at_all(installed: Settings, session: aiohttp.ClientSession) -> None:
    checks = await examined(dataclasses.replace(installed, bot_token="", app_token="", signing_secret=""), session)

    assert {name: one.ok for name, one in checks.items()} == {
        "token": False,
        "socket mode": None,
        "signing secret": False,
    }
    assert "OAuth & Permissions" in checks["token"].mend
    assert "SLACK_SIGNING_SECRET" in checks["signing secret"].mend


async def test_missing_scopes_are_named(installed: Settings, session: aiohttp.ClientSession) -> None:
    checks = await examined(installed, session, frozenset({"admin", "chat:write"}))

    assert (checks["scopes"].ok, checks["scopes"].says) == (False, "missing: admin")
    assert "parlance manifest" in checks["scopes"].mend


async def test_a_clock_that_is_off(installed: Settings, session: aiohttp.ClientSession) -> None:
    checks = await examined(installed, session, clock=lambda: 0.0)

    assert checks["clock"].ok is False
    assert "NTP" in checks["clock"].mend


async def test_a_token_that_opens_no_socket(installed: Settings, session: aiohttp.ClientSession) -> None:
    checks = await examined(dataclasses.replace(installed, app_token=installed.bot_token), session)

    assert (checks["token"].ok, checks["socket mode"].ok) == (True, False)
    assert "connections:write" in checks["socket mode"].mend


async def test_sockets_that_are_stopped_on_their_way(nobody: str) -> None:
    check = await greeted(f"ws://{nobody}/link")

    assert check.ok is False
    assert "Let web sockets" in check.mend


async def test_something_else_than_slack_answers(
    installed: Settings, session: aiohttp.ClientSession, slack: Control
) -> None:
    await slack.do("faults", add={"on": "web_api", "do": "status", "status": 502, "body": "<html>a proxy</html>"})

    checks = await examined(installed, session)

    await slack.do("faults", clear=True)
    assert [checks[name].ok for name in ("token", "socket mode")] == [False, False]


async def test_slack_cannot_be_reached(installed: Settings, session: aiohttp.ClientSession, nobody: str) -> None:
    nowhere = dataclasses.replace(installed, slack_url=f"http://{nobody}/api/")

    checks = await examined(nowhere, session)

    assert [checks[name].ok for name in ("token", "socket mode")] == [False, False]
    assert "SLACK_API_URL" in checks["token"].mend


async def test_many_workspaces_need_an_address_and_a_secret(
    installed: Settings, session: aiohttp.ClientSession
) -> None:
    many = dataclasses.replace(installed, bot_token="", app_token="", client_id="1.2", client_secret="s")

    without = await examined(many, session)
    good = await examined(dataclasses.replace(many, public_url="https://parlance.example.com"), session)

    assert (without["token"].ok, without["address"].ok, "PARLANCE_URL" in without["address"].mend) == (
        None,
        False,
        True,
    )
    assert good["address"].ok


def grounded(chosen: Settings, **more: Any) -> dict[str, Check]:
    return {one.name: one for one in Ground(chosen, **more).checks()}


@pytest.fixture
def here(tmp_path: Path, models: Path) -> Settings:
    """A home whose encoder is built already."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "models").symlink_to(models)
    return Settings(home=tmp_path / "home")


@pytest.mark.model
def test_a_fresh_home_needs_nothing_mended_and_nothing_is_made_in_it(here: Settings) -> None:
    checks = grounded(here)

    assert [name for name, one in checks.items() if one.ok is False] == []
    assert [checks[name].ok for name in ("database", "index")] == [None, None]
    assert checks["cache"].says.endswith(" MB")
    assert "graph" in checks["cache"].says
    database = Database.at(here.database)
    with database.read() as connection:
        assert connection.exec_driver_sql("select count(*) from sqlite_master").scalar() == 0
    database.close()


@pytest.mark.model
def test_a_home_in_the_way_and_a_full_disk(here: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    blocked = grounded(dataclasses.replace(here, home=tmp_path / "file"))
    full = grounded(here, free=lambda folder: 1_000_000)

    assert (blocked["folder"].ok, "PARLANCE_HOME" in blocked["folder"].mend) == (False, True)
    assert "disk" not in blocked
    assert (full["disk"].ok, "Make room" in full["disk"].mend) == (False, True)


@pytest.mark.model
def test_a_graph_that_became_another_on_the_disk_is_named(here: Settings, models: Path) -> None:
    (here.folder / "models").unlink()
    (here.folder / "models").mkdir()
    for graph in models.glob("*-fp32.onnx"):
        (here.folder / "models" / graph.name).symlink_to(graph)
    spoilt = here.folder / "models" / "ours-0123456789ab-int8.onnx"
    spoilt.write_bytes(b"weights")
    seal(spoilt)
    spoilt.write_bytes(b"wei\0hts")

    check = grounded(here)["cache"]

    assert (check.ok, check.says) == (False, f"{spoilt} is damaged")
    assert "the next start builds it anew" in check.mend


@pytest.mark.model
@pytest.mark.xdist_group("reference")
def test_a_model_that_is_missing_or_broken(here: Settings, tmp_path: Path) -> None:
    broken = shutil.copytree(bundled_model(), tmp_path / "broken")
    (broken / "model.safetensors").write_bytes(b"not weights")

    checks = [grounded(dataclasses.replace(here, model=str(path))) for path in (tmp_path / "none", broken)]

    assert [one["model"].ok for one in checks] == [False, False]
    assert [one["index"].ok for one in checks] == [None, None]
    assert all("PARLANCE_MODEL" in one["model"].mend for one in checks)


@pytest.mark.model
def test_an_index_that_is_absent_stale_or_in_the_way(here: Settings) -> None:
    absent = grounded(here)["index"]
    (here.folder / "senses.db").touch()
    stale = grounded(here)["index"]
    (here.folder / "senses.db").unlink()
    (here.folder / "senses.db").mkdir()
    blocked = grounded(here)["index"]

    assert [one.ok for one in (absent, stale, blocked)] == [None, None, False]
    assert "`parlance index`" in absent.says
    assert "are new to it" in stale.says
    assert "Remove that file" in blocked.mend


def database_check(here: Settings, url: str) -> Check:
    return Ground(dataclasses.replace(here, database_url=url))._database()


def test_the_database_of_today_an_older_one_and_one_of_tomorrow(here: Settings, database: Database) -> None:
    url = database.engine.url.render_as_string(hide_password=False)

    def at(step: str) -> Check:
        with database.begin() as connection:
            connection.exec_driver_sql(f"update alembic_version set version_num = '{step}'")
        return database_check(here, url)

    today, older, newer = (at(step) for step in (str(newest()), "0001", "9999"))

    assert [one.ok for one in (today, older, newer)] == [True, None, False]
    assert "the next start brings it up to date" in older.says
    assert "newer version" in newer.says


def test_what_is_still_to_be_told_is_counted(here: Settings, database: Database) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    ledger = Deliveries(Workspace(database, "T1"))
    wanted = [Wanted(f"m{number}", "message", Destination("channel", "C1")) for number in range(3)]
    with database.begin() as connection:
        ledger.enqueue(connection, wanted, datetime.now(UTC))
        connection.execute(sa.update(deliveries).where(deliveries.c.id == "m1").values(retrying_since=1.0))

    assert database_check(here, url).says.endswith("; 3 still to be told, 1 of them after a failure")


def test_a_file_of_which_a_piece_is_lost(here: Settings, sqlite: Database) -> None:
    """As after a copy that was made while somebody wrote."""
    with sqlite.begin() as connection:
        connection.exec_driver_sql("create table probe (said text)")
        connection.exec_driver_sql("insert into probe values (?)", (("much " * 20_000),))
    sqlite.close()
    path = Path(str(sqlite.engine.url.database))
    path.write_bytes(path.read_bytes()[:-8192])

    check = database_check(here, sqlite.engine.url.render_as_string())

    assert (check.ok, "damaged" in check.says, "parlance restore" in check.mend) == (False, True, True)


@pytest.mark.postgres
def test_a_database_that_may_only_be_read(here: Settings, lender: Lender) -> None:
    url = lender.lend_bare()
    bare = Database.at(url)
    with bare.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        name = bare.engine.url.database
        connection.exec_driver_sql(f"alter database {name} set default_transaction_read_only = on")
    bare.close()

    check = database_check(here, url)
    lender.drop(url)

    assert (check.ok, "read-only" in check.says, "right to write" in check.mend) == (False, True, True)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("postgresql://u:p@{nobody}/x", "does not answer"),
        ("nonsense", "no database address"),
        ("mysql://u:p@127.0.0.1/x", "mysql is not supported"),
    ],
    ids=["unreachable", "nonsense", "unsupported"],
)
def test_a_database_that_is_none(here: Settings, nobody: str, url: str, says: str) -> None:
    check = database_check(here, url.format(nobody=nobody))

    assert (check.ok, says in check.says, "DATABASE_URL" in check.mend) == (False, True, True)


def test_a_file_that_is_no_database(here: Settings) -> None:
    (here.folder / "parlance.db").write_bytes(b"a letter to nobody, long enough to be taken for a database" * 20)

    check = database_check(here, "")

    assert (check.ok, "does not answer" in check.says) == (False, True)


@pytest.mark.usefixtures("nothing_set")
def test_an_older_or_broken_database_starts_nothing_and_says_so(here: Settings) -> None:
    database = Database.at(here.database)
    upgrade(database)
    with database.begin() as connection:
        connection.exec_driver_sql("update alembic_version set version_num = '9999'")
    database.close()

    done = parlance("glossary", "show", "churn", PARLANCE_HOME=str(here.folder))

    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "made by a newer version" in done.stderr


@pytest.fixture
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever whoever runs the tests has set."""
    for name in os.environ:
        if name.startswith(("SLACK_", "PARLANCE_")):
            monkeypatch.delenv(name)


@pytest.mark.model
@pytest.mark.usefixtures("nothing_set")
def test_a_program_reads_one_object_a_check_and_the_exit_code(here: Settings, house: House) -> None:
    known = {"PARLANCE_HOME": str(here.folder), "SLACK_API_URL": house.base_url, "DATABASE_URL": ""}
    tokens = {"SLACK_BOT_TOKEN": house.credentials["bot_token"], "SLACK_SIGNING_SECRET": "s"}

    well, ill = parlance("doctor", "--json", **known, **tokens), parlance("doctor", "--json", **known)

    assert (well.returncode, ill.returncode) == (0, 1)
    told = [json.loads(line) for line in ill.stdout.splitlines()]
    assert [one["name"] for one in told if one["ok"] is False] == ["token", "signing secret"]
    assert all(one["mend"] for one in told if one["ok"] is False)
    assert house.credentials["bot_token"] not in well.stdout + well.stderr


@pytest.mark.model
@pytest.mark.usefixtures("nothing_set")
def test_people_see_a_mark_and_what_to_do(here: Settings) -> None:
    done = parlance("doctor", PARLANCE_HOME=str(here.folder), DATABASE_URL="")

    lines = done.stdout.splitlines()
    assert lines[0].startswith("✓ folder: ")
    assert lines[lines.index("✗ token: SLACK_BOT_TOKEN is not set") + 1].startswith("    Open your app at")
