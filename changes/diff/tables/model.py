"""A table as its readers and writers know it."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Column:
    """`type` is as written; `nullable` is None when nobody says. Parts of a struct are columns with dotted names.

    `once` is the name before it was renamed, when that is known.
    """

    name: str
    type: str = ""
    nullable: bool | None = None
    default: str = ""
    unique: bool = False
    once: str = ""


@dataclass(frozen=True)
class Table:
    """`name` is the asset it is known by; `constraints` maps each to the words a person would use, told by their kind."""

    name: str
    kind: str = "table"
    columns: tuple[Column, ...] = ()
    key: tuple[str, ...] = ()
    constraints: frozenset[tuple[str, str]] = field(default=frozenset())
    once: str = ""

    def column(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)


def by_name(columns: Iterable[Column]) -> dict[str, Column]:
    return {column.name: column for column in columns}
