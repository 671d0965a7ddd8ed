"""What a repository says that it consumes: our own file, ODCS data contracts, dbt exposures; read, never executed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, cast, get_args

import yaml

from changes.assets import BadAsset, parse
from changes.diff.yaml_text import YamlTrouble, line_of, read_yaml
from changes.model import Destination, Rhythm, Subscription, Where
from changes.wish.grammar import BadWish
from changes.wish.printer import written
from changes.wish.request import UnknownZone, spoken, understand_request
from index.foreign_yaml import Bounds

BOUNDS = Bounds(deepest=50, most=500_000)


class BadDeclaration(ValueError):
    """A file that does not say what is consumed in a way we understand; names file and line."""

    def __init__(self, path: str, line: int | None, why: str) -> None:
        super().__init__(f"{path}:{line}: {why}" if line else f"{path}: {why}")
        self.path, self.line, self.why = path, line, why


@dataclass(frozen=True)
class Place:
    """Where in a file we are; its line is looked for only when something is wrong there."""

    text: str
    name: str
    path: tuple[str | int, ...] = ()

    def at(self, *further: str | int) -> "Place":
        return Place(self.text, self.name, (*self.path, *further))

    def bad(self, why: str) -> BadDeclaration:
        return BadDeclaration(self.name, line_of(self.text, self.path), why)


@dataclass(frozen=True)
class Consumed:
    """An asset that something is built on; `by` says what, `contact` whom its file names."""

    asset: str
    by: str
    contact: str = ""


def read_subscriptions(text: str, name: str, known: Mapping[str, Destination] | None = None) -> list[Subscription]:
    """Our own file: `zone`, and under `subscriptions` entries with `to` and `hear` (a wish with its rhythm).

    `to` is channel:C1, or a name such as #orders or @data-platform that is in `known`.
    """
    content, place = _yaml(text, name), Place(text, name, ("subscriptions",))
    if not isinstance(content, dict) or not isinstance(content.get("subscriptions"), list):
        raise BadDeclaration(name, 1, "expected `subscriptions:` with a list")
    zone = str(content.get("zone", "UTC"))
    return [
        _subscription(one, zone, place.at(number), known or {}) for number, one in enumerate(content["subscriptions"])
    ]


def write_subscriptions(subscriptions: Iterable[Subscription]) -> str:
    entries = [_entry(one) for one in subscriptions]
    return yaml.safe_dump({"subscriptions": entries}, sort_keys=False, allow_unicode=True)


def read_consumed(text: str, name: str) -> list[Consumed]:
    """From an ODCS contract or a dbt file with exposures, whichever it is."""
    content = _yaml(text, name)
    if not isinstance(content, dict):
        raise BadDeclaration(name, 1, "expected an ODCS contract or a dbt file with `exposures`")
    if "exposures" in content:
        return _exposures(content["exposures"], Place(text, name, ("exposures",)))
    if content.get("kind") == "DataContract" or "dataContractSpecification" in content:
        return _contract(content, Place(text, name))
    raise BadDeclaration(
        name, 1, "this is neither an ODCS contract (`kind: DataContract`) nor a dbt file with `exposures`"
    )


def as_subscriptions(consumed: Iterable[Consumed], to: Destination, source: str) -> list[Subscription]:
    """What is built upon is worth hearing of, unless a change is harmless."""
    patterns = dict.fromkeys(one.asset for one in consumed)
    return [Subscription("", to, f"{pattern} -harmless", by=source, source=source) for pattern in patterns]


def destination(text: str, name: str = "destination", known: Mapping[str, Destination] | None = None) -> Destination:
    """`channel:C024BE91L`, `group:S0614TZR7`, `person:U1`, or a name that is known."""
    if str(text).startswith(("#", "@")):
        return _named(str(text).strip(), name, known or {})
    kind, colon, id_ = str(text).partition(":")
    if not colon or kind not in get_args(Where) or not id_.strip():
        raise BadDeclaration(name, None, f"`{text}` is not channel:…, group:… or person:… with an id")
    return Destination(cast(Where, kind), id_.strip())


def _named(text: str, name: str, known: Mapping[str, Destination]) -> Destination:
    if text in known:
        return known[text]
    near = get_close_matches(text, known, 2)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    raise BadDeclaration(name, None, f"there is no {text} here.{hint}")


def _yaml(text: str, name: str) -> Any:
    try:
        return read_yaml(text, BOUNDS)
    except YamlTrouble as error:
        raise BadDeclaration(name, error.line, f"not YAML: {error.why}") from error


def _subscription(one: Any, zone: str, place: Place, known: Mapping[str, Destination]) -> Subscription:
    if not isinstance(one, Mapping) or "to" not in one or "hear" not in one:
        raise place.bad("an entry needs `to` and `hear`")
    try:
        request = understand_request(str(one["hear"]), str(one.get("zone", zone)))
    except (BadWish, UnknownZone) as error:
        raise place.at("hear" if isinstance(error, BadWish) else "zone").bad(str(error)) from error
    try:
        to = destination(one["to"], place.name, known)
    except BadDeclaration as error:
        raise place.at("to").bad(error.why) from error
    return Subscription("", to, written(request.wish), request.rhythm, source=place.name)


def _entry(one: Subscription) -> dict[str, str]:
    hear = one.wish if one.rhythm.cadence == "instant" else f"{one.wish} {spoken(one.rhythm)}"
    entry = {"to": str(one.destination), "hear": hear}
    return entry if one.rhythm.zone == Rhythm().zone else {**entry, "zone": one.rhythm.zone}


def _exposures(exposures: Any, place: Place) -> list[Consumed]:
    """`depends_on: [ref('orders'), source('raw', 'payments')]`, or node ids of a manifest."""
    found = []
    for key, one in _items(exposures):
        if not isinstance(one, Mapping) or "name" not in one:
            raise place.at(key).bad("an exposure needs a name")
        owner = one.get("owner") if isinstance(one.get("owner"), Mapping) else {}
        contact = str((owner or {}).get("email") or (owner or {}).get("name") or "")
        for node in _nodes(one.get("depends_on")):
            found.append(Consumed(_asset(node, place.at(key, "depends_on")), f"exposure {one['name']}", contact))
    return found


def _items(of: Any) -> Iterable[tuple[str | int, Any]]:
    return of.items() if isinstance(of, dict) else enumerate(of) if isinstance(of, list) else ()


def _nodes(depends: Any) -> list[str]:
    nodes = depends.get("nodes", []) if isinstance(depends, Mapping) else depends
    return [_node(str(node)) for node in nodes or []]


def _node(node: str) -> str:
    inner = node[node.find("(") + 1 : node.rfind(")")] if "(" in node else ""
    if inner:
        return ".".join(part.strip().strip("'\"") for part in inner.split(","))
    parts = node.split(".")
    return ".".join(parts[2:]) if parts[0] in ("model", "source", "seed", "snapshot") and len(parts) > 2 else node


def _contract(content: Mapping[str, Any], place: Place) -> list[Consumed]:
    """A contract's tables are what its readers consume; `servers` says where they live."""
    held = "schema" if content.get("schema") else "models"
    tables = content.get(held)
    names = [(key, key if isinstance(tables, dict) else _table(one)) for key, one in _items(tables)]
    home = _home(content)
    id_ = str(content.get("name") or content.get("id") or place.name)
    team = content.get("team") or content.get("info") or {}
    contact = str(team.get("name") or team.get("owner") or "") if isinstance(team, Mapping) else ""
    return [
        Consumed(_asset(f"{home}{table}", place.at(held, key)), f"contract {id_}", contact)
        for key, table in names
        if table
    ]


def _table(one: Any) -> str:
    return str(one.get("physicalName") or one.get("name") or "") if isinstance(one, Mapping) else ""


def _home(content: Mapping[str, Any]) -> str:
    servers = content.get("servers") or []
    first: Any = next(iter(servers.values() if isinstance(servers, Mapping) else servers), {})
    parts = [str(first[key]) for key in ("database", "schema") if isinstance(first, Mapping) and first.get(key)]
    return "".join(f"{part}." for part in parts)


def _asset(text: str, place: Place) -> str:
    try:
        return str(parse(text))
    except BadAsset as error:
        raise place.bad(str(error)) from error
