"""The rules about dbt beyond tables and columns: contracts, tests, access, exposures."""

from functools import cache

from changes.diff.levels import LEVELS, Level, difference
from changes.model import Difference

RULES = """
dbt-contract-dropped          WARN  the shape of the model is no longer enforced
dbt-contract-enforced         INFO  the shape of the model is enforced from now on
dbt-access-narrowed           ERR   models that could refer to it no longer may
dbt-access-widened            INFO  more models may refer to it
dbt-became-ephemeral          ERR   nothing is left in the database to read
dbt-materialized-differently  INFO  it is built in another way
dbt-deprecated                INFO  it will go at a date
dbt-version-moved             WARN  who names no version now gets another one
dbt-logic-changed             INFO  the same columns are worked out in another way
dbt-test-removed              WARN  something readers relied on is no longer checked
dbt-test-weakened             WARN  a failing test now only warns, or allows more
dbt-test-added                INFO  something is checked now
dbt-test-changed              INFO  a test checks something else
dbt-exposure-removed          INFO  something no longer reads the models
dbt-exposure-added            INFO  something reads the models
dbt-exposure-owner-changed    INFO  somebody else answers for it
"""


@cache
def levels() -> dict[str, Level]:
    lines = [line.split(maxsplit=2) for line in RULES.strip().splitlines()]
    return {name: next(known for known in LEVELS if known == level) for name, level, _ in lines}


def told(rule: str, text: str, asset: str) -> Difference:
    return difference(f"dbt-{rule}", levels()[f"dbt-{rule}"], text, asset)
