"""An object put into a choice of objects: told once, because every property of it seems to have gone."""

from changes.diff.openapi.pair import Pair, Told
from changes.diff.plain import listing, mapping


def differences(pair: Pair) -> Told:
    if is_wrapped(pair):
        yield pair.tell(f"{pair.it} became a choice of several schemas (`oneOf`)", "wrapped-in-one-of")


def is_wrapped(pair: Pair) -> bool:
    """Did the properties move into the branches of a new `oneOf`?"""
    old = mapping(pair.old.get("properties")).keys() - mapping(pair.new.get("properties")).keys()
    branches = listing(pair.new.get("oneOf"))
    if not old or not branches or listing(pair.old.get("oneOf")):
        return False
    inside = {name for branch in branches for name in mapping(pair.versions.new.schema(branch).get("properties"))}
    return bool(old & inside)
