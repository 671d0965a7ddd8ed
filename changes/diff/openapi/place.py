"""Where in an API a schema stands: which rules apply there, and how to speak of it."""

from dataclasses import dataclass, replace
from typing import Literal

from changes.diff.levels import difference
from changes.diff.openapi.rule_levels import levels
from changes.model import Difference

Kind = Literal["parameter", "header", "body"]
Direction = Literal["request", "response"]
# The one rule about enums of a response body has a name of its own.
RENAMED = {"response-body-enum-value-removed": "response-mediatype-enum-value-removed"}


@dataclass(frozen=True)
class Place:
    """`title` names what holds the schema; `path` leads from there to a property, empty at the top.

    `as_text`: values travel as text (parameters, XML), so that a number fits where a string is read.
    `exploded`: a parameter whose single value is also a list of one.
    `guarded`: only the server, or only the client, ever writes it.
    """

    kind: Kind
    direction: Direction
    endpoint: str
    asset: str
    title: str
    path: str = ""
    located: str = ""
    as_text: bool = False
    exploded: bool = False
    guarded: bool = False

    @property
    def words(self) -> str:
        return f"the property `{self.path}` of {self.title}" if self.path else self.title

    @property
    def top(self) -> bool:
        return not self.path

    def below(self, step: str) -> "Place":
        return replace(self, path=f"{self.path}/{step}" if self.path else step, guarded=False)

    def kept_by(self, *, guarded: bool) -> "Place":
        return replace(self, guarded=guarded)

    def tell(self, text: str, *rows: str) -> Difference | None:
        """The difference by the first of these rows that has a rule here."""
        for row in rows:
            for prefix in self._prefixes():
                rule = RENAMED.get(f"{prefix}-{row}", f"{prefix}-{row}")
                if rule in levels():
                    return self.told(rule, text)
        return None

    def told(self, rule: str, text: str) -> Difference:
        return difference(rule, levels()[rule], f"{self.endpoint}: {text}", self.asset)

    def _prefixes(self) -> tuple[str, ...]:
        if self.kind == "header":
            return ("response-header",) if self.top else ()
        if self.kind == "parameter":
            return self._parameter_prefixes()
        if self.top:
            return (f"{self.direction}-body",)
        gentle = "request-read-only-property" if self.direction == "request" else "response-write-only-property"
        return (gentle, f"{self.direction}-property") if self.guarded else (f"{self.direction}-property",)

    def _parameter_prefixes(self) -> tuple[str, ...]:
        if self.top:
            return ("request-parameter",)
        inner = ("request-parameter-property",)
        if self.path == "items":
            return (*inner, "request-parameter")
        return ("request-header-property", *inner) if self.located == "header" else inner
