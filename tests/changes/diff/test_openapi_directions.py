"""The same edit is judged by who reads what: the server reads requests, the client reads responses."""

from typing import Any

from tests.changes.diff.specs import api, breaks, found, inside, levels_of, parameter, request, response, rules

TEXT: dict[str, Any] = {"type": "string"}
COLOURS = {"type": "string", "enum": ["red", "green"]}
MORE_COLOURS = {"type": "string", "enum": ["red", "green", "blue"]}
REQUIRED = {**inside(TEXT), "required": ["part"]}


def with_schemas(body: Any, **schemas: Any) -> dict[str, Any]:
    return {**response(body), "components": {"schemas": schemas}}


def reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def test_a_property_that_responses_lose_breaks() -> None:
    assert breaks(response(REQUIRED), response({"type": "object"}))


def test_a_property_that_responses_gain_breaks_nobody() -> None:
    assert not breaks(response({"type": "object"}), response(REQUIRED))


def test_a_property_that_requests_must_now_have_breaks() -> None:
    assert breaks(request({"type": "object"}), request(REQUIRED))


def test_a_property_that_requests_may_now_have_breaks_nobody() -> None:
    assert not breaks(request({"type": "object"}), request(inside(TEXT)))


def test_a_value_that_requests_may_also_have_breaks_nobody() -> None:
    assert not breaks(request(inside(COLOURS)), request(inside(MORE_COLOURS)))


def test_a_value_that_responses_may_also_have_may_break() -> None:
    assert (
        levels_of(response(inside(COLOURS)), response(inside(MORE_COLOURS)))["response-property-enum-value-added"]
        == "WARN"
    )


def test_a_read_only_property_is_nothing_a_request_must_bring() -> None:
    mine = {**TEXT, "readOnly": True}

    assert rules(request({"type": "object"}), request({**inside(mine), "required": ["part"]})) == set()


def test_a_property_is_told_with_the_way_to_it() -> None:
    old = {"type": "array", "items": inside(inside(TEXT))}
    new = {"type": "array", "items": inside({"type": "object"})}

    [gone] = found(request(old), request(new))

    assert gone.text == "POST /orders: the property `items/part/part` of the request body was removed"
    assert gone.asset == "api:shop/orders"


def test_what_a_callback_sends_is_judged_as_a_response() -> None:
    def calling(schema: Any) -> dict[str, Any]:
        sent = {"requestBody": {"content": {"application/json": {"schema": schema}}}, "responses": {}}
        return api({"responses": {}, "callbacks": {"paid": {"{$request.body#/url}": {"post": sent}}}})

    assert rules(calling(REQUIRED), calling({"type": "object"})) == {"response-required-property-removed"}


def test_a_change_behind_a_reference_is_found_where_it_is_used() -> None:
    old = with_schemas(reference("Order"), Order=inside(TEXT))
    new = with_schemas(reference("Order"), Order=inside({"type": "number"}))

    assert "response-property-type-changed" in rules(old, new)


def test_a_schema_that_contains_itself_comes_to_an_end() -> None:
    def tree(leaf: Any) -> dict[str, Any]:
        node = {"type": "object", "properties": {"leaf": leaf, "left": reference("Tree"), "right": reference("Tree")}}
        return with_schemas(reference("Tree"), Tree=node)

    assert rules(tree(TEXT), tree({"type": "number"})) == {"response-property-type-changed"}


def test_a_reference_that_leads_nowhere_is_taken_as_it_stands() -> None:
    assert rules(response({"$ref": "other.yaml#/Order"}), response({"$ref": "other.yaml#/Order"})) == set()


def test_moving_a_schema_behind_a_reference_changes_nothing() -> None:
    assert rules(response(inside(TEXT)), with_schemas(reference("Order"), Order=inside(TEXT))) == set()


def test_moving_a_branch_behind_a_reference_changes_nothing() -> None:
    old = with_schemas({"anyOf": [COLOURS, {"type": "object"}]})
    new = with_schemas({"anyOf": [reference("Colour"), {"type": "object"}]}, Colour={**COLOURS, "title": "Colour"})

    assert rules(old, new) == set()


def test_the_three_ways_to_allow_null_are_one() -> None:
    by_keyword = response(inside({**TEXT, "nullable": True}))
    by_type = response(inside({"type": ["string", "null"]}))
    by_choice = response(inside({"oneOf": [TEXT, {"type": "null"}]}))

    assert rules(response(inside(TEXT)), by_keyword) == {"response-property-became-nullable"}
    assert rules(response(inside(TEXT)), by_type) == {"response-property-became-nullable"}
    assert rules(response(inside(TEXT)), by_choice) == {"response-property-became-nullable"}


def test_a_path_is_found_again_under_other_parameter_names() -> None:
    def at(path: str, name: str) -> dict[str, Any]:
        listed = [{"in": "path", "name": name, "required": True, "schema": TEXT}]
        return api(paths={path: {"get": {"parameters": listed, "responses": {}}}})

    assert rules(at("/orders/{id}", "id"), at("/orders/{order}", "order")) == set()


def test_a_parameter_shared_by_a_path_counts_for_its_operations() -> None:
    def at(most: int) -> dict[str, Any]:
        listed = [{"in": "query", "name": "limit", "schema": {"type": "integer", "maximum": most}}]
        return api(paths={"/orders": {"parameters": listed, "get": {"responses": {}}}})

    assert rules(at(100), at(50)) == {"request-parameter-max-decreased"}


def test_a_single_query_value_is_also_a_list_of_one() -> None:
    assert not breaks(parameter(TEXT), parameter({"type": "array", "items": TEXT}))


def test_a_list_whose_items_are_stricter_than_the_single_value_breaks() -> None:
    assert breaks(parameter(TEXT), parameter({"type": "array", "items": {**TEXT, "pattern": "^a"}}))


def test_the_old_exclusive_minimum_is_a_limit_like_the_new_one() -> None:
    old = request({"type": "number", "minimum": 5, "exclusiveMinimum": True})

    assert rules(old, request({"type": "number", "exclusiveMinimum": 5})) == set()


def test_a_draft_endpoint_may_change_as_it_likes() -> None:
    draft = {"x-stability-level": "draft"}
    old = api({**draft, "responses": {"200": {"description": ""}}})

    assert rules(old, api({**draft, "responses": {}})) == set()


def test_words_for_people_may_change_as_they_like() -> None:
    old = response({**inside({**TEXT, "description": "a part", "example": "a"}), "title": "Old"})
    new = response({**inside({**TEXT, "description": "the part", "example": "b"}), "title": "New"})

    assert rules(old, new) == set()


def test_a_schema_that_is_composed_of_itself_comes_to_an_end() -> None:
    for keyword in ("allOf", "oneOf", "anyOf"):
        looped = [reference("Loop")] * 12
        old, new = (
            with_schemas(reference("Loop"), Loop={keyword: [*looped, one]}) for one in (TEXT, {"type": "integer"})
        )

        assert breaks(old, new)
