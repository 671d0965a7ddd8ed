"""Every kind of contract is compared, announced, summed up for the pull request, and gates it; `diff` only shows."""

import contextlib
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest
import uvicorn
from starlette.applications import Starlette

from bot.api import Api
from bot.app import Bot
from bot.errors import Refusal, Unreadable
from bot.running import bind
from bot.teams import Teams
from changes.model import Destination, Subscription
from changes.subscriptions import Subscriptions
from changes.tokens import Rights, Tokens
from store.database import Database
from store.migrate import upgrade
from store.workspace import Workspace
from tests.bot.test_change_commands import Shell


@pytest.fixture
def parlance(tmp_path: Path, migrated_file: Path) -> Shell:
    shutil.copy(migrated_file, tmp_path / "parlance.db")
    shell = Shell(tmp_path)
    shell.said("change", "subscribe", "channel:C1", "everything breaking")
    return shell


def openapi(*fields: str) -> str:
    schema = {"type": "object", "properties": {name: {"type": "string"} for name in fields}}
    answer = {"200": {"description": "ok", "content": {"application/json": {"schema": schema}}}}
    paths = {"/orders": {"get": {"responses": answer}}}
    return json.dumps({"openapi": "3.0.0", "info": {"title": "pay", "version": "1"}, "paths": paths})


def json_schema(*fields: str) -> str:
    properties = {name: {"type": "string"} for name in fields}
    return json.dumps({"type": "object", "properties": properties, "additionalProperties": False})


def dbt(*fields: str) -> str:
    columns = {name: {"name": name, "data_type": "text"} for name in fields}
    model = {"resource_type": "model", "name": "orders", "schema": "shop", "unique_id": "model.s.orders"}
    version = {"dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json", "project_name": "s"}
    nodes = {"model.s.orders": {**model, "columns": columns, "config": {"contract": {"enforced": True}}}}
    return json.dumps({"metadata": version, "nodes": nodes, "sources": {}, "exposures": {}})


def sql(*fields: str) -> str:
    return f"create table orders ({', '.join(f'{name} text' for name in fields)});"


def datacontract(*fields: str) -> str:
    head = "apiVersion: v3.0.2\nkind: DataContract\nid: o\nname: o\nversion: 1.0.0\nstatus: active\n"
    columns = "".join(f"  - {{name: {name}, logicalType: string}}\n" for name in fields)
    return f"{head}schema:\n- name: orders\n  properties:\n{columns}"


WRITTEN: dict[str, Callable[..., str]] = {
    "openapi": openapi,
    "jsonschema": json_schema,
    "dbt": dbt,
    "sql": sql,
    "datacontract": datacontract,
}


def pair(folder: Path, sort: str) -> tuple[str, str]:
    old, new = folder / f"old.{sort}", folder / f"new.{sort}"
    old.write_text(WRITTEN[sort]("id", "amount"))
    new.write_text(WRITTEN[sort]("id"))
    return str(old), str(new)


@pytest.mark.parametrize("sort", list(WRITTEN))
def test_each_kind_of_contract_gates_its_pull_request_and_tells_it_why(
    parlance: Shell, tmp_path: Path, sort: str
) -> None:
    old, new = pair(tmp_path, sort)
    summary = tmp_path / "pr.md"

    shut = parlance(
        "change", "announce", f"--from-{sort}", old, new, "--name", "shop", "--summary", str(summary), "--gate"
    )
    same = parlance("change", "announce", f"--from-{sort}", old, old, "--name", "shop", "--gate")

    assert (shut.exit_code, same.exit_code) == (1, 0)
    assert "waiting for channel:C1" in shut.output
    text = summary.read_text()
    assert "**0 of 1 consumer team acknowledged**" in text
    assert "fingerprint `" in text
    assert "amount" in text or sort == "jsonschema"


def test_a_report_of_oasdiff_does_the_same(parlance: Shell, tmp_path: Path) -> None:
    found = {
        "id": "api-removed-without-deprecation",
        "text": "api removed",
        "level": 3,
        "operation": "GET",
        "path": "/v1",
    }
    (tmp_path / "report.json").write_text(json.dumps([found]))

    shut = parlance("change", "announce", "--from-oasdiff", str(tmp_path / "report.json"), "--name", "pay", "--gate")

    assert shut.exit_code == 1
    assert "pay: GET /v1: api removed" in shut.output


