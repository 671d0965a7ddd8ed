"""A dbt manifest as values: models and sources with columns, their tests, and who is exposed to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from changes.diff.plain import Node, listing, mapping, text_of, written
from changes.diff.reading import Source, UnreadableContract, read_mapping
from changes.diff.tables.model import Column, Table, by_name

READ = ("model", "source", "seed", "snapshot")
# The adapters whose types sqlglot reads under the same name.
ADAPTERS = (
    "athena",
    "bigquery",
    "clickhouse",
    "databricks",
    "duckdb",
    "mysql",
    "postgres",
    "redshift",
    "snowflake",
    "spark",
    "sqlite",
    "trino",
)
PROMISES = {
    "not_null": "never null",
    "unique": "unique",
    "accepted_values": "one of a list",
    "relationships": "found in another model",
}


@dataclass(frozen=True)
class Test:
    """One check; `key` finds it again in the other version, `asset` is what it checks."""

    key: str
    asset: str
    words: str
    severity: str
    allowed: frozenset[str]
    settings: str


@dataclass(frozen=True)
class Model:
    """Whatever others can read, with what dbt promises about it."""

    table: Table
    contracted: bool
    access: str
    materialized: str
    deprecation: str
    latest: str
    logic: str


@dataclass(frozen=True)
class Exposure:
    """A dashboard, application or notebook outside of dbt, and the models it reads."""

    name: str
    kind: str
    owner: str
    reads: frozenset[str]


@dataclass(frozen=True)
class Manifest:
    """Everything by dbt's own ids, which stay when schemas and databases change."""

    models: dict[str, Model]
    tests: dict[str, Test]
    exposures: dict[str, Exposure]
    dialect: str = ""
    project: str = ""

    @classmethod
    def read(cls, source: Source, prefix: str) -> "Manifest":
        root = read_mapping(source, "a dbt manifest")
        if "nodes" not in root:
            raise UnreadableContract(
                source.name, 1, "this is no dbt manifest: it has no `nodes` (target/manifest.json is one)"
            )
        nodes = {**mapping(root.get("nodes")), **mapping(root.get("sources"))}
        models = {
            key: _model(mapping(node), prefix)
            for key, node in nodes.items()
            if mapping(node).get("resource_type") in READ
        }
        tests = {test.key: test for _, node in sorted(nodes.items()) for test in _test(mapping(node), models)}
        exposures = {key: _exposure(mapping(node)) for key, node in mapping(root.get("exposures")).items()}
        metadata = mapping(root.get("metadata"))
        adapter, project = text_of(metadata.get("adapter_type")), text_of(metadata.get("project_name"))
        return cls(models, tests, exposures, adapter if adapter in ADAPTERS else "", project)

    def columns_of(self, key: str) -> dict[str, Column]:
        return by_name(self.models[key].table.columns) if key in self.models else {}


def _model(node: Node, prefix: str) -> Model:
    config, contract = mapping(node.get("config")), mapping(node.get("contract"))
    contract = contract or mapping(config.get("contract"))
    columns = tuple(_column(name, mapping(column)) for name, column in mapping(node.get("columns")).items())
    constraints = frozenset(_constraints(listing(node.get("constraints"))))
    key = next((columns for kind, columns in _keys(node) if kind == "primary_key"), ())
    return Model(
        table=Table(_name(node, prefix), _kind(node), columns, key, constraints),
        contracted=contract.get("enforced") is True,
        access=text_of(node.get("access")),
        materialized=text_of(config.get("materialized")),
        deprecation=text_of(node.get("deprecation_date"))[:10],
        latest=text_of(node.get("latest_version")),
        logic=" ".join(text_of(node.get("raw_code") or node.get("raw_sql")).split()),
    )


def _kind(node: Node) -> str:
    return text_of(node.get("resource_type"))


def _name(node: Node, prefix: str) -> str:
    """`prefix.model`, or `schema.model` as the database knows it."""
    own = text_of(node.get("alias") or node.get("identifier") or node.get("name"))
    before = prefix or text_of(node.get("schema"))
    return ".".join(part for part in (before, own) if part).lower()


def _column(name: str, column: Node) -> Column:
    kinds = {text_of(mapping(one).get("type")) for one in listing(column.get("constraints"))}
    nullable = not kinds & {"not_null", "primary_key"}
    return Column(name.lower(), text_of(column.get("data_type")).lower(), nullable, unique="unique" in kinds)


def _keys(node: Node) -> Iterator[tuple[str, tuple[str, ...]]]:
    for one in map(mapping, listing(node.get("constraints"))):
        yield text_of(one.get("type")), tuple(text_of(name).lower() for name in listing(one.get("columns")))


def _constraints(listed: list[Any]) -> Iterator[tuple[str, str]]:
    for one in map(mapping, listed):
        kind = text_of(one.get("type"))
        if kind != "primary_key":
            columns = ", ".join(text_of(name) for name in listing(one.get("columns")))
            yield f"the constraint {kind}", " ".join(part for part in (columns, text_of(one.get("expression"))) if part)


def _test(node: Node, models: dict[str, Model]) -> Iterator[Test]:
    if node.get("resource_type") != "test":
        return
    metadata, config = mapping(node.get("test_metadata")), mapping(node.get("config"))
    target, column = _target(node, models), text_of(node.get("column_name")).lower()
    settings = {
        key: value for key, value in mapping(metadata.get("kwargs")).items() if key not in ("model", "column_name")
    }
    name = text_of(metadata.get("name") or node.get("name"))
    allowed = frozenset(written(value) for value in listing(settings.pop("values", None)))
    asset = ".".join(part for part in (models[target].table.name if target in models else target, column) if part)
    yield Test(
        key="|".join(
            (
                target,
                column,
                name,
                text_of(mapping(metadata).get("namespace")),
                "" if metadata else text_of(node.get("name")),
            )
        ),
        asset=asset or name,
        words=f"`{asset}` is {PROMISES[name]}" if name in PROMISES else f"`{name}` holds for `{asset}`",
        severity=text_of(config.get("severity")).lower() or "error",
        allowed=allowed,
        settings=written(settings),
    )


def _target(node: Node, models: dict[str, Model]) -> str:
    """The model a test hangs on, or else the last one it reads."""
    attached = text_of(node.get("attached_node"))
    read = [text_of(name) for name in listing(mapping(node.get("depends_on")).get("nodes"))]
    return attached or next((name for name in reversed(read) if name in models), "")


def _exposure(node: Node) -> Exposure:
    owner = mapping(node.get("owner"))
    return Exposure(
        name=text_of(node.get("label") or node.get("name")),
        kind=text_of(node.get("type")) or "exposure",
        owner=text_of(owner.get("name") or owner.get("email")),
        reads=frozenset(text_of(name) for name in listing(mapping(node.get("depends_on")).get("nodes"))),
    )
