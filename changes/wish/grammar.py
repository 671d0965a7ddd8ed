"""The language of wishes as values: a wish is a test or a combination of wishes."""

from dataclasses import dataclass
from typing import Literal

from changes.model import Kind, Severity, State

Comparison = Literal[">=", "<=", "=", ">", "<"]


class BadWish(ValueError):
    """A text that is no wish; `position` is where it stops making sense, `instead` what may have been meant."""

    def __init__(self, text: str, position: int, why: str, instead: str = "") -> None:
        hint = f" Did you mean `{instead}`?" if instead else ""
        super().__init__(f"{why} (at letter {position + 1}).{hint}")
        self.text = text
        self.position = position
        self.why = why
        self.instead = instead

    def pointed(self) -> str:
        """The text with a mark under the place."""
        return f"{self.text}\n{' ' * self.position}^"


@dataclass(frozen=True)
class Everything:
    pass


@dataclass(frozen=True)
class OfAsset:
    pattern: str


@dataclass(frozen=True)
class OfKind:
    kind: Kind


@dataclass(frozen=True)
class InState:
    state: State


@dataclass(frozen=True)
class Breaking:
    """`breaking: False` asks for changes that are said to be harmless."""

    breaking: bool


@dataclass(frozen=True)
class AsSevere:
    comparison: Comparison
    severity: Severity


@dataclass(frozen=True)
class About:
    """By meaning, not by name."""

    topic: str


@dataclass(frozen=True)
class Not:
    wish: "Wish"


@dataclass(frozen=True)
class AllOf:
    wishes: tuple["Wish", ...]


@dataclass(frozen=True)
class AnyOf:
    wishes: tuple["Wish", ...]


Test = Everything | OfAsset | OfKind | InState | Breaking | AsSevere | About
Wish = Test | Not | AllOf | AnyOf


def all_of(*wishes: Wish) -> Wish:
    """Joined flat: a conjunction within a conjunction is one conjunction."""
    flat = [part for wish in wishes for part in (wish.wishes if isinstance(wish, AllOf) else (wish,))]
    unique = tuple(dict.fromkeys(flat))
    return unique[0] if len(unique) == 1 else AllOf(unique)


def any_of(*wishes: Wish) -> Wish:
    flat = [part for wish in wishes for part in (wish.wishes if isinstance(wish, AnyOf) else (wish,))]
    unique = tuple(dict.fromkeys(flat))
    return unique[0] if len(unique) == 1 else AnyOf(unique)


def assets_of(wish: Wish) -> tuple[str, ...]:
    """Patterns that are wished for, not those excluded."""
    if isinstance(wish, OfAsset):
        return (wish.pattern,)
    if isinstance(wish, AllOf | AnyOf):
        return tuple(pattern for part in wish.wishes for pattern in assets_of(part))
    return ()


def topics_of(wish: Wish) -> tuple[str, ...]:
    """Everything that must be compared by meaning, excluded or not."""
    if isinstance(wish, About):
        return (wish.topic,)
    if isinstance(wish, Not):
        return topics_of(wish.wish)
    if isinstance(wish, AllOf | AnyOf):
        return tuple(topic for part in wish.wishes for topic in topics_of(part))
    return ()
