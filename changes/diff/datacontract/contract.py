"""A data contract as values; version 3 of the standard, and the datasets of version 2."""

from collections.abc import Iterator
from dataclasses import dataclass

from changes.diff.plain import Node, listing, mapping, text_of, written
from changes.diff.reading import Source, UnreadableContract, read_mapping
from changes.diff.tables.model import Column, Table

LIMITS = (
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "pattern",
    "format",
)
PLACE = ("server", "id")
SECRET_OR_IDLE = frozenset(("description", "customProperties", "roles", *PLACE))
DEEPEST = 20


@dataclass(frozen=True)
class Field:
    """What a contract says of a column beyond its type."""

    limits: dict[str, object]
    values: frozenset[str]
    classification: str
    meaning: str


@dataclass(frozen=True)
class Contract:
    """Everything by names that stay; `name` is the asset that the contract as a whole is known by."""

    name: str
    version: str
    status: str
    owner: str
    terms: str
    tables: dict[str, Table]
    fields: dict[str, Field]
    quality: dict[str, Node]
    service: dict[str, str]
    servers: dict[str, str]

    @classmethod
    def read(cls, source: Source, prefix: str) -> "Contract":
        root = read_mapping(source, "a data contract")
        if not root.keys() & {"schema", "dataset"} or "dataContractSpecification" in root:
            raise UnreadableContract(
                source.name, 1, "this is no data contract of the Open Data Contract Standard: it has no `schema`"
            )
        return _Build(root, prefix).contract()


@dataclass(frozen=True)
class _Build:
    root: Node
    prefix: str

    def contract(self) -> Contract:
        root = self.root
        return Contract(
            name=f"contract:{'-'.join(text_of(root.get('name') or root.get('id')).lower().split())}",
            version=text_of(root.get("version")),
            status=text_of(root.get("status")).lower(),
            owner=_owner(root),
            terms=_terms(root),
            tables={_name(one): self._table(one) for one in self._objects()},
            fields={name: field for one in self._objects() for name, field in _fields(one, self._asset(one))},
            quality=dict(self._quality()),
            service=dict(_service(root)),
            servers=dict(_servers(root)),
        )

    def _objects(self) -> list[Node]:
        return [
            mapping(one) for one in listing(self.root.get("schema") or self.root.get("dataset")) if _name(mapping(one))
        ]

    def _asset(self, one: Node) -> str:
        before = self.prefix or _schema_of_server(self.root)
        return ".".join(part for part in (before, text_of(one.get("physicalName")) or _name(one)) if part).lower()

    def _table(self, one: Node) -> Table:
        ordered = sorted((mapping(each) for each in _properties(one)), key=lambda each: _position(each))
        key = tuple(
            _name(each) for each in ordered if each.get("primaryKey") is True or each.get("isPrimaryKey") is True
        )
        return Table(self._asset(one), _physical_kind(one), tuple(_columns(one, "", DEEPEST)), key)

    def _quality(self) -> Iterator[tuple[str, Node]]:
        for one in self._objects():
            yield from _rules(self._asset(one), one)
            for name, each in _nested(one, "", DEEPEST):
                yield from _rules(f"{self._asset(one)}.{name}", each)


def _name(one: Node) -> str:
    return text_of(one.get("name") or one.get("table") or one.get("column")).lower()


def _properties(one: Node) -> list[Node]:
    return [mapping(each) for each in listing(one.get("properties") or one.get("columns"))]


def _nested(one: Node, before: str, deepest: int) -> Iterator[tuple[str, Node]]:
    """Every property with its dotted name; the items of a list belong to the list."""
    for each in _properties(one) if deepest else ():
        name = f"{before}{_name(each)}"
        yield name, each
        yield from _nested(each, f"{name}.", deepest - 1)
        yield from _nested(mapping(each.get("items")), f"{name}.", deepest - 1)


def _columns(one: Node, before: str, deepest: int) -> Iterator[Column]:
    for name, each in _nested(one, before, deepest):
        required = each.get("required") is True or each.get("isNullable") is False or each.get("primaryKey") is True
        yield Column(name, _type(each), not required, unique=each.get("unique") is True or each.get("isUnique") is True)


def _type(each: Node) -> str:
    kind = text_of(each.get("physicalType") or each.get("logicalType"))
    inner = mapping(each.get("items"))
    return f"{kind}<{_type(inner)}>" if inner and not inner.get("properties") else kind


def _position(each: Node) -> int:
    position = each.get("primaryKeyPosition", each.get("primaryKeyOrder", 0))
    return position if isinstance(position, int) else 0


def _physical_kind(one: Node) -> str:
    return "view" if "view" in text_of(one.get("physicalType")).lower() else "table"


def _fields(one: Node, asset: str) -> Iterator[tuple[str, Field]]:
    yield asset, _field(one)
    for name, each in _nested(one, "", DEEPEST):
        yield f"{asset}.{name}", _field(each)


def _field(each: Node) -> Field:
    options = mapping(each.get("logicalTypeOptions"))
    listed = listing(options.get("enum")) or listing(each.get("enum"))
    return Field(
        limits={key: options[key] for key in LIMITS if options.get(key) is not None},
        values=frozenset(written(value) for value in listed),
        classification=text_of(each.get("classification")).lower(),
        meaning=" ".join(text_of(each.get("description")).split()),
    )


def _rules(asset: str, one: Node) -> Iterator[tuple[str, Node]]:
    """Quality rules are known by their name, or else by what they measure."""
    for rule in map(mapping, listing(one.get("quality"))):
        kind = text_of(rule.get("id") or rule.get("name") or rule.get("metric") or rule.get("rule") or rule.get("type"))
        yield f"{asset}|{kind or written(rule)}", rule


def _service(root: Node) -> Iterator[tuple[str, str]]:
    for one in map(mapping, listing(root.get("slaProperties"))):
        parts = text_of(one.get("property")), text_of(one.get("element")).lower(), text_of(one.get("driver")).lower()
        value = " ".join(
            part for part in (text_of(one.get("value")), text_of(one.get("valueExt")), text_of(one.get("unit"))) if part
        )
        yield " of ".join(part for part in parts[:2] if part), value


def _servers(root: Node) -> Iterator[tuple[str, str]]:
    for position, one in enumerate(map(mapping, listing(root.get("servers")))):
        name = text_of(one.get("server") or one.get("id")) or f"server {position + 1}"
        yield name, written({key: value for key, value in one.items() if key not in SECRET_OR_IDLE})


def _schema_of_server(root: Node) -> str:
    """What the tables' names begin with in the database."""
    servers = [mapping(one) for one in listing(root.get("servers"))]
    return next((name for one in servers if (name := text_of(one.get("schema") or one.get("dataset")))), "").lower()


def _owner(root: Node) -> str:
    team = root.get("team")
    if isinstance(team, dict):
        return text_of(team.get("name"))
    members = [mapping(one) for one in listing(team)]
    owners = [
        text_of(one.get("username") or one.get("name"))
        for one in members
        if "owner" in text_of(one.get("role")).lower()
    ]
    return ", ".join(sorted(filter(None, owners)))


def _terms(root: Node) -> str:
    description = mapping(root.get("description"))
    return " ".join(" ".join((text_of(description.get("usage")), text_of(description.get("limitations")))).split())
