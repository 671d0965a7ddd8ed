"""Every rule about schemas is told by its smallest example, at every place where there is such a rule."""

from typing import Any

import pytest

from changes.diff.openapi.schema_levels import COLUMNS, schema_levels
from tests.changes.diff.schema_examples import EXAMPLES
from tests.changes.diff.specs import header, inside, levels_of, parameter, request, response

PLACES = {
    "request-parameter": parameter,
    "request-parameter-property": lambda schema: parameter(inside(schema)),
    "request-body": request,
    "request-property": lambda schema: request(inside(schema)),
    "response-header": header,
    "response-body": response,
    "response-property": lambda schema: response(inside(schema)),
}
CASES = [
    pytest.param(f"{place}-{row}", PLACES[place], old, new, id=f"{place}-{row}")
    for place in COLUMNS.values()
    for row, (old, new) in EXAMPLES.items()
    if f"{place}-{row}" in schema_levels()
]
UNCHANGED = [pytest.param(request(old), request(new), id=row) for row, (old, new) in EXAMPLES.items()]


@pytest.mark.parametrize(("rule", "place", "old", "new"), CASES)
def test_the_smallest_example_of_a_rule_tells_it_at_its_level(rule: str, place: Any, old: Any, new: Any) -> None:
    told = levels_of(place(old), place(new))

    assert told.get(rule) == schema_levels()[rule]


@pytest.mark.parametrize(("old", "new"), UNCHANGED)
def test_an_unchanged_example_tells_nothing(old: Any, new: Any) -> None:
    assert levels_of(old, old) == levels_of(new, new) == {}
