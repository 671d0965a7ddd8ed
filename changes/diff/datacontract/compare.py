"""Everything that became different between two versions of a data contract."""

import re
from collections.abc import Iterator
from typing import Any

from changes.diff.datacontract.contract import Contract, Field
from changes.diff.datacontract.rules import told
from changes.diff.levels import worst_first
from changes.diff.plain import Node, added_removed, shown, text_of, written
from changes.diff.reading import Source
from changes.diff.tables import compare
from changes.diff.tables.compare import Reader
from changes.model import Difference

ENDING = ("retired", "deprecated")
LOWER, UPPER = ("minLength", "minimum", "exclusiveMinimum"), ("maxLength", "maximum", "exclusiveMaximum")
# A promise with one of these is weaker the larger (or the smaller) it is.
AT_MOST = ("mustBeLessThan", "mustBeLessOrEqualTo", "mustBeLessThanOrEqualTo")
AT_LEAST = ("mustBeGreaterThan", "mustBeGreaterOrEqualTo", "mustBeGreaterThanOrEqualTo")
MAJOR = re.compile(r"v?(\d+)\.\d+(?:\.\d+)?")


def differences(old: Source, new: Source, *, prefix: str = "") -> tuple[Difference, ...]:
    """`prefix` goes before the names of tables, instead of the schema of the contract's server."""
    return between(Contract.read(old, prefix), Contract.read(new, prefix))


def between(old: Contract, new: Contract) -> tuple[Difference, ...]:
    found = set(compare.differences(Reader("contract"), old.tables, new.tables))
    for name in old.fields.keys() & new.fields.keys():
        found.update(_field(name, old.fields[name], new.fields[name]))
    found.update(_quality(old, new))
    found.update(_service(old, new))
    found.update(_servers(old, new))
    found.update(_whole(old, new))
    found.update(_version(old, new, breaking=any(one.breaking for one in found)))
    return tuple(sorted(found, key=worst_first))


def _field(name: str, old: Field, new: Field) -> Iterator[Difference]:
    for value in sorted(new.values - old.values) if old.values else ():
        yield told("values-added", f"`{name}` may now also be {value}", name)
    for value in sorted(old.values - new.values) if new.values else ():
        yield told("values-removed", f"`{name}` will no longer be {value}", name)
    for limit in sorted(old.limits.keys() | new.limits.keys()):
        before, after = old.limits.get(limit), new.limits.get(limit)
        if before != after:
            text = f"{limit} of `{name}` is now {_or_none(after)}, not {_or_none(before)}"
            yield told("limit-loosened" if _looser(limit, before, after) else "limit-tightened", text, name)
    if old.classification != new.classification:
        text = f"`{name}` is now classified as {new.classification or 'nothing'}, not {old.classification or 'nothing'}"
        yield told("classification-changed", text, name)
    if old.meaning and new.meaning and old.meaning != new.meaning:
        yield told("meaning-changed", f"`{name}` is described anew: {shown(new.meaning)}", name)


def _or_none(value: object) -> str:
    return "not set" if value is None else shown(value)


def _looser(limit: str, old: Any, new: Any) -> bool:
    """Could a reader meet what it did not have to expect? When in doubt, yes."""
    if new is None or old is None:
        return new is None
    if limit in LOWER + UPPER and all(isinstance(value, (int, float)) for value in (old, new)):
        return bool(new < old) if limit in LOWER else bool(new > old)
    return True


def _quality(old: Contract, new: Contract) -> Iterator[Difference]:
    added, removed = added_removed(old.quality, new.quality)
    for key in added:
        yield told("quality-added", f"it is now promised that {_promise(key, new.quality[key])}", key.split("|")[0])
    for key in removed:
        yield told(
            "quality-removed", f"it is no longer promised that {_promise(key, old.quality[key])}", key.split("|")[0]
        )
    for key in sorted(old.quality.keys() & new.quality.keys()):
        before, after = old.quality[key], new.quality[key]
        if written(before) != written(after):
            rule = "quality-weakened" if _weaker(before, after) else "quality-changed"
            yield told(
                rule, f"the promise that {_promise(key, before)} changed: now {_promise(key, after)}", key.split("|")[0]
            )


def _promise(key: str, rule: Node) -> str:
    asset, _, kind = key.partition("|")
    bounds = [f"{name} {shown(value)}" for name, value in sorted(rule.items()) if name.startswith("must")]
    said = text_of(rule.get("description")) or " ".join((kind, *bounds))
    return f"`{asset}`: {said if len(said) <= 160 else said[:157] + '...'}"


def _weaker(old: Node, new: Node) -> bool:
    for name in AT_MOST + AT_LEAST:
        before, after = old.get(name), new.get(name)
        if isinstance(before, (int, float)) and (
            after is None or (isinstance(after, (int, float)) and before != after)
        ):
            return after is None or (after > before) == (name in AT_MOST)
    return False


def _service(old: Contract, new: Contract) -> Iterator[Difference]:
    added, removed = added_removed(old.service, new.service)
    for name in added:
        yield told("service-added", f"{name} of {new.service[name]} is now promised", new.name)
    for name in removed:
        yield told("service-removed", f"{name} of {old.service[name]} is no longer promised", new.name)
    for name in sorted(old.service.keys() & new.service.keys()):
        if old.service[name] != new.service[name]:
            yield told("service-changed", f"{name} is now {new.service[name]}, not {old.service[name]}", new.name)


def _servers(old: Contract, new: Contract) -> Iterator[Difference]:
    added, removed = added_removed(old.servers, new.servers)
    for name in added:
        yield told("server-added", f"it is now also served from `{name}`", new.name)
    for name in removed:
        yield told("server-removed", f"it is no longer served from `{name}`", new.name)
    for name in sorted(old.servers.keys() & new.servers.keys()):
        if old.servers[name] != new.servers[name]:
            yield told("server-changed", f"`{name}` now stands elsewhere", new.name)


def _whole(old: Contract, new: Contract) -> Iterator[Difference]:
    if old.status != new.status:
        rule = f"status-{new.status}" if new.status in ENDING else "status-changed"
        yield told(
            rule, f"the contract was {old.status or 'of no status'} and is now {new.status or 'of no status'}", new.name
        )
    if old.terms != new.terms:
        yield told("terms-changed", "usage or limitations read differently", new.name)
    if old.owner != new.owner:
        yield told(
            "owner-changed", f"{new.owner or 'nobody'} now answers for it, not {old.owner or 'nobody'}", new.name
        )


def _version(old: Contract, new: Contract, *, breaking: bool) -> Iterator[Difference]:
    before, after = MAJOR.fullmatch(old.version), MAJOR.fullmatch(new.version)
    if breaking and before and after and int(after[1]) <= int(before[1]):
        yield told(
            "version-not-raised",
            f"something breaks, but the version went from {old.version} to {new.version}",
            new.name,
        )
