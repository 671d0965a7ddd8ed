"""Wish to text, as its author might have written it: understanding the text gives the wish again."""

from changes.wish.grammar import (
    About,
    AllOf,
    AnyOf,
    AsSevere,
    Breaking,
    InState,
    Not,
    OfAsset,
    OfKind,
    Wish,
)

FIELDS = ("kind", "state", "severity", "about", "asset", "kinds", "states", "assets")


def written(wish: Wish) -> str:
    if isinstance(wish, AnyOf):
        return " OR ".join(_joined(part, AnyOf) for part in wish.wishes)
    if isinstance(wish, AllOf):
        return _conjunction(wish)
    if isinstance(wish, Not):
        inner = written(wish.wish)
        return f"-({inner})" if isinstance(wish.wish, AnyOf | AllOf | About) else f"-{inner}"
    return _test(wish)


def _conjunction(wish: AllOf) -> str:
    """Side by side where that means "and"; a second test of the same field needs the word."""
    text, seen = "", set[type]()
    for part in wish.wishes:
        again = type(part) in seen
        text += (" AND " if again else " ") if text else ""
        text += _joined(part, AllOf)
        seen = {type(part)} if again else seen | ({type(part)} & {OfAsset, OfKind})
    return text


def _joined(part: Wish, within: type) -> str:
    bracket = isinstance(part, AnyOf) or (isinstance(part, AllOf) and within is AllOf)
    return f"({written(part)})" if bracket else written(part)


def _test(wish: Wish) -> str:
    match wish:
        case OfAsset(pattern):
            return _asset(pattern)
        case OfKind(kind):
            return f"kind:{kind}"
        case InState(state):
            return f"state:{state.replace(' ', '-')}"
        case Breaking(breaking):
            return "breaking" if breaking else "harmless"
        case AsSevere(comparison, severity):
            return f"severity{comparison}{severity}"
        case About(topic):
            return f'about "{topic}"'
    return "everything"


def _asset(pattern: str) -> str:
    if " " in pattern:
        return f'asset:"{pattern}"'
    system, dotted = pattern.partition(":")[0], "." in pattern or ":" in pattern
    plain = dotted and system not in FIELDS and not pattern.startswith(("severity", "-", "!"))
    return pattern if plain else f"asset:{pattern}"
