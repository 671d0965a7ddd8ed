"""The guide to CI names every rule that is ours."""

from pathlib import Path

from changes.diff.datacontract import rules as datacontract
from changes.diff.dbt import rules as dbt
from changes.diff.jsonschema import rules as jsonschema
from changes.diff.tables import rules as tables

GUIDE = (Path(__file__).parents[3] / "docs" / "how-to" / "ci.md").read_text(encoding="utf-8")
SHARED = sorted({rule.split("-", 1)[1].replace("model-", "table-") for rule in tables.levels()})


def test_a_rule_of_ours_is_documented() -> None:
    ours = [*sorted(dbt.levels()), *sorted(datacontract.levels()), *sorted(jsonschema.levels()), *SHARED]

    assert [rule for rule in ours if f"`{rule}`" not in GUIDE] == []
