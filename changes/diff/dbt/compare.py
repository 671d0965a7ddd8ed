"""Everything that became different between two manifests of a dbt project."""

from collections.abc import Iterator, Sequence

from changes.diff.dbt.manifest import Exposure, Manifest, Model, Test
from changes.diff.dbt.rules import told
from changes.diff.levels import worst_first
from changes.diff.reading import Source
from changes.diff.tables import compare
from changes.diff.tables.compare import Reader
from changes.diff.tables.model import Table
from changes.model import Difference

ACCESS = ("private", "protected", "public")


def differences(old: Source, new: Source, *, prefix: str = "") -> tuple[Difference, ...]:
    """`prefix` stands for the database schema in the names of assets, which often differs between development and production."""
    return between(Manifest.read(old, prefix), Manifest.read(new, prefix))


def between(old: Manifest, new: Manifest) -> tuple[Difference, ...]:
    found = set(compare.differences(Reader("dbt", new.dialect), _tables(old), _tables(new)))
    for key in old.models.keys() & new.models.keys():
        found.update(_model(old.models[key], new.models[key]))
    found.update(_tests(old, new))
    found.update(_exposures(old, new))
    return tuple(sorted(found, key=worst_first))


def readers(manifest: Manifest, found: Sequence[Difference]) -> tuple[str, ...]:
    """The exposures that read what breaks, with who answers for them."""
    broken = {one.asset for one in found if one.breaking}
    hit = {key for key, model in manifest.models.items() if any(_is_of(asset, model.table.name) for asset in broken)}
    return tuple(sorted({_words(one) for one in manifest.exposures.values() if one.reads & hit}))


def _is_of(asset: str, table: str) -> bool:
    return asset == table or asset.startswith(f"{table}.")


def _words(exposure: Exposure) -> str:
    return f"{exposure.name} ({exposure.owner})" if exposure.owner else exposure.name


def _tables(manifest: Manifest) -> dict[str, Table]:
    return {key: model.table for key, model in manifest.models.items()}


def _model(old: Model, new: Model) -> Iterator[Difference]:
    name = new.table.name
    if old.contracted and not new.contracted:
        yield told("contract-dropped", f"the contract of `{name}` is no longer enforced", name)
    if new.contracted and not old.contracted:
        yield told("contract-enforced", f"the contract of `{name}` is now enforced", name)
    yield from _access(old.access, new.access, name)
    if old.materialized != new.materialized:
        rule = "became-ephemeral" if new.materialized == "ephemeral" else "materialized-differently"
        yield told(
            rule,
            f"`{name}` was materialized as {old.materialized or 'default'}, now as {new.materialized or 'default'}",
            name,
        )
    if new.deprecation and new.deprecation != old.deprecation:
        yield told("deprecated", f"`{name}` is deprecated and will go on {new.deprecation}", name)
    if old.latest and new.latest and old.latest != new.latest:
        yield told("version-moved", f"the latest version of `{name}` is now {new.latest}, not {old.latest}", name)
    if old.logic and new.logic and old.logic != new.logic:
        yield told("logic-changed", f"the query behind `{name}` changed", name)


def _access(old: str, new: str, name: str) -> Iterator[Difference]:
    if old == new or old not in ACCESS or new not in ACCESS:
        return
    rule = "access-narrowed" if ACCESS.index(new) < ACCESS.index(old) else "access-widened"
    yield told(rule, f"`{name}` was {old} and is now {new}", name)


def _tests(old: Manifest, new: Manifest) -> Iterator[Difference]:
    """A test that went together with its column or model is not told a second time."""
    for key in new.tests.keys() - old.tests.keys():
        yield told("test-added", f"it is now tested that {new.tests[key].words}", new.tests[key].asset)
    for key in old.tests.keys() - new.tests.keys():
        target, column = key.split("|")[:2]
        if target in new.models and (not column or not old.columns_of(target) or column in new.columns_of(target)):
            yield told("test-removed", f"it is no longer tested that {old.tests[key].words}", old.tests[key].asset)
    for key in old.tests.keys() & new.tests.keys():
        yield from _test(old.tests[key], new.tests[key])


def _test(old: Test, new: Test) -> Iterator[Difference]:
    if old.severity == "error" and new.severity == "warn":
        yield told("test-weakened", f"it is only a warning now when it fails that {new.words}", new.asset)
    elif new.allowed - old.allowed:
        more = ", ".join(sorted(new.allowed - old.allowed))
        yield told("test-weakened", f"the test that {new.words} now also allows {more}", new.asset)
    elif (old.severity, old.allowed, old.settings) != (new.severity, new.allowed, new.settings):
        yield told("test-changed", f"the test that {new.words} changed", new.asset)


def _exposures(old: Manifest, new: Manifest) -> Iterator[Difference]:
    for key in new.exposures.keys() - old.exposures.keys():
        yield told(
            "exposure-added",
            f"the {new.exposures[key].kind} `{new.exposures[key].name}` reads from here",
            _asset(new.exposures[key]),
        )
    for key in old.exposures.keys() - new.exposures.keys():
        text = f"the {old.exposures[key].kind} `{old.exposures[key].name}` no longer reads from here"
        yield told("exposure-removed", text, _asset(old.exposures[key]))
    for key in old.exposures.keys() & new.exposures.keys():
        before, after = old.exposures[key], new.exposures[key]
        if before.owner != after.owner:
            text = f"`{after.name}` is now answered for by {after.owner or 'nobody'}, not by {before.owner or 'nobody'}"
            yield told("exposure-owner-changed", text, _asset(after))


def _asset(exposure: Exposure) -> str:
    return f"exposure:{exposure.name.lower().replace(' ', '-')}"
