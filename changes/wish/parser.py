"""Text to wish: `warehouse.orders.* breaking -kind:api`. Side by side means "and"; assets or kinds side by side mean "any of"."""

import re
from dataclasses import dataclass
from typing import cast, get_args

from changes.assets import BadAsset, parse
from changes.model import KINDS, SEVERITIES, Kind, Severity, State
from changes.wish.grammar import (
    About,
    AsSevere,
    BadWish,
    Breaking,
    Comparison,
    Everything,
    InState,
    Not,
    OfAsset,
    OfKind,
    Test,
    Wish,
    all_of,
    any_of,
)
from changes.wish.scanner import Piece, pieces

DEEPEST = 20
ALIASES = {"info": "low", "warn": "medium", "warning": "medium", "err": "high", "error": "high", "major": "high"}
SEVERE = re.compile(r"severity\s*(>=|<=|>|<|=|:)\s*(.*)", re.IGNORECASE)
FIELDS = ("kind", "severity", "state", "about", "asset")
WISHED = (*KINDS, "docs")  # nothing announced is only about documents, but people say that they do not want it
PLAIN = ("breaking", "harmless", "everything", "about")


def understand(text: str) -> Wish:
    """Raises BadWish with the place and a guess at what was meant."""
    return _Parser(text, pieces(text)).whole()


@dataclass
class _Parser:
    text: str
    todo: list[Piece]
    at: int = 0
    depth: int = 0

    def whole(self) -> Wish:
        if self.todo[0].sort == "end":
            raise BadWish(self.text, 0, "say what you want to hear of, such as `warehouse.orders.* breaking`")
        wish = self.alternatives()
        if self.next.sort != "end":
            raise BadWish(self.text, self.next.start, "this closes a bracket that was never opened")
        return wish

    @property
    def next(self) -> Piece:
        return self.todo[self.at]

    def take(self) -> Piece:
        self.at += 1
        return self.todo[self.at - 1]

    def alternatives(self) -> Wish:
        found = [self.together()]
        while self.next.sort == "or":
            self.take()
            found.append(self.together())
        return any_of(*found) if len(found) > 1 else found[0]

    def together(self) -> Wish:
        """Parts joined by AND, or just side by side: then tests of one field gather into "any of them"."""
        parts, side = [], [self.single()]
        while self.next.sort not in ("or", ")", "end"):
            if self.next.sort == "and":
                self.take()
                parts.extend(_gathered(side))
                side = []
            side.append(self.single())
        return all_of(*parts, *_gathered(side))

    def single(self) -> Wish:
        piece, negated = self.take(), False
        while piece.sort == "not":
            piece, negated = self.take(), not negated
        wish = self.positive(piece)
        if not negated:
            return wish
        return wish.wish if isinstance(wish, Not) else Not(wish)

    def positive(self, piece: Piece) -> Wish:
        if piece.sort == "(":
            return self.bracketed(piece)
        if piece.sort == "text":
            return _about(self.text, piece)
        if piece.sort == "word":
            return self.test(piece)
        raise BadWish(self.text, piece.start, _missing(piece))

    def bracketed(self, opening: Piece) -> Wish:
        self.depth += 1
        if self.depth > DEEPEST:
            raise BadWish(self.text, opening.start, f"brackets go at most {DEEPEST} deep")
        wish = self.alternatives()
        if self.next.sort != ")":
            raise BadWish(self.text, opening.start, "this bracket is never closed")
        self.take()
        self.depth -= 1
        return wish

    def test(self, piece: Piece) -> Test:
        word = piece.text.lower()
        if word in ("about", "about:"):
            return _about(self.text, self.take())
        if word in ("breaking", "harmless"):
            return Breaking(word == "breaking")
        if word in ("*", "everything", "all"):
            return Everything()
        if word.startswith("severity"):
            return _severity(self.text, piece)
        return self.field(piece)

    def field(self, piece: Piece) -> Test:
        name, colon, value = piece.text.partition(":")
        if colon and name.lower() == "kind":
            return OfKind(cast(Kind, _one_of(self.text, piece, value, WISHED, "kind")))
        if colon and name.lower() == "state":
            states = tuple(state.replace(" ", "-") for state in get_args(State))
            return InState(cast(State, _one_of(self.text, piece, value, states, "state").replace("-", " ")))
        if colon and name.lower() == "asset":
            return _asset(self.text, piece, value)
        if colon and (near := _nearest(name, FIELDS)) and near != name.lower():
            raise BadWish(self.text, piece.start, f"there is no `{name}:`", f"{near}:{value}")
        return _asset(self.text, piece, piece.text)


def _gathered(side: list[Wish]) -> list[Wish]:
    """`a.* b.* breaking` asks for breaking changes of either."""
    for sort in (OfAsset, OfKind):
        same = [wish for wish in side if isinstance(wish, sort)]
        if len(same) > 1:
            first = side.index(same[0])
            rest = [wish for wish in side if not isinstance(wish, sort)]
            side = [*rest[:first], any_of(*same), *rest[first:]]
    return side


def _about(text: str, piece: Piece) -> About:
    if piece.sort != "text" or not piece.text:
        raise BadWish(text, piece.start, 'after `about` comes a topic in quotes, as in about "payment latency"')
    return About(" ".join(piece.text.split()))


def _severity(text: str, piece: Piece) -> AsSevere:
    match = SEVERE.fullmatch(piece.text)
    if match is None:
        raise BadWish(text, piece.start, "severity is compared without spaces", "severity>=high")
    sign, written = match.groups()
    level = _one_of(text, piece, ALIASES.get(written.lower(), written), SEVERITIES, "severity")
    return AsSevere(cast(Comparison, "=" if sign == ":" else sign), cast(Severity, level))


def _asset(text: str, piece: Piece, name: str) -> OfAsset:
    if "." not in name and ":" not in name and (near := _nearest(name, PLAIN)) and near != name.lower():
        raise BadWish(text, piece.start, f"`{name}` is neither a test nor looks like an asset", near)
    try:
        return OfAsset(str(parse(name)))
    except BadAsset as error:
        raise BadWish(text, piece.start, str(error)) from error


def _one_of(text: str, piece: Piece, value: str, choices: tuple[str, ...], what: str) -> str:
    if value.lower() in choices:
        return value.lower()
    near = _nearest(value, choices)
    whole = piece.text[: len(piece.text) - len(value)] + near if near else ""
    raise BadWish(text, piece.start, f"`{value}` is no {what}; there are {', '.join(choices)}", whole)


def _nearest(word: str, choices: tuple[str, ...]) -> str:
    from rapidfuzz import fuzz, process

    found = process.extractOne(word.lower(), choices, scorer=fuzz.ratio, score_cutoff=74)
    return str(found[0]) if found else ""


def _missing(piece: Piece) -> str:
    if piece.sort == "end":
        return "something is missing at the end"
    return (
        "a bracket closes on nothing" if piece.sort == ")" else f"`{piece.text}` joins two wishes, and one is missing"
    )
