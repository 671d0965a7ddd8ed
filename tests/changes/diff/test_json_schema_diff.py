"""A JSON Schema that narrows breaks those who wrote by the old one; one that widens does not."""

from typing import Any

import pytest

from changes.diff.jsonschema.compare import differences
from changes.diff.jsonschema.naming import asset_of
from changes.diff.jsonschema.rules import levels
from changes.diff.reading import Source
from tests.changes.diff.specs import source

TEXT, NUMBER, CLOSED = {"type": "string"}, {"type": "number"}, {"type": "object", "additionalProperties": False}
NAMED: dict[str, Any] = {"type": "object", "properties": {"name": TEXT}}
RANGE = {"type": "number", "minimum": 2}
TUPLE = {"type": "array", "items": [TEXT, NUMBER]}
EXAMPLES: dict[str, tuple[Any, Any]] = {
    "type-removed": ({"type": ["string", "number"]}, TEXT),
    "type-added": (TEXT, {"type": ["string", "boolean"]}),
    "const-added": (TEXT, {"const": "a"}),
    "const-removed": ({"const": "a"}, TEXT),
    "enum-added": (TEXT, {**TEXT, "enum": ["a"]}),
    "enum-removed": ({**TEXT, "enum": ["a"]}, TEXT),
    "enum-value-removed": ({"enum": ["a", "b"]}, {"enum": ["a"]}),
    "enum-value-added": ({"enum": ["a"]}, {"enum": ["a", "b"]}),
    "required-added": (NAMED, {**NAMED, "required": ["name"]}),
    "required-removed": ({**NAMED, "required": ["name"]}, NAMED),
    "property-constrained": ({"type": "object"}, NAMED),
    "property-added": (CLOSED, {**CLOSED, "properties": {"name": TEXT}}),
    "property-removed": ({**CLOSED, "properties": {"name": TEXT}}, CLOSED),
    "property-freed": (NAMED, {"type": "object"}),
    "additional-properties-closed": ({"type": "object"}, CLOSED),
    "additional-properties-opened": (CLOSED, {"type": "object"}),
    "limit-tightened": (RANGE, {**RANGE, "minimum": 5}),
    "limit-loosened": ({**TEXT, "maxLength": 5}, {**TEXT, "maxLength": 9}),
    "pattern-added": (TEXT, {**TEXT, "pattern": "a"}),
    "pattern-changed": ({**TEXT, "pattern": "a"}, {**TEXT, "pattern": "b"}),
    "pattern-removed": ({**TEXT, "pattern": "a"}, TEXT),
    "format-added": (TEXT, {**TEXT, "format": "email"}),
    "format-changed": ({**TEXT, "format": "email"}, {**TEXT, "format": "uri"}),
    "format-removed": ({**TEXT, "format": "email"}, TEXT),
    "tuple-changed": (TUPLE, {"type": "array", "items": [TEXT]}),
    "list-became-tuple": ({"type": "array", "items": TEXT}, TUPLE),
    "tuple-became-list": (TUPLE, {"type": "array", "items": {}}),
    "choice-added": (
        {"anyOf": [NAMED, TEXT]},
        {"anyOf": [NAMED, TEXT, {"type": "object", "properties": {"id": NUMBER}}]},
    ),
    "constraint-added": (TEXT, {**TEXT, "not": {"const": "a"}}),
    "constraint-changed": ({**NUMBER, "multipleOf": 2}, {**NUMBER, "multipleOf": 3}),
    "constraint-removed": ({**NUMBER, "multipleOf": 2}, NUMBER),
}


def told(old: Any, new: Any) -> dict[str, bool]:
    found = differences(source(old), source(new), asset="orders")
    return {one.rule.removeprefix("json-schema-"): one.breaking for one in found}


@pytest.mark.parametrize("rule", sorted(EXAMPLES))
def test_the_smallest_example_of_a_rule_tells_it_at_its_level(rule: str) -> None:
    assert told(*EXAMPLES[rule])[rule] == (levels()[rule] != "INFO")


def test_every_rule_has_an_example() -> None:
    assert levels().keys() == EXAMPLES.keys()


def test_a_list_of_one_place_is_told_so() -> None:
    rows = differences(source(TUPLE), source({"type": "array", "items": [TEXT]}), asset="orders")

    assert [one.text for one in rows if one.rule == "json-schema-tuple-changed"] == [
        "`orders` has 1 fixed place, no longer 2"
    ]


def test_a_choice_is_compared_with_the_form_it_comes_closest_to() -> None:
    old = {"anyOf": [{"type": "integer", "minimum": 1}, TEXT]}
    new = {"anyOf": [TEXT, {"type": "integer", "minimum": 0}]}

    assert told(old, new) == {"limit-loosened": False}


def test_one_more_form_of_a_known_type_breaks_nobody() -> None:
    assert told(*EXAMPLES["choice-added"]) == {"choice-added": False}


def test_demands_side_by_side_are_one_demand() -> None:
    assert told({"allOf": [NAMED, {"required": ["name"]}]}, {**NAMED, "required": ["name"]}) == {}


def test_a_schema_that_contains_itself_comes_to_an_end() -> None:
    def tree(leaf: Any) -> dict[str, Any]:
        node = {"type": "object", "properties": {"leaf": leaf, "next": {"$ref": "#/$defs/tree"}}}
        return {"$ref": "#/$defs/tree", "$defs": {"tree": node}}

    assert told(tree(TEXT), tree(TEXT)) == {}
    assert "type-removed" in told(tree(TEXT), tree(NUMBER))


def test_a_difference_is_told_about_the_place_it_is_at() -> None:
    old, new = (
        {"type": "object", "properties": {"customer": inner}} for inner in (NAMED, {**NAMED, "required": ["name"]})
    )

    [one] = differences(source(old), source(new), asset="orders")

    assert (one.asset, one.text) == ("orders.customer.name", "`name` of `orders.customer` must now be given")


def test_a_schema_is_called_by_its_id_its_title_or_its_file() -> None:
    assert asset_of(Source('{"$id": "https://x.example/orders.schema.json"}')) == "orders"
    assert asset_of(Source('{"title": "Paid Orders"}')) == "paid-orders"
    assert asset_of(Source("{}", "events/refund.json")) == "refund"


@pytest.mark.parametrize("keyword", ["allOf", "anyOf", "oneOf"])
def test_a_schema_that_is_made_of_itself_comes_to_an_end(keyword: str) -> None:
    old, new = ({keyword: [{"$ref": "#"}, {**TEXT, "maxLength": most}]} for most in (9, 5))

    assert told(old, new) == {"limit-tightened": True}


@pytest.mark.parametrize("keyword", ["allOf", "anyOf"])
def test_a_schema_that_multiplies_comes_to_an_end(keyword: str) -> None:
    doubled = {f"d{place}": {keyword: [{"$ref": f"#/definitions/d{place + 1}"}] * 9} for place in range(99)}
    old, new = ({"$ref": "#/definitions/d0", "definitions": {**doubled, "d99": last}} for last in (TEXT, NUMBER))

    assert "type-removed" in told(old, new)
