"""Two versions of a data contract differ in what was promised."""

from typing import Any

import pytest

from changes.diff.datacontract.compare import differences
from changes.diff.reading import UnreadableContract
from tests.changes.diff import specs
from tests.changes.diff.specs import source


def contract() -> dict[str, Any]:
    email = {
        "name": "email",
        "logicalType": "string",
        "required": True,
        "unique": True,
        "classification": "restricted",
        "description": "where the receipt goes",
        "logicalTypeOptions": {"maxLength": 50, "enum": ["a", "b"]},
    }
    number = {"name": "id", "logicalType": "integer", "primaryKey": True, "primaryKeyPosition": 1}
    rule = {"name": "enough", "metric": "rowCount", "mustBeGreaterThan": 100}
    return {
        "apiVersion": "v3.0.2",
        "kind": "DataContract",
        "id": "orders",
        "version": "1.0.0",
        "status": "active",
        "description": {"usage": "reports"},
        "team": [{"username": "ann", "role": "Owner"}],
        "servers": [{"server": "prod", "type": "postgres", "schema": "shop"}],
        "slaProperties": [{"property": "latency", "value": 4, "unit": "h"}],
        "schema": [{"name": "orders", "properties": [number, email], "quality": [rule]}],
    }


def edited(*path: str | int, to: Any = None) -> dict[str, Any]:
    return specs.edited(contract(), *path, to=to)


def told(old: Any, new: Any) -> dict[str, str]:
    found = differences(source(old), source(new))
    return {one.rule.removeprefix("contract-"): one.asset for one in found if one.rule != "contract-version-not-raised"}


EMAIL = ("schema", 0, "properties", 1)
RULE = ("schema", 0, "quality", 0)


@pytest.mark.parametrize(
    ("path", "to", "rule", "asset"),
    [
        (EMAIL, None, "column-removed", "shop.orders.email"),
        ((*EMAIL, "logicalType"), "integer", "column-type-changed", "shop.orders.email"),
        ((*EMAIL, "required"), False, "column-became-nullable", "shop.orders.email"),
        ((*EMAIL, "unique"), False, "column-no-longer-unique", "shop.orders.email"),
        ((*EMAIL, "classification"), "public", "classification-changed", "shop.orders.email"),
        ((*EMAIL, "description"), "where the invoice goes", "meaning-changed", "shop.orders.email"),
        ((*EMAIL, "logicalTypeOptions", "maxLength"), 80, "limit-loosened", "shop.orders.email"),
        ((*EMAIL, "logicalTypeOptions", "maxLength"), 20, "limit-tightened", "shop.orders.email"),
        ((*EMAIL, "logicalTypeOptions", "enum"), ["a", "b", "c"], "values-added", "shop.orders.email"),
        ((*EMAIL, "logicalTypeOptions", "enum"), ["a"], "values-removed", "shop.orders.email"),
        (("schema", 0, "properties", 0, "primaryKey"), False, "primary-key-changed", "shop.orders"),
        (RULE, None, "quality-removed", "shop.orders"),
        ((*RULE, "mustBeGreaterThan"), 10, "quality-weakened", "shop.orders"),
        ((*RULE, "mustBeGreaterThan"), 500, "quality-changed", "shop.orders"),
        (("slaProperties",), None, "service-removed", "contract:orders"),
        (("slaProperties", 0, "value"), 8, "service-changed", "contract:orders"),
        (("servers", 0, "type"), "snowflake", "server-changed", "contract:orders"),
        (("servers", 0, "server"), "main", "server-removed", "contract:orders"),
        (("status",), "retired", "status-retired", "contract:orders"),
        (("status",), "deprecated", "status-deprecated", "contract:orders"),
        (("description", "usage"), "nothing but reports", "terms-changed", "contract:orders"),
        (("team", 0, "username"), "ben", "owner-changed", "contract:orders"),
    ],
)
def test_an_edit_of_the_contract_is_told(path: tuple[str | int, ...], to: Any, rule: str, asset: str) -> None:
    assert told(contract(), edited(*path, to=to)).get(rule) == asset


def test_a_contract_does_not_differ_from_itself() -> None:
    assert told(contract(), contract()) == {}


def test_a_column_inside_a_list_of_objects_is_a_column() -> None:
    def with_lines(*names: str) -> dict[str, Any]:
        items = {"logicalType": "object", "properties": [{"name": name, "logicalType": "string"} for name in names]}
        return edited("schema", 0, "properties", 1, to={"name": "lines", "logicalType": "array", "items": items})

    assert told(with_lines("sku", "colour"), with_lines("sku")) == {"column-removed": "shop.orders.lines.colour"}


def test_something_that_breaks_wants_another_major_version() -> None:
    found = differences(source(contract()), source(edited(*EMAIL)))

    assert "contract-version-not-raised" in {one.rule for one in found}


def test_the_datasets_of_the_second_version_are_read_too() -> None:
    def dataset(*names: str) -> dict[str, Any]:
        columns = [{"column": name, "logicalType": "string"} for name in names]
        return {"kind": "DataContract", "dataset": [{"table": "orders", "columns": columns}]}

    assert told(dataset("id", "note"), dataset("id")) == {"column-removed": "orders.note"}


def test_a_file_that_is_no_contract_is_refused() -> None:
    with pytest.raises(UnreadableContract, match="no data contract"):
        told({"models": {}}, contract())
