"""What a channel might want to follow, from the assets it talks about: counted, never stored, never more than a few."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from changes.assets import covers, parse, resolve
from changes.hints import mentioned
from changes.model import Subscription
from changes.wish.grammar import BadWish, assets_of
from changes.wish.parser import understand

OFTEN = 3
MOST = 3


@dataclass(frozen=True)
class Suggestion:
    """`wish` can be subscribed as it is."""

    wish: str
    times: int


def suggestions(texts: Iterable[str], known: Sequence[str], held: Iterable[Subscription] = ()) -> list[Suggestion]:
    """Tables (not single columns) that were mentioned three times or more and are not followed yet."""
    followed = [pattern for one in held for pattern in _patterns(one)]
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update({table for name in mentioned(text) if (table := _table(name, known))})
    fresh = [(name, times) for name, times in counts.items() if times >= OFTEN and not _followed(name, followed)]
    best = sorted(fresh, key=lambda one: (-one[1], one[0]))[:MOST]
    return [Suggestion(f"{name}.*" if ":" not in name else f"{name}/*", times) for name, times in best]


def _table(written: str, known: Sequence[str]) -> str | None:
    """The whole that a mentioned part belongs to."""
    asset = resolve(written, known)
    if asset is None:
        tables = [name for name in known if written.lower() in parse(name).parts]
        asset = tables[0] if tables else None
    if asset is None:
        return None
    parts = parse(asset).parts
    if ":" in asset or len(parts) < 3:
        return asset
    return ".".join(parts[:-1])


def _followed(name: str, patterns: Iterable[str]) -> bool:
    return any(covers(pattern, name) for pattern in patterns)


def _patterns(one: Subscription) -> tuple[str, ...]:
    try:
        return assets_of(understand(one.wish))
    except BadWish:
        return ()
