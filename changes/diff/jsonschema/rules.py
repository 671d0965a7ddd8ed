"""The rules of JSON Schema with their levels: what narrows the schema breaks those who wrote by the old one."""

from functools import cache

from changes.diff.levels import LEVELS, Level, difference
from changes.model import Difference

RULES = """
type-removed                      ERR   a type of value is no longer allowed
type-added                        INFO  a type of value is now allowed as well
const-added                       ERR   only one value is allowed now
const-removed                     INFO  other values are allowed now
enum-added                        ERR   values are limited to a list now
enum-removed                      INFO  values are no longer limited to a list
enum-value-removed                ERR   a value of the list is no longer allowed
enum-value-added                  INFO  a value was added to the list
required-added                    ERR   a property must be given now
required-removed                  INFO  a property may be left out now
property-constrained              WARN  a property that was anything before must now fit a schema
property-added                    INFO  a property is allowed now
property-removed                  ERR   a property is no longer allowed
property-freed                    INFO  a property may be anything now
additional-properties-closed      ERR   other properties are no longer allowed
additional-properties-opened      INFO  other properties are allowed now
limit-tightened                   ERR   a limit was set or tightened
limit-loosened                    INFO  a limit was loosened or dropped
pattern-added                     ERR   text must match a pattern now
pattern-changed                   ERR   text must match another pattern
pattern-removed                   INFO  text need not match a pattern any more
format-added                      ERR   text must be of a format now
format-changed                    ERR   text must be of another format
format-removed                    INFO  text may be of any format now
tuple-changed                     ERR   a list has another number of fixed places
list-became-tuple                 ERR   a list has fixed places now
tuple-became-list                 INFO  a list has no fixed places any more
choice-added                      INFO  one more form is allowed
constraint-added                  ERR   another constraint was put on
constraint-changed                WARN  a constraint changed in a way we cannot judge
constraint-removed                INFO  a constraint was dropped
"""
PREFIX = "json-schema-"


@cache
def levels() -> dict[str, Level]:
    lines = [line.split(maxsplit=2) for line in RULES.strip().splitlines()]
    return {name: next(known for known in LEVELS if known == level) for name, level, _ in lines}


def told(rule: str, text: str, asset: str) -> Difference:
    return difference(f"{PREFIX}{rule}", levels()[rule], text, asset)
