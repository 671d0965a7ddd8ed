"""What holds for every contract: it does not differ from itself, the order of its keys says nothing, nonsense breaks nothing."""

import contextlib
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from changes.diff.datacontract import compare as datacontract
from changes.diff.dbt import compare as dbt
from changes.diff.jsonschema import compare as jsonschema
from changes.diff.reading import Source, UnreadableContract
from tests.changes.diff.schema_examples import EXAMPLES
from tests.changes.diff.specs import found, inside, request, response, source

NAMES = ("type", "properties", "items", "oneOf", "allOf", "enum", "required", "$ref", "minimum", "format", "a", "b")
WORDS = ("string", "object", "array", "null", "#/components/schemas/A", "#/definitions/A", "a")
LEAVES = st.one_of(st.none(), st.booleans(), st.integers(-5, 5), st.sampled_from(WORDS))


def _grown(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(NAMES), inner, max_size=4))


NONSENSE = st.recursive(LEAVES, _grown, max_leaves=12)
SCHEMAS = st.sampled_from([schema for pair in EXAMPLES.values() for schema in pair])


def turned(value: Any) -> Any:
    """The same with every object's keys the other way round."""
    if isinstance(value, dict):
        return {key: turned(value[key]) for key in reversed(value)}
    return [turned(inner) for inner in value] if isinstance(value, list) else value


@given(SCHEMAS, SCHEMAS)
@settings(max_examples=60, deadline=None)
def test_an_api_does_not_differ_from_itself_whatever_the_order_of_keys(one: Any, other: Any) -> None:
    document = {**request(inside(one)), "components": {"schemas": {"A": other}}}

    assert found(document, turned(document)) == ()


@given(SCHEMAS, SCHEMAS)
@settings(max_examples=60, deadline=None)
def test_the_order_of_keys_says_nothing_about_an_api(one: Any, other: Any) -> None:
    old, new = response(inside(one)), response(inside(other))

    assert found(old, new) == found(turned(old), turned(new))


@given(NONSENSE, NONSENSE)
@settings(max_examples=150, deadline=None)
def test_nonsense_instead_of_a_schema_is_compared_all_the_same(one: Any, other: Any) -> None:
    old = {**request(one), "components": {"schemas": {"A": other}}}
    new = {**request(other), "components": {"schemas": {"A": one}}}

    assert found(old, turned(old)) == ()
    assert found(old, new) == found(turned(old), turned(new))


@given(NONSENSE, NONSENSE)
@settings(max_examples=150, deadline=None)
def test_a_json_schema_does_not_differ_from_itself_and_nonsense_is_compared(one: Any, other: Any) -> None:
    old, new = (
        {"definitions": {"A": inner}, "properties": {"p": outer}} for inner, outer in ((one, other), (other, one))
    )

    assert jsonschema.differences(source(old), source(turned(old)), asset="a") == ()
    jsonschema.differences(source(old), source(new), asset="a")


@given(NONSENSE)
@settings(max_examples=60, deadline=None)
def test_nonsense_instead_of_a_contract_is_refused_or_compared(nonsense: Any) -> None:
    for compare, about in ((datacontract.differences, {"schema": nonsense}), (dbt.differences, {"nodes": nonsense})):
        assert compare(source(about), source(turned(about))) == ()


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(UnreadableContract):
        assert jsonschema.differences(Source(text, "a.yaml"), Source(text, "a.yaml"), asset="a") == ()


def test_text_of_the_same_meaning_in_yaml_and_json_does_not_differ() -> None:
    yaml = Source("type: object\nproperties:\n  a: {type: string}\n", "a.yaml")

    assert jsonschema.differences(yaml, Source(json.dumps(inside_a()), "a.json"), asset="a") == ()


def inside_a() -> dict[str, Any]:
    return {"type": "object", "properties": {"a": {"type": "string"}}}
