"""What a repository says that it consumes: our own file, ODCS data contracts, dbt exposures; read, never executed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, cast, get_args

import yaml

from changes.assets import BadAsset, parse
from changes.model import Destination, Rhythm, Subscription, Where
from changes.wish.grammar import BadWish
from changes.wish.printer import written
from changes.wish.request import UnknownZone, spoken, understand_request

LARGEST = 5_000_000


class BadDeclaration(ValueError):
    """A file that does not say what is consumed in a way we understand; names file and line."""

    def __init__(self, path: str, line: int | None, why: str) -> None:
        super().__init__(f"{path}:{line}: {why}" if line else f"{path}: {why}")
        self.path, self.line, self.why = path, line, why


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
    content = _yaml(text, name)
    if not isinstance(content, dict) or not isinstance(content.get("subscriptions"), list):
        raise BadDeclaration(name, 1, "expected `subscriptions:` with a list")
    zone = str(content.get("zone", "UTC"))
    return [
        _subscription(one, zone, name, place, known or {})
        for place, one in enumerate(content["subscriptions"], start=1)
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
        return _exposures(content["exposures"], name)
    if content.get("kind") == "DataContract" or "dataContractSpecification" in content:
        return _contract(content, name)
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


def text_of(path: Path) -> str:
    if path.stat().st_size > LARGEST:
        raise BadDeclaration(str(path), None, f"larger than {LARGEST // 1_000_000} MB")
    return path.read_text(encoding="utf-8")


def _yaml(text: str, name: str) -> Any:
    try:
        return yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise BadDeclaration(name, line, f"not YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise BadDeclaration(name, None, f"not YAML: {error}") from error


def _subscription(one: Any, zone: str, name: str, place: int, known: Mapping[str, Destination]) -> Subscription:
    if not isinstance(one, Mapping) or "to" not in one or "hear" not in one:
        raise BadDeclaration(name, None, f"entry {place} needs `to` and `hear`")
    try:
        request = understand_request(str(one["hear"]), str(one.get("zone", zone)))
    except (BadWish, UnknownZone) as error:
        raise BadDeclaration(name, None, f"entry {place}: {error}") from error
    return Subscription("", destination(one["to"], name, known), written(request.wish), request.rhythm, source=name)


def _entry(one: Subscription) -> dict[str, str]:
    hear = one.wish if one.rhythm.cadence == "instant" else f"{one.wish} {spoken(one.rhythm)}"
    entry = {"to": str(one.destination), "hear": hear}
    return entry if one.rhythm.zone == Rhythm().zone else {**entry, "zone": one.rhythm.zone}


def _exposures(exposures: Any, name: str) -> list[Consumed]:
    """`depends_on: [ref('orders'), source('raw', 'payments')]`, or node ids of a manifest."""
    found = []
    entries = exposures.values() if isinstance(exposures, dict) else exposures if isinstance(exposures, list) else []
    for one in entries:
        if not isinstance(one, Mapping) or "name" not in one:
            raise BadDeclaration(name, None, "an exposure needs a name")
        owner = one.get("owner") if isinstance(one.get("owner"), Mapping) else {}
        contact = str((owner or {}).get("email") or (owner or {}).get("name") or "")
        for node in _nodes(one.get("depends_on")):
            found.append(Consumed(_asset(node, name), f"exposure {one['name']}", contact))
    return found


def _nodes(depends: Any) -> list[str]:
    nodes = depends.get("nodes", []) if isinstance(depends, Mapping) else depends
    return [_node(str(node)) for node in nodes or []]


def _node(node: str) -> str:
    inner = node[node.find("(") + 1 : node.rfind(")")] if "(" in node else ""
    if inner:
        return ".".join(part.strip().strip("'\"") for part in inner.split(","))
    parts = node.split(".")
    return ".".join(parts[2:]) if parts[0] in ("model", "source", "seed", "snapshot") and len(parts) > 2 else node


def _contract(content: Mapping[str, Any], name: str) -> list[Consumed]:
    """A contract's tables are what its readers consume; `servers` says where they live."""
    tables = content.get("schema") or content.get("models") or []
    names = list(tables) if isinstance(tables, Mapping) else [_table(one) for one in tables if isinstance(one, Mapping)]
    home = _home(content)
    id_ = str(content.get("name") or content.get("id") or name)
    team = content.get("team") or content.get("info") or {}
    contact = str(team.get("name") or team.get("owner") or "") if isinstance(team, Mapping) else ""
    return [Consumed(_asset(f"{home}{table}", name), f"contract {id_}", contact) for table in names if table]


def _table(one: Mapping[str, Any]) -> str:
    return str(one.get("physicalName") or one.get("name") or "")


def _home(content: Mapping[str, Any]) -> str:
    servers = content.get("servers") or []
    first: Any = next(iter(servers.values() if isinstance(servers, Mapping) else servers), {})
    parts = [str(first[key]) for key in ("database", "schema") if isinstance(first, Mapping) and first.get(key)]
    return "".join(f"{part}." for part in parts)


def _asset(text: str, name: str) -> str:
    try:
        return str(parse(text))
    except BadAsset as error:
        raise BadDeclaration(name, None, str(error)) from error
