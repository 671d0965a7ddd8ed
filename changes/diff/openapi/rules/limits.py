"""How large, how long, how many: a limit that tightens breaks requests, one that loosens breaks responses."""

from changes.diff.openapi.pair import Pair, Told
from changes.diff.plain import Node, shown
from changes.model import Difference

Number = int | float
# The keyword, the name its rules go by, and how a person calls it.
LOWER = {
    "minimum": ("min", "the minimum"),
    "exclusiveMinimum": ("exclusive-min", "the exclusive minimum"),
    "minLength": ("min-length", "the minimum length"),
    "minItems": ("min-items", "the minimum number of items"),
    "minContains": ("min-contains", "the minimum number of matching items"),
}
UPPER = {
    "maximum": ("max", "the maximum"),
    "exclusiveMaximum": ("exclusive-max", "the exclusive maximum"),
    "maxLength": ("max-length", "the maximum length"),
    "maxItems": ("max-items", "the maximum number of items"),
    "maxContains": ("max-contains", "the maximum number of matching items"),
}
# Left out, these are zero: to set one is to raise it.
SILENT_ZERO = ("minLength", "minItems")


def differences(pair: Pair) -> Told:
    old, new = numeric(pair.old), numeric(pair.new)
    for keyword, limit in (LOWER | UPPER).items():
        if old.get(keyword) != new.get(keyword):
            yield _moved(pair, limit, old.get(keyword), new.get(keyword))


def _moved(pair: Pair, limit: tuple[str, str], old: Number | None, new: Number | None) -> Difference | None:
    name, words = limit
    if old is None:
        return pair.tell(f"{words} of {pair.it} was set to {shown(new)}", f"{name}-set", *_from_zero(name, "increased"))
    if new is None:
        return pair.tell(
            f"{words} of {pair.it}, {shown(old)}, was dropped", f"{name}-unset", *_from_zero(name, "decreased")
        )
    verb = "increased" if new > old else "decreased"
    return pair.tell(f"{words} of {pair.it} {verb} from {shown(old)} to {shown(new)}", f"{name}-{verb}")


def _from_zero(name: str, verb: str) -> tuple[str, ...]:
    return (f"{name}-{verb}",) if name in ("min-length", "min-items") else ()


def numeric(schema: Node) -> dict[str, Number]:
    """The limits as numbers; OpenAPI 3.0's `exclusiveMinimum: true` turns the minimum into an exclusive one."""
    found = {key: schema[key] for key in LOWER | UPPER if _is_number(schema.get(key))}
    for exclusive, plain in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if schema.get(exclusive) is True and plain in found:
            found[exclusive] = found.pop(plain)
    return {key: value for key, value in found.items() if value or key not in SILENT_ZERO}


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
