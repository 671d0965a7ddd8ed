"""Every rule there is has an example that makes it speak."""

from typing import Any

import pytest

from changes.diff.openapi.rule_levels import levels
from changes.diff.openapi.schema_levels import COLUMNS
from tests.changes.diff.schema_examples import EXAMPLES
from tests.changes.diff.specs import levels_of
from tests.changes.diff.whole_examples import GRACE, WHOLE


def test_the_smallest_example_of_a_rule_tells_it_at_its_level() -> None:
    told = {rule: levels_of(old, new).get(rule) for rule, (old, new) in WHOLE.items()}

    assert told == {rule: levels()[rule] for rule in WHOLE}


def test_an_unchanged_example_tells_nothing() -> None:
    told = {rule: levels_of(old, old) | levels_of(new, new) for rule, (old, new) in WHOLE.items()}

    assert {rule: said for rule, said in told.items() if said} == {}


@pytest.mark.parametrize("rule", sorted(GRACE))
def test_a_deprecation_needs_a_sunset_date_when_there_is_a_grace_period(rule: str) -> None:
    old, new = GRACE[rule]

    assert levels_of(old, new, grace_days=90)[rule] == "ERR"
    assert "ERR" not in levels_of(old, new).values()


def test_every_rule_has_an_example() -> None:
    shown: dict[str, Any] = {f"{place}-{row}": None for place in COLUMNS.values() for row in EXAMPLES}

    assert levels().keys() - shown.keys() - WHOLE.keys() - GRACE.keys() == set()
