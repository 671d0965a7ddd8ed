"""The rules about tables and columns, with the level they have in each kind of file.

SQL is what databases enforce, so that writers may break too; dbt and contracts promise something to readers.
An id is the kind of file, a hyphen, the row: `sql-column-removed`, `dbt-model-removed`, `contract-column-became-nullable`.
"""

from functools import cache
from typing import Literal

from changes.diff.levels import LEVELS, Level, difference
from changes.model import Difference

Format = Literal["sql", "dbt", "contract"]
COLUMNS: tuple[Format, ...] = ("sql", "dbt", "contract")
RULES = """
                             sql    dbt   contract
table-removed                ERR    ERR   ERR    nobody can read it any more
table-added                  INFO   INFO  INFO   there is something new to read
table-renamed                ERR    ERR   ERR    it goes by another name
view-redefined               WARN   -     -      a view is put together in another way
kind-changed                 INFO   INFO  INFO   it was a table and is a view, or the reverse
column-removed               ERR    ERR   ERR    what readers select is gone
column-renamed               ERR    ERR   ERR    what readers select goes by another name
column-added                 INFO   INFO  INFO   there is one more column
column-added-required        WARN   INFO  INFO   writers must fill it, or their inserts fail
column-type-changed          ERR    ERR   ERR    values are of another kind
column-type-narrowed         ERR    ERR   ERR    some values no longer fit
column-type-widened          INFO   INFO  INFO   every old value still fits
column-became-nullable       WARN   WARN  ERR    readers may now meet nulls
column-became-required       WARN   INFO  INFO   writers must fill it; readers meet no nulls
column-default-changed       INFO   -     -      what is not given becomes something else
column-became-unique         WARN   INFO  INFO   the same value twice is refused
column-no-longer-unique      WARN   WARN  ERR    joins on it may now multiply rows
primary-key-changed          ERR    WARN  ERR    a row is known by something else
constraint-added             WARN   INFO  INFO   some values are now refused
constraint-removed           WARN   WARN  WARN   something readers relied on no longer holds
"""
NOUNS = {"dbt": "model"}


@cache
def levels() -> dict[str, Level]:
    """Rule id to level."""
    found: dict[str, Level] = {}
    for line in RULES.strip().splitlines()[1:]:
        row, *written = line.split()[: len(COLUMNS) + 1]
        for kind, level in zip(COLUMNS, written, strict=True):
            found |= {rule_id(kind, row): known for known in LEVELS if known == level}
    return found


def rule_id(kind: Format, row: str) -> str:
    return f"{kind}-{row.replace('table', NOUNS.get(kind, 'table'))}"


def told(kind: Format, row: str, text: str, asset: str) -> Difference:
    rule = rule_id(kind, row)
    return difference(rule, levels()[rule], text, asset)
