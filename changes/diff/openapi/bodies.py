"""Request and response bodies: the media types they come in, and whether each says what is in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from changes.diff.openapi.endpoints import Endpoint, Scope
from changes.diff.openapi.place import Direction, Place
from changes.diff.plain import Node, mapping
from changes.model import Difference


@dataclass(frozen=True)
class Media:
    """A media type by its parts: `application/vnd.shop+json; charset=utf-8`."""

    main: str
    sub: str
    suffix: str
    parameters: str

    @classmethod
    def of(cls, written: str) -> "Media":
        name, _, parameters = written.lower().replace(" ", "").partition(";")
        main, _, sub = name.partition("/")
        plain, plus, suffix = sub.rpartition("+")
        return cls(main, plain if plus else sub, suffix if plus else "", parameters)

    def holds(self, other: "Media") -> bool:
        """Is everything of the other type also of this one? `application/json` holds `application/problem+json`."""
        if self.main not in ("*", other.main) or self.parameters not in ("", other.parameters):
            return False
        if self.sub == "*":
            return self.suffix in ("", other.suffix)
        return (self.sub, self.suffix) == (other.sub, other.suffix) or (not self.suffix and self.sub == other.suffix)

    @property
    def as_text(self) -> bool:
        """Do numbers and words look alike in it?"""
        return "json" not in (self.sub, self.suffix) and "json" not in self.sub and self.sub != "*"


def request_body(scope: Scope, endpoint: Endpoint) -> Iterator[Difference]:
    old, new = (
        scope.versions.old.follow(endpoint.old.get("requestBody")),
        scope.versions.new.follow(endpoint.new.get("requestBody")),
    )
    there = "requestBody" in endpoint.old, "requestBody" in endpoint.new
    if there == (False, True):
        status = "required" if new.get("required") is True else "optional"
        yield endpoint.told(f"request-body-added-{status}", f"a request body was added, it is {status}")
    elif there == (True, False):
        yield endpoint.told("request-body-removed", "the request body was removed")
    elif all(there):
        yield from _demanded(endpoint, old, new)
        place = Place("body", "request", endpoint.words, endpoint.asset, "the request body")
        yield from content(scope, place, mapping(old.get("content")), mapping(new.get("content")))


def _demanded(endpoint: Endpoint, old: Node, new: Node) -> Iterator[Difference]:
    before, after = old.get("required") is True, new.get("required") is True
    if after and not before:
        yield endpoint.told("request-body-became-required", "the request body must now be given")
    if before and not after:
        yield endpoint.told("request-body-became-optional", "the request body may now be left out")


def content(scope: Scope, place: Place, old: Node, new: Node) -> Iterator[Difference]:
    """Media types that came, went, or stayed under the same or a related name."""
    pairs = _matched(old, new, place.direction)
    for media in sorted(new.keys() - {after for _, after in pairs}):
        yield place.told(f"{_prefix(place.direction)}-media-type-added", f"{place.title} may now be `{media}`")
    for media in sorted(old.keys() - {before for before, _ in pairs}):
        yield place.told(f"{_prefix(place.direction)}-media-type-removed", f"{place.title} may no longer be `{media}`")
    for before, after in pairs:
        if before != after and place.direction == "response":
            yield _renamed(place, before, after)
        yield from _media(scope, place, after, mapping(old[before]), mapping(new[after]))


def _prefix(direction: Direction) -> str:
    return "request-body" if direction == "request" else "response"


def _matched(old: Node, new: Node, direction: Direction) -> list[tuple[str, str]]:
    exact = [(media, media) for media in sorted(old.keys() & new.keys())]
    left = sorted(new.keys() - old.keys())
    related = []
    for media in sorted(old.keys() - new.keys()):
        partner = next((other for other in left if _related(Media.of(media), Media.of(other), direction)), None)
        if partner:
            left.remove(partner)
            related.append((media, partner))
    return exact + related


def _related(old: Media, new: Media, direction: Direction) -> bool:
    """A request may only be asked for in a wider type; a response by a related name is still a response."""
    if new.holds(old):
        return True
    return direction == "response" and (
        old.holds(new) or (old.main, old.sub, old.suffix) == (new.main, new.sub, new.suffix)
    )


def _renamed(place: Place, before: str, after: str) -> Difference:
    old, new = Media.of(before), Media.of(after)
    verb = "changed"
    if new.holds(old) != old.holds(new):
        verb = "generalized" if new.holds(old) else "specialized"
    return place.told(f"response-media-type-name-{verb}", f"{place.title} comes as `{after}`, no longer as `{before}`")


def _media(scope: Scope, place: Place, media: str, old: Node, new: Node) -> Iterator[Difference]:
    there = "schema" in old, "schema" in new
    text = f"`{media}` of {place.title}"
    if there == (False, True):
        yield place.told(f"{place.direction}-body-media-type-schema-added", f"{text} now has a schema")
    elif there == (True, False):
        yield place.told(f"{place.direction}-body-media-type-schema-removed", f"{text} no longer has a schema")
    elif all(there):
        inner = Place(
            place.kind, place.direction, place.endpoint, place.asset, place.title, as_text=Media.of(media).as_text
        )
        yield from scope.walk.schemas(old["schema"], new["schema"], inner)
