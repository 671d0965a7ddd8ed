"""Two versions of a set of tables, column by column; what a table is called stays its identity."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from changes.diff.tables.model import Column, Table, by_name
from changes.diff.tables.rules import Format, rule_id, told
from changes.diff.tables.rules import levels as known_levels
from changes.diff.tables.types import verdict
from changes.model import Difference

Named = TypeVar("Named", Table, Column)
TYPE_ROWS = {"widened": "column-type-widened", "narrowed": "column-type-narrowed", "changed": "column-type-changed"}


@dataclass(frozen=True)
class Reader:
    """How to tell: in the words and levels of one kind of file, with types read by one dialect."""

    kind: Format
    dialect: str = ""

    def told(self, row: str, text: str, asset: str) -> Difference:
        return told(self.kind, row, text, asset)

    def knows(self, row: str) -> bool:
        return rule_id(self.kind, row) in known_levels()


def differences(reader: Reader, old: dict[str, Table], new: dict[str, Table]) -> Iterator[Difference]:
    """Tables by a key that stays; their names are what people call them."""
    old, _ = _followed(old, new)
    for key in sorted(new.keys() - old.keys()):
        yield reader.told("table-added", f"{_called(new[key])} was added", new[key].name)
    for key in sorted(old.keys() - new.keys()):
        yield reader.told("table-removed", f"{_called(old[key])} was removed", old[key].name)
    for key in sorted(old.keys() & new.keys()):
        yield from table(reader, old[key], new[key])


def table(reader: Reader, old: Table, new: Table) -> Iterator[Difference]:
    if old.name != new.name:
        yield reader.told("table-renamed", f"{_called(old)} is now called `{new.name}`", old.name)
    if old.kind != new.kind:
        yield reader.told("kind-changed", f"`{new.name}` was a {old.kind} and is now a {new.kind}", new.name)
    yield from columns(reader, old, new)
    if old.key != new.key:
        words = ", ".join(new.key) or "nothing"
        yield reader.told(
            "primary-key-changed",
            f"the primary key of {_called(new)} is now {words}, not {', '.join(old.key) or 'nothing'}",
            new.name,
        )
    for kind, words in sorted(new.constraints - old.constraints):
        yield reader.told("constraint-added", f"{_called(new)} now has {kind} {words}", new.name)
    for kind, words in sorted(old.constraints - new.constraints):
        yield reader.told("constraint-removed", f"{_called(new)} no longer has {kind} {words}", new.name)


def columns(reader: Reader, old: Table, new: Table) -> Iterator[Difference]:
    after = by_name(new.columns)
    before, moved = _followed(by_name(old.columns), after)
    for name, once in sorted(moved.items()):
        yield reader.told(
            "column-renamed", f"the column `{once}` of {_called(new)} is now called `{name}`", asset(old, once)
        )
    for name in sorted(after.keys() - before.keys()):
        yield _added(reader, new, after[name])
    for name in sorted(before.keys() - after.keys()):
        yield reader.told("column-removed", f"the column `{name}` of {_called(new)} was removed", asset(old, name))
    for name in sorted(before.keys() & after.keys()):
        yield from _column(reader, new, before[name], after[name])


def _followed(old: dict[str, Named], new: dict[str, Named]) -> tuple[dict[str, Named], dict[str, str]]:
    """The old under their new names, and which new name stands for which old one."""
    moved = {name: one.once for name, one in new.items() if one.once in old and one.once not in new and name not in old}
    there = {once: name for name, once in moved.items()}
    return {there.get(name, name): one for name, one in old.items()}, moved


def asset(table: Table, column: str) -> str:
    return f"{table.name}.{column}"


def _called(table: Table) -> str:
    return f"the {table.kind} `{table.name}`"


def _added(reader: Reader, new: Table, column: Column) -> Difference:
    demanded = column.nullable is False and not column.default and "." not in column.name
    row, words = ("column-added-required", " and must be filled") if demanded else ("column-added", "")
    return reader.told(row, f"the column `{column.name}` of {_called(new)} was added{words}", asset(new, column.name))


def _column(reader: Reader, new: Table, old: Column, column: Column) -> Iterator[Difference]:
    words, name = f"the column `{column.name}` of {_called(new)}", asset(new, column.name)
    fit = verdict(old.type, column.type, reader.dialect) if old.type and column.type else "same"
    if fit != "same":
        yield reader.told(TYPE_ROWS[fit], f"{words} changed its type from {old.type} to {column.type}", name)
    if old.nullable is False and column.nullable:
        yield reader.told("column-became-nullable", f"{words} may now be null", name)
    if old.nullable and column.nullable is False:
        yield reader.told("column-became-required", f"{words} may no longer be null", name)
    if old.default != column.default and reader.knows("column-default-changed"):
        text = f"the default of {words} is now {column.default or 'none'}, not {old.default or 'none'}"
        yield reader.told("column-default-changed", text, name)
    if old.unique != column.unique:
        row, fate = ("column-became-unique", "is now") if column.unique else ("column-no-longer-unique", "is no longer")
        yield reader.told(row, f"{words} {fate} unique", name)
