"""What a CREATE or ALTER says about a table, out of sqlglot's trees."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from changes.diff.tables.model import Column, Table

NOT_NULL, DEFAULT, UNIQUE, PRIMARY = (
    "notnullcolumnconstraint",
    "defaultcolumnconstraint",
    "uniquecolumnconstraint",
    "primarykeycolumnconstraint",
)
WORDS = {
    "check": "the check",
    "checkcolumnconstraint": "the check",
    "foreignkey": "the foreign key",
    "reference": "the reference",
}


def name_of(holder: Any) -> str:
    """`schema.table` in lower case, unless it was quoted because case matters."""
    table = holder.this if holder.key == "schema" else holder
    return ".".join(_identifier(part) for part in table.parts) if hasattr(table, "parts") else str(table.name).lower()


def renamed(old: str, table: Any) -> str:
    """A new name stays in the old schema."""
    new = name_of(table)
    return new if "." in new or "." not in old else f"{old.rsplit('.', 1)[0]}.{new}"


def table(holder: Any, expression: Any, asset: str, kind: str) -> Table:
    parts = list(holder.expressions) if holder.key == "schema" else []
    built = Table(asset, kind)
    for part in parts:
        built = _with_part(built, part)
    if not built.columns and expression is not None and hasattr(expression, "named_selects"):
        names = [name for name in expression.named_selects if name and name != "*"]
        built = replace(built, columns=tuple(Column(name.lower()) for name in names))
    return built


def query(expression: Any) -> str:
    return str(expression.sql(normalize=True, comments=False))


def with_unique(table: Table, names: tuple[str, ...]) -> Table:
    if len(names) == 1:
        return _changed(table, names[0], unique=True)
    return _constrained(table, "the uniqueness of", ", ".join(names)) if names else table


def indexed(index: Any) -> tuple[str, ...]:
    parameters = index.args.get("params")
    return (
        tuple(_identifier(column) for column in (parameters.args.get("columns") or []))
        if parameters is not None
        else ()
    )


def altered(table: Table, action: Any) -> Table:
    """The table after one action of ALTER TABLE; what says nothing about columns changes nothing."""
    if action.key == "columndef":
        return _with_part(table, action)
    if action.key == "drop":
        gone = {_identifier(column) for column in action.args.get("tables") or [action.this] if column is not None}
        return replace(
            table, columns=tuple(column for column in table.columns if column.name.split(".")[0] not in gone)
        )
    if action.key == "renamecolumn":
        return _renamed(table, _identifier(action.this), _identifier(action.args["to"]))
    if action.key == "altercolumn":
        return _column_altered(table, action)
    if action.key == "modifycolumn":
        return _modified(table, action)
    if action.key == "addconstraint":
        return _with_parts(table, action.expressions)
    return table


def _with_parts(table: Table, parts: list[Any]) -> Table:
    for part in parts:
        table = _with_part(table, part)
    return table


def _with_part(table: Table, part: Any) -> Table:
    """A column, a key, or another constraint between the brackets."""
    if part.key == "columndef":
        return _with_column(table, part)
    if part.key == "constraint":
        return _with_parts(table, part.expressions)
    if part.key == "primarykey":
        key = tuple(_identifier(column) for column in part.expressions)
        return _keyed(replace(table, key=key), key)
    if part.key == UNIQUE:
        listed = part.this.expressions if part.this is not None else []
        return with_unique(table, tuple(_identifier(column) for column in listed))
    if part.key in WORDS:
        return _constrained(table, WORDS[part.key], part.sql(normalize=True, comments=False))
    return table


def _with_column(table: Table, definition: Any) -> Table:
    constraints = {one.kind.key: one.kind for one in definition.args.get("constraints") or [] if one.kind is not None}
    name = _identifier(definition.this)
    default = constraints[DEFAULT].this.sql() if DEFAULT in constraints else ""
    column = Column(name, _type(definition.kind), _nullable(constraints), default, UNIQUE in constraints)
    kept = tuple(one for one in table.columns if one.name.split(".")[0] != name)
    column = replace(column, once=next((one.once for one in table.columns if one.name == name), ""))
    built = replace(table, columns=(*kept, column, *_fields(definition.kind, name)))
    if PRIMARY in constraints:
        built = _keyed(replace(built, key=(name,)), (name,))
    for kind in constraints.keys() & WORDS.keys():
        built = _constrained(built, WORDS[kind], f"on {name}: {constraints[kind].sql(normalize=True, comments=False)}")
    return built


def _nullable(constraints: dict[str, Any]) -> bool:
    said = constraints.get(NOT_NULL)
    return PRIMARY not in constraints and (said is None or said.args.get("allow_null") is True)


def _type(kind: Any) -> str:
    """Structs are told by their fields, which are columns of their own."""
    if kind is None:
        return ""
    if _struct(kind) is None:
        return str(kind.sql())
    return "STRUCT" if kind.this.name == "STRUCT" else "ARRAY of STRUCT"


def _struct(kind: Any) -> Any:
    """The struct itself, or the one inside an array."""
    if kind is None or kind.key != "datatype":
        return None
    if kind.this.name == "STRUCT":
        return kind
    return _struct(kind.expressions[0]) if kind.this.name == "ARRAY" and kind.expressions else None


def _fields(kind: Any, name: str) -> Iterator[Column]:
    struct = _struct(kind)
    for part in struct.expressions if struct is not None else ():
        if part.key == "columndef":
            inner = f"{name}.{_identifier(part.this)}"
            yield Column(inner, _type(part.kind), nullable=True)
            yield from _fields(part.kind, inner)


def _column_altered(table: Table, action: Any) -> Table:
    name = _identifier(action.this)
    if action.args.get("dtype") is not None:
        table = _changed(table, name, type=action.args["dtype"].sql())
    if action.args.get("allow_null") is not None:
        table = _changed(table, name, nullable=bool(action.args["allow_null"]))
    elif action.args.get("default") is not None:
        table = _changed(table, name, default=action.args["default"].sql())
    elif action.args.get("drop"):
        table = _changed(table, name, default="")
    return table


def _modified(table: Table, action: Any) -> Table:
    old = action.args.get("rename_from")
    if old is not None:
        table = _renamed(table, _identifier(old), _identifier(action.this))
    return _with_column(table, action.this)


def _keyed(table: Table, key: tuple[str, ...]) -> Table:
    """What belongs to the primary key is never null."""
    for name in key:
        table = _changed(table, name, nullable=False)
    return table


def _changed(table: Table, name: str, /, **to: Any) -> Table:
    return replace(
        table, columns=tuple(replace(column, **to) if column.name == name else column for column in table.columns)
    )


def _renamed(table: Table, old: str, new: str) -> Table:
    known = table.column(old)
    return _changed(table, old, name=new, once=(known.once or old) if known else "")


def _constrained(table: Table, kind: str, words: str) -> Table:
    return replace(table, constraints=table.constraints | {(kind, words)})


def _identifier(part: Any) -> str:
    """The name of a column however it is wrapped (in an order, a cast); quoted names are as good as unquoted ones."""
    while not part.name and hasattr(part.this, "name"):
        part = part.this
    return str(part.name).lower()
