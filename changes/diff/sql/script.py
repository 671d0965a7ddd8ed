"""SQL statements read one after another on an empty schema: what they do to rows is of no interest, and nothing is run."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from changes.diff.reading import ContractTooLarge, Source, UnreadableContract
from changes.diff.sql import definitions
from changes.diff.tables.model import Table

MOST_CHARACTERS = 8_000_000
DEFINING = re.compile(
    r"CREATE (OR REPLACE )?((GLOBAL|LOCAL|TEMP|TEMPORARY|UNLOGGED|TRANSIENT|EXTERNAL|MATERIALIZED|FOREIGN) )*(TABLE|VIEW)\b"
    r"|ALTER TABLE .*\b(ADD|DROP|RENAME|MODIFY|CHANGE|ALTER) (COLUMN|TABLE|TO)\b",
    re.IGNORECASE,
)


class UnknownDialect(Exception):
    """A dialect that sqlglot does not know; says which it does."""

    def __init__(self, dialect: str, known: list[str]) -> None:
        super().__init__(f"no SQL dialect is called {dialect}; there are {', '.join(known)}")
        self.dialect = dialect


@dataclass
class Script:
    """The tables by their lower-case names, and the queries behind views."""

    prefix: str = ""
    tables: dict[str, Table] = field(default_factory=dict)
    queries: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, source: Source, dialect: str, prefix: str) -> "Script":
        script = cls(prefix)
        for statement in statements(source, dialect):
            script.play(statement)
        return script

    def play(self, statement: Any) -> None:
        kind = str(statement.args.get("kind") or "").upper()
        if statement.key == "create":
            self._create(statement, kind)
        elif statement.key == "drop" and kind in ("TABLE", "VIEW"):
            self._drop(statement)
        elif statement.key == "alter":
            self._alter(statement)

    def _create(self, statement: Any, kind: str) -> None:
        if kind == "INDEX":
            self._index(statement)
        elif kind in ("TABLE", "VIEW"):
            holder = statement.this
            key = definitions.name_of(holder)
            if statement.args.get("exists") and key in self.tables:
                return
            kind_words = "view" if kind == "VIEW" else "table"
            self.tables[key] = definitions.table(holder, statement.expression, self._asset(key), kind_words)
            if kind == "VIEW" and statement.expression is not None:
                self.queries[key] = definitions.query(statement.expression)

    def _index(self, statement: Any) -> None:
        table = statement.this.args.get("table")
        key = definitions.name_of(table) if table is not None else ""
        if statement.args.get("unique") and key in self.tables:
            self.tables[key] = definitions.with_unique(self.tables[key], definitions.indexed(statement.this))

    def _drop(self, statement: Any) -> None:
        for holder in [statement.this, *(statement.args.get("tables") or [])]:
            if holder is not None:
                self.tables.pop(definitions.name_of(holder), None)
                self.queries.pop(definitions.name_of(holder), None)

    def _alter(self, statement: Any) -> None:
        key = definitions.name_of(statement.this)
        for action in statement.args.get("actions") or []:
            if key not in self.tables:
                return
            if action.key == "alterrename":
                key = self._rename(key, definitions.renamed(key, action.this))
            else:
                self.tables[key] = definitions.altered(self.tables[key], action)

    def _rename(self, key: str, new: str) -> str:
        table = self.tables.pop(key)
        self.tables[new] = replace(table, name=self._asset(new), once=table.once or key)
        if key in self.queries:
            self.queries[new] = self.queries.pop(key)
        return new

    def _asset(self, key: str) -> str:
        return f"{self.prefix}.{key}" if self.prefix else key


def statements(source: Source, dialect: str) -> list[Any]:
    """Every statement, parsed; the first that cannot be is refused with its line."""
    import sqlglot  # here, because loading it takes a while
    from sqlglot.errors import ParseError, SqlglotError

    if len(source.text) > MOST_CHARACTERS:
        raise ContractTooLarge(source.name, None, f"more than {MOST_CHARACTERS:,} characters of SQL")
    try:
        with _quietly():
            parsed = sqlglot.parse(source.text, read=dialect or None)
    except ParseError as error:
        first = error.errors[0] if error.errors else {}
        raise UnreadableContract(
            source.name, first.get("line"), f"not SQL: {first.get('description') or error}"
        ) from error
    except SqlglotError as error:
        raise UnreadableContract(source.name, None, f"not SQL: {str(error).splitlines()[0]}") from error
    except RecursionError as error:
        raise ContractTooLarge(source.name, None, "statements nested too deep") from error
    found = [statement for statement in parsed if statement is not None]
    for statement in found:
        _require_understood(statement, source)
    return found


def _require_understood(statement: Any, source: Source) -> None:
    """sqlglot keeps what it cannot parse as bare text: harmless for grants, not for what makes tables."""
    if statement.key != "command":
        return
    rest = str(statement.expression or "").strip()
    text = " ".join(f"{statement.this} {rest}".split())
    if DEFINING.match(text):
        line = source.text.count("\n", 0, max(source.text.find(rest), 0)) + 1
        raise UnreadableContract(source.name, line, f"not SQL that this dialect knows: {text[:80]}")


def known_dialect(dialect: str) -> None:
    from sqlglot.dialects.dialect import Dialects

    known = sorted(one.value for one in Dialects if one.value)
    if dialect and dialect not in known:
        raise UnknownDialect(dialect, known)


@contextmanager
def _quietly() -> Iterator[None]:
    """What sqlglot does not know it skips with a warning; grants and settings are none of our business."""
    logger = logging.getLogger("sqlglot")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before
