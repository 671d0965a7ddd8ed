"""Differences become a draft: the same differences the same draft, whatever the layout of the files."""

import json
from datetime import date
from typing import Any

import pytest

from changes.assets import parse
from changes.checking import check
from changes.diff import drafts
from changes.diff.drafts import About, Origin
from changes.diff.reading import Source, UnreadableContract
from changes.model import Difference
from tests.changes.diff.specs import api, inside, response, source

TEXT: dict[str, Any] = {"type": "string"}
OLD, NEW = response(inside(TEXT)), response({"type": "object"})
ON = About(today=date(2026, 3, 1))


def gone(number: int) -> Difference:
    text, name = f"the column `c{number}` was removed", f"w.t{number % 30}.c{number}"
    return Difference("sql-column-removed", "high", text, name, breaking=True)


def many(count: int) -> list[Difference]:
    return [gone(number) for number in range(count)]


def mark(old: Any, new: Any) -> str:
    return drafts.from_openapi(source(old), source(new), ON).fingerprint


def test_a_draft_says_what_breaks_where_and_what_to_do() -> None:
    draft = drafts.from_openapi(source(OLD), source(NEW), ON)

    assert draft.title == "shop: POST /orders: the property `part` of the response 200 was removed"
    assert (draft.kind, draft.breaking, draft.severity, draft.assets) == ("api", True, "medium", ("api:shop/orders",))
    assert draft.what.startswith("• POST /orders: the property `part` of the response 200 was removed")
    assert draft.to_do == "• Stop reading it."


def test_the_fingerprint_stays_when_only_the_layout_moves() -> None:
    pretty = Source(json.dumps(OLD, indent=4, sort_keys=True)), Source(json.dumps(NEW, indent=1))

    assert drafts.from_openapi(*pretty, ON).fingerprint == drafts.from_openapi(source(OLD), source(NEW), ON).fingerprint


def test_the_fingerprint_moves_when_something_else_breaks() -> None:
    assert mark(OLD, NEW) != mark(OLD, response(inside({"type": "number"})))


def test_the_fingerprint_moves_when_a_limit_moves_further() -> None:
    old, less, least = (response(inside({**TEXT, "minLength": length})) for length in (9, 5, 1))

    assert mark(old, less) != mark(old, least)


def test_no_difference_is_a_draft_that_says_so() -> None:
    draft = drafts.from_openapi(source(OLD), source(OLD), ON)

    assert (draft.breaking, draft.differences, draft.title) == (False, (), "shop: nothing changed")


def test_a_deprecation_alone_is_a_change_of_that_kind() -> None:
    ending = api({"deprecated": True, "responses": {"200": {"description": "done"}}})

    assert drafts.from_openapi(source(api()), source(ending), ON).kind == "deprecation"


def test_many_assets_are_gathered_under_what_they_are_parts_of() -> None:
    assert len(drafts.assets(many(90))) <= drafts.MOST_ASSETS


def test_a_note_about_the_whole_does_not_draw_in_everybody() -> None:
    found = [
        Difference("api-schema-removed", "low", "the schema `A` was removed", "api:shop"),
        Difference("endpoint-added", "low", "GET /a was added", "api:shop/a"),
    ]

    assert drafts.assets(found) == ("api:shop/a",)


def test_a_draft_of_very_much_can_be_recorded() -> None:
    draft = drafts.draft("schema", Origin("sql", "warehouse", "warehouse"), many(5_000), ON)

    check(draft)
    assert draft.title == "warehouse: 5000 breaking changes"
    assert draft.what.endswith("more")


@pytest.mark.parametrize("path", ["/v1.0/things:cancel", "/a b/{id}", "/" + "deep/" * 80, "/ünï/$count"])
def test_every_path_becomes_an_asset_one_can_subscribe_to(path: str) -> None:
    old, new = api(paths={}), api(paths={path: {"get": {"responses": {}}}})

    [name] = drafts.from_openapi(source(old), source(new), ON).assets

    assert parse(name).system == "api"


def test_each_kind_of_file_makes_a_draft() -> None:
    tables = Source("CREATE TABLE t (a INT, b INT)"), Source("CREATE TABLE t (a INT)")
    manifests = (
        {"nodes": {"model.p.t": {"resource_type": "model", "name": "t", "columns": {name: {}}}}} for name in "ab"
    )
    contracts = ({"schema": [{"name": "t", "properties": [{"name": name}]}]} for name in "ab")
    schemas = source(inside(TEXT)), source({**inside(TEXT), "required": ["part"]})
    report = source([{"id": "endpoint-added", "text": "endpoint added", "level": 1, "operation": "GET", "path": "/a"}])

    assert drafts.from_sql(*tables).assets == ("t.b",)
    assert drafts.from_dbt(*map(source, manifests)).assets == ("t.a",)
    assert drafts.from_datacontract(*map(source, contracts)).assets == ("t.a",)
    assert drafts.from_jsonschema(*schemas, About(name="orders")).assets == ("orders.part",)
    assert drafts.from_oasdiff(report, About(name="shop")).assets == ("api:shop/a",)


def test_what_oasdiff_found_is_taken_over_as_it_stands() -> None:
    report = [
        {
            "id": "response-success-status-removed",
            "text": "removed the status 200",
            "level": 3,
            "operation": "GET",
            "path": "/a",
        },
        {
            "id": "request-parameter-removed",
            "text": "deleted the parameter",
            "level": "warn",
            "operation": "GET",
            "path": "/b",
        },
    ]

    draft = drafts.from_oasdiff(source(report), About(name="shop"))

    assert [(one.rule, one.severity, one.breaking) for one in draft.differences] == [
        ("response-success-status-removed", "high", True),
        ("request-parameter-removed", "medium", True),
    ]


@pytest.mark.parametrize("report", [{"a": 1}, [{"text": "no id"}], [{"id": "x", "level": 9}], "text", [5]])
def test_what_is_no_report_of_oasdiff_is_refused(report: Any) -> None:
    with pytest.raises(UnreadableContract):
        drafts.from_oasdiff(source(report))


def test_the_key_stays_whatever_is_found_so_that_a_second_push_revises() -> None:
    tables = [Source(f"CREATE TABLE a (x INT, y INT); CREATE TABLE {name} (x INT)", "db/schema.sql") for name in "bcd"]
    keys = {drafts.from_sql(tables[0], new).key for new in tables}
    keys |= {drafts.from_sql(tables[0], Source("CREATE TABLE a (x INT)", "db/schema.sql")).key}

    assert keys == {"sql:schema.sql"}
    assert (
        drafts.from_openapi(source(OLD), source(NEW), ON).key
        == drafts.from_openapi(source(OLD), source(OLD), ON).key
        == "openapi:shop"
    )
