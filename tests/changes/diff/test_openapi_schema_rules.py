"""Every rule about schemas is told by its smallest example, at every place where there is such a rule."""

from typing import Any

import pytest

from changes.diff.levels import Level
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


@pytest.mark.parametrize("place", COLUMNS.values())
def test_the_smallest_example_of_a_rule_tells_it_at_its_level(place: str) -> None:
    rules = {row: rule for row in EXAMPLES if (rule := f"{place}-{row}") in schema_levels()}
    told = {rule: _told(place, *EXAMPLES[row]).get(rule) for row, rule in rules.items()}

    assert rules
    assert told == {rule: schema_levels()[rule] for rule in rules.values()}


def test_an_unchanged_example_tells_nothing() -> None:
    told = {
        row: _told("request-body", old, old) | _told("request-body", new, new) for row, (old, new) in EXAMPLES.items()
    }

    assert {row: said for row, said in told.items() if said} == {}


def _told(place: str, old: Any, new: Any) -> dict[str, Level]:
    return levels_of(PLACES[place](old), PLACES[place](new))
