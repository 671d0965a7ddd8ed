"""Everything that became different between two sets of SQL statements, whether whole dumps or migrations in order."""

from changes.diff.levels import worst_first
from changes.diff.reading import Source
from changes.diff.sql.script import Script, known_dialect
from changes.diff.tables import compare
from changes.diff.tables.compare import Reader
from changes.model import Difference


def differences(old: Source, new: Source, *, dialect: str = "", prefix: str = "") -> tuple[Difference, ...]:
    """`dialect` is one of sqlglot's; `prefix` goes before every name: `warehouse` makes `warehouse.orders.amount`."""
    known_dialect(dialect)
    before, after = Script.read(old, dialect, prefix), Script.read(new, dialect, prefix)
    reader = Reader("sql")
    found = set(compare.differences(reader, before.tables, after.tables))
    for name in sorted(before.queries.keys() & after.queries.keys()):
        if before.queries[name] != after.queries[name]:
            found.add(
                reader.told(
                    "view-redefined",
                    f"`{after.tables[name].name}` is put together in another way",
                    after.tables[name].name,
                )
            )
    return tuple(sorted(found, key=worst_first))