def test_diff_shows_what_differs_and_announces_nothing(parlance: Shell, tmp_path: Path) -> None:
    old, new = pair(tmp_path, "sql")

    shown = parlance("change", "diff", "--from-sql", old, new, "--dialect", "postgres", "--json")
    shut = parlance("change", "diff", "--from-sql", old, new, "--gate")

    (found,) = [json.loads(line) for line in shown.output.splitlines()]
    assert (found["rule"], found["level"], found["breaking"]) == ("sql-column-removed", "ERR", True)
    assert (shown.exit_code, shut.exit_code) == (0, 1)
    assert parlance.said("change", "list") == "Nothing is announced.\n"


def test_an_unknown_dialect_is_answered_with_those_there_are(parlance: Shell, tmp_path: Path) -> None:
    old, new = pair(tmp_path, "sql")

    refused = parlance("change", "announce", "--from-sql", old, new, "--dialect", "klingon").exception

    assert isinstance(refused, Refusal)
    assert "no SQL dialect is called klingon; there are" in str(refused)


def test_what_is_deprecated_must_live_for_the_days_of_grace(parlance: Shell, tmp_path: Path) -> None:
    operation = {"responses": {"200": {"description": "ok"}}}
    for name, more in (("old", {}), ("new", {"deprecated": True})):
        paths = {"/orders": {"get": {**operation, **more}}}
        content = {"openapi": "3.0.0", "info": {"title": "pay", "version": "1"}, "paths": paths}
        (tmp_path / name).write_text(json.dumps(content))
    versions = (str(tmp_path / "old"), str(tmp_path / "new"))

    assert parlance("change", "diff", "--from-openapi", *versions, "--gate").exit_code == 0
    assert parlance("change", "diff", "--from-openapi", *versions, "--grace-days", "30", "--gate").exit_code == 1


def test_what_cannot_be_read_ends_with_its_file(parlance: Shell, tmp_path: Path) -> None:
    (tmp_path / "broken").write_text("{")

    refused = parlance("change", "diff", "--from-openapi", str(tmp_path / "broken"), str(tmp_path / "broken")).exception

    assert isinstance(refused, Unreadable)
    assert "broken" in str(refused)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """A running Parlance with a database of its own: its address, and a key for it."""
    database = Database.at(f"sqlite:///{tmp_path / 'elsewhere.db'}")
    upgrade(database)
    there = Workspace(database, "T1")
    with database.begin() as connection:
        _, key = Tokens(there).make(connection, "program", Rights("ci", "shop.*"), "UADA", datetime.now(UTC))
        Subscriptions(there).add(connection, Subscription("", Destination("channel", "C7"), "shop.*"))
    bot = Bot.of(Teams(database, lambda workspace: pytest.fail("no words are read here"), lambda title: None))
    with listening_at(Starlette(routes=Api(bot).routes())) as address:
        yield address, key
    bot.door.close()
    database.close()


@contextlib.contextmanager
def listening_at(app: Starlette) -> Iterator[str]:
    bound = bind(0, "127.0.0.1")
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
    thread = Thread(target=server.run, kwargs={"sockets": [bound]})
    thread.start()
    yield f"http://127.0.0.1:{bound.getsockname()[1]}"
    server.should_exit = True
    thread.join(60)
    bound.close()


def test_ci_without_a_database_announces_through_a_running_parlance(
    parlance: Shell, tmp_path: Path, elsewhere: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    address, key = elsewhere
    old, new = pair(tmp_path, "sql")
    words = ["change", "announce", "--from-sql", old, new, "--name", "shop", "--over", address]
    monkeypatch.setenv("PARLANCE_KEY", key)

    first = parlance(*words, "--summary", str(tmp_path / "pr.md"), "--gate")
    again = parlance.said(*words)

    assert (first.exit_code, "announced: shop" in first.output) == (1, True), first.output
    assert "waiting for channel:C7" in first.output
    assert "**0 of 1 consumer team acknowledged**" in (tmp_path / "pr.md").read_text()
    assert "unchanged: shop" in again
    assert "would reach 1 channel" in parlance.said(*words, "--dry-run")


def test_what_the_other_side_refuses_is_said(
    parlance: Shell, tmp_path: Path, elsewhere: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    address, key = elsewhere
    old, new = pair(tmp_path, "sql")
    words = ["change", "announce", "--from-sql", old, new, "--name", "payroll", "--over"]

    keyless = parlance(*words, address).exception
    monkeypatch.setenv("PARLANCE_KEY", key)
    foreign = parlance(*words, address).exception
    nowhere = parlance(*words, "ftp://x").exception

    assert "PARLANCE_KEY" in str(keyless)
    assert "you may not announce changes of `payroll" in str(foreign)
    assert "begins with https://" in str(nowhere)
    assert all(isinstance(one, Refusal) for one in (keyless, foreign, nowhere))
