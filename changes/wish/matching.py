"""Does a change fulfil a wish? Yes or no, with the reason in words. Asked for each asset of the change on its own."""

from collections.abc import Callable
from dataclasses import dataclass

from changes.assets import covers, relation
from changes.model import SEVERITIES, Change
from changes.wish.grammar import (
    About,
    AllOf,
    AnyOf,
    AsSevere,
    Breaking,
    Comparison,
    InState,
    Not,
    OfAsset,
    OfKind,
    Wish,
)

Similarity = Callable[[str], float]
ALIKE = 0.42  # cosine of topic and change from which on people called them related, see tests/changes/wish


@dataclass(frozen=True)
class Verdict:
    """`because` names what fulfilled the wish, or what stood against it."""

    fulfilled: bool
    because: tuple[str, ...] = ()


def verdict(wish: Wish, change: Change, similarity: Similarity = lambda topic: 0.0) -> Verdict:
    """A wish is fulfilled when it holds for one of the assets; an excluded asset does not hide the others."""
    answers = [_judge(wish, change, asset, similarity) for asset in change.content.assets or (None,)]
    good = [answer for answer in answers if answer.fulfilled]
    reasons = tuple(dict.fromkeys(reason for answer in good or answers for reason in answer.because))
    return Verdict(bool(good), reasons)


def _judge(wish: Wish, change: Change, asset: str | None, similarity: Similarity) -> Verdict:
    if isinstance(wish, AllOf):
        return _all([_judge(part, change, asset, similarity) for part in wish.wishes])
    if isinstance(wish, AnyOf):
        return _any([_judge(part, change, asset, similarity) for part in wish.wishes])
    if isinstance(wish, Not):
        return _excluded(wish.wish, change, asset, similarity)
    return _test(wish, change, asset, similarity)


def _excluded(wish: Wish, change: Change, asset: str | None, similarity: Similarity) -> Verdict:
    """Excluding a part does not exclude the whole that contains it."""
    if isinstance(wish, OfAsset):
        hit = asset is not None and covers(wish.pattern, asset)
        return Verdict(not hit, (f"`{asset}` is excluded by `{wish.pattern}`",) if hit else ())
    inner = _judge(wish, change, asset, similarity)
    return Verdict(not inner.fulfilled, tuple(f"excluded: {reason}" for reason in inner.because if inner.fulfilled))


def _test(wish: Wish, change: Change, asset: str | None, similarity: Similarity) -> Verdict:
    content = change.content
    match wish:
        case OfAsset(pattern):
            return _asset(pattern, asset)
        case OfKind(kind):
            return Verdict(content.kind == kind, (f"its kind is {content.kind}",))
        case InState(state):
            return Verdict(change.state == state, (f"it is {change.state}",))
        case Breaking(breaking):
            return _breaking(breaking, content.breaking)
        case AsSevere(comparison, severity):
            holds = _compare(comparison, SEVERITIES.index(content.severity) - SEVERITIES.index(severity))
            return Verdict(holds, (f"its severity is {content.severity}",))
        case About(topic):
            alike = similarity(topic)
            return Verdict(alike >= ALIKE, (f"it is {'' if alike >= ALIKE else 'not '}about “{topic}”",))
    return Verdict(fulfilled=True, because=("you asked for everything",))


def _asset(pattern: str, asset: str | None) -> Verdict:
    if asset is None:
        return Verdict(fulfilled=False, because=("it names no asset",))
    lies = relation(pattern, asset)
    shown = f"`{asset}`"
    reasons = {
        "same": f"{shown} is what you watch" if pattern == asset else f"{shown} matches `{pattern}`",
        "part": f"{shown} is a part of `{pattern}`",
        "whole": f"{shown} contains `{pattern}`",
        "": f"{shown} is not `{pattern}`",
    }
    return Verdict(bool(lies), (reasons[lies],))


def _breaking(wanted: bool, said: bool | None) -> Verdict:
    """Whoever asks for breaking changes also hears of those of which nobody can tell."""
    if wanted:
        return Verdict(
            said is not False,
            ("it breaks readers" if said else "it may break readers" if said is None else "it is harmless",),
        )
    return Verdict(said is False, ("it is harmless" if said is False else "it is not said to be harmless",))


def _compare(comparison: Comparison, difference: int) -> bool:
    return {
        ">=": difference >= 0,
        "<=": difference <= 0,
        ">": difference > 0,
        "<": difference < 0,
        "=": difference == 0,
    }[comparison]


def _all(verdicts: list[Verdict]) -> Verdict:
    against = [one for one in verdicts if not one.fulfilled]
    chosen = against[:1] or verdicts
    return Verdict(not against, tuple(reason for one in chosen for reason in one.because))


def _any(verdicts: list[Verdict]) -> Verdict:
    holding = [one for one in verdicts if one.fulfilled]
    chosen = holding or verdicts
    return Verdict(bool(holding), tuple(reason for one in chosen for reason in one.because))
