"""Which rule exists where, and how bad it is: one row a rule, one column a place. What has no level here is not told.

The ids are oasdiff's: the place, a hyphen, the row (`request-property-max-decreased`). A dash means that there is no such rule.
"""

from functools import cache

from changes.diff.levels import LEVELS, Level

COLUMNS = {
    "param": "request-parameter",
    "p.prop": "request-parameter-property",
    "body": "request-body",
    "prop": "request-property",
    "header": "response-header",
    "r.body": "response-body",
    "r.prop": "response-property",
}

# The server reads requests: what it no longer accepts breaks. The client reads responses: what is new to it breaks.
TABLE = """
Is it there at all:                     param p.prop   body   prop header r.body r.prop
added                                       -      -      -      -   INFO      -      -
added-required                              -      -    ERR      -      -      -      -
added-optional                              -      -   INFO      -      -      -      -
removed                                  WARN      -    ERR   WARN      -      -      -
removed-with-deprecation                 INFO      -      -      -      -      -      -
removed-before-sunset                     ERR      -      -      -      -      -      -
media-type-added                            -      -   INFO      -      -      -      -
media-type-removed                          -      -    ERR      -      -      -      -
media-type-schema-added                     -      -    ERR      -      -   INFO      -
media-type-schema-removed                   -      -   INFO      -      -   WARN      -

Must it be given, may it be null:       param p.prop   body   prop header r.body r.prop
became-required                           ERR      -    ERR    ERR      -      -   INFO
became-required-with-default                -      -      -    ERR      -      -      -
became-optional                          INFO      -   INFO   INFO    ERR      -    ERR
became-nullable                          INFO   INFO   INFO   INFO    ERR    ERR    ERR
became-not-nullable                       ERR    ERR    ERR    ERR   INFO   INFO   INFO
dependent-required-added                    -      -    ERR    ERR      -   INFO   INFO
dependent-required-changed                  -      -    ERR    ERR      -    ERR    ERR
dependent-required-removed                  -      -   INFO   INFO      -    ERR    ERR

Which types:                            param p.prop   body   prop header r.body r.prop
type-changed                              ERR   WARN    ERR    ERR    ERR    ERR    ERR
type-generalized                         INFO   INFO   INFO   INFO    ERR    ERR    ERR
type-specialized                            -    ERR      -      -   INFO   INFO   INFO
type-compatible                             -      -   INFO   INFO   INFO   INFO   INFO
list-of-types-widened                    INFO   INFO   INFO   INFO      -    ERR    ERR
list-of-types-narrowed                    ERR    ERR    ERR    ERR      -   INFO   INFO

Which values:                           param p.prop   body   prop header r.body r.prop
became-enum                               ERR      -    ERR    ERR      -      -      -
enum-value-added                         INFO   INFO      -   INFO      -      -   WARN
enum-value-removed                        ERR    ERR    ERR    ERR      -      -   INFO
x-extensible-enum-value-removed           ERR      -      -    ERR      -      -      -
const-added                                 -      -    ERR    ERR      -   INFO   INFO
const-changed                               -      -    ERR    ERR      -    ERR    ERR
const-removed                               -      -   INFO   INFO      -    ERR    ERR
default-value-added                       ERR      -   INFO   INFO      -   INFO   INFO
default-value-changed                     ERR      -   INFO   INFO      -   INFO   INFO
default-value-removed                     ERR      -   INFO   INFO      -   INFO   INFO
pattern-added                             ERR      -      -    ERR      -      -   INFO
pattern-changed                          WARN      -      -   WARN      -      -   INFO
pattern-generalized                      INFO      -      -   INFO      -      -      -
pattern-removed                          INFO      -      -   INFO      -      -   INFO

How large, how long, how many:          param p.prop   body   prop header r.body r.prop
exclusive-max-decreased                   ERR      -    ERR    ERR      -      -      -
exclusive-max-increased                  INFO      -   INFO   INFO      -    ERR    ERR
exclusive-max-set                        WARN      -   WARN   WARN      -      -      -
exclusive-min-decreased                  INFO      -   INFO   INFO      -    ERR    ERR
exclusive-min-increased                   ERR      -    ERR    ERR      -      -      -
exclusive-min-set                        WARN      -   WARN   WARN      -      -      -
max-contains-decreased                      -      -    ERR    ERR      -   INFO   INFO
max-contains-increased                      -      -   INFO   INFO      -    ERR    ERR
max-decreased                             ERR      -    ERR    ERR      -      -      -
max-increased                            INFO      -   INFO   INFO      -    ERR    ERR
max-items-decreased                       ERR      -      -      -      -      -      -
max-items-increased                      INFO      -      -      -      -      -      -
max-length-decreased                      ERR      -    ERR    ERR      -      -      -
max-length-increased                     INFO      -   INFO   INFO      -    ERR    ERR
max-length-set                           WARN      -   WARN   WARN      -      -      -
max-length-unset                            -      -      -      -      -    ERR    ERR
max-set                                  WARN      -   WARN   WARN      -      -      -
min-contains-decreased                      -      -   INFO   INFO      -    ERR    ERR
min-contains-increased                      -      -    ERR    ERR      -   INFO   INFO
min-decreased                            INFO      -   INFO   INFO      -    ERR    ERR
min-increased                             ERR      -    ERR    ERR      -      -      -
min-items-decreased                      INFO      -      -      -      -    ERR    ERR
min-items-increased                       ERR      -    ERR    ERR      -      -      -
min-items-set                            WARN      -   WARN   WARN      -      -      -
min-items-unset                             -      -      -      -      -    ERR    ERR
min-length-decreased                     INFO      -   INFO   INFO      -    ERR    ERR
min-length-increased                      ERR      -    ERR    ERR      -      -      -
min-set                                  WARN      -   WARN   WARN      -      -      -

Composed of what:                       param p.prop   body   prop header r.body r.prop
all-of-added                                -      -    ERR    ERR      -   INFO   INFO
all-of-added-annotation-only                -      -   INFO   INFO      -   INFO   INFO
all-of-removed                              -      -   WARN   WARN      -   INFO   INFO
all-of-removed-annotation-only              -      -   INFO   INFO      -   INFO   INFO
any-of-added                                -      -   INFO   INFO      -   INFO   INFO
any-of-removed                              -      -    ERR    ERR      -   INFO   INFO
one-of-added                                -      -   INFO   INFO      -    ERR    ERR
one-of-removed                              -      -    ERR    ERR      -   INFO   INFO
wrapped-in-one-of                           -      -    ERR      -      -    ERR      -
discriminator-added                         -      -   INFO   INFO      -   INFO   INFO
discriminator-removed                       -      -   INFO   INFO      -   INFO   INFO
discriminator-property-name-changed         -      -   INFO   INFO      -   INFO   INFO
discriminator-mapping-added                 -      -   INFO   INFO      -   INFO   INFO
discriminator-mapping-changed               -      -   INFO   INFO      -   INFO   INFO
discriminator-mapping-deleted               -      -   INFO   INFO      -   INFO   INFO

JSON Schema of OpenAPI 3.1:             param p.prop   body   prop header r.body r.prop
contains-added                              -      -    ERR    ERR      -   INFO   INFO
contains-removed                            -      -   INFO   INFO      -    ERR    ERR
content-encoding-changed                    -      -    ERR    ERR      -    ERR    ERR
content-media-type-changed                  -      -    ERR    ERR      -    ERR    ERR
content-schema-added                        -      -    ERR    ERR      -   INFO   INFO
content-schema-removed                      -      -   INFO   INFO      -    ERR    ERR
dependent-schema-added                      -      -    ERR    ERR      -   INFO   INFO
dependent-schema-removed                    -      -   INFO   INFO      -    ERR    ERR
else-added                                  -      -    ERR    ERR      -   INFO   INFO
else-removed                                -      -   INFO   INFO      -    ERR    ERR
if-added                                    -      -    ERR    ERR      -   INFO   INFO
if-removed                                  -      -   INFO   INFO      -    ERR    ERR
pattern-property-added                      -      -    ERR    ERR      -   INFO   INFO
pattern-property-removed                    -      -   INFO   INFO      -    ERR    ERR
prefix-items-added                          -      -   INFO   INFO      -    ERR    ERR
prefix-items-removed                        -      -    ERR    ERR      -   INFO   INFO
property-names-added                        -      -    ERR    ERR      -   INFO   INFO
property-names-removed                      -      -   INFO   INFO      -    ERR    ERR
then-added                                  -      -    ERR    ERR      -   INFO   INFO
then-removed                                -      -   INFO   INFO      -    ERR    ERR
unevaluated-items-added                     -      -    ERR    ERR      -   INFO   INFO
unevaluated-items-removed                   -      -   INFO   INFO      -    ERR    ERR
unevaluated-properties-added                -      -    ERR    ERR      -   INFO   INFO
unevaluated-properties-removed              -      -   INFO   INFO      -    ERR    ERR

How long will it live:                  param p.prop   body   prop header r.body r.prop
deprecated                               INFO      -      -   INFO      -      -   INFO
deprecated-sunset-invalid                   -      -      -    ERR      -      -    ERR
deprecated-sunset-missing                 ERR      -      -    ERR      -      -    ERR
deprecated-with-sunset                      -      -      -   INFO      -      -   INFO
reactivated                              INFO      -      -   INFO      -      -   INFO
stability-decreased                         -      -      -    ERR      -      -    ERR
stability-increased                         -      -      -   INFO      -      -   INFO
sunset-date-changed-too-small             ERR      -      -      -      -      -      -
sunset-date-too-small                     ERR      -      -    ERR      -      -    ERR
sunset-deleted                            ERR      -      -      -      -      -      -
sunset-parse                              ERR      -      -      -      -      -      -
"""

# A property that only one side ever writes is judged more gently, or by a rule of its own.
SPECIAL = """
request-header-property-became-enum                         ERR
request-header-property-became-required                     ERR
request-read-only-property-enum-value-removed              INFO
request-read-only-property-exclusive-max-decreased         INFO
request-read-only-property-exclusive-min-increased         INFO
request-read-only-property-max-decreased                   INFO
request-read-only-property-max-length-decreased            INFO
request-read-only-property-min-increased                   INFO
response-write-only-property-became-optional               INFO
response-write-only-property-became-required               INFO
response-write-only-property-enum-value-added              INFO
"""


@cache
def schema_levels() -> dict[str, Level]:
    """Rule id to level, for every rule about a schema."""
    found = {f"{place}-{row}": level for row, place, level in _cells()}
    for line in SPECIAL.strip().splitlines():
        rule, level = line.split()
        found[rule] = _level(level)
    return found


def _cells() -> list[tuple[str, str, Level]]:
    cells = []
    for line in filter(_is_rule, TABLE.splitlines()):
        row, *written = line.split()
        places = zip(COLUMNS.values(), written, strict=True)
        cells += [(row, place, _level(level)) for place, level in places if level != "-"]
    return cells


def _is_rule(line: str) -> bool:
    return bool(line) and not line.endswith("r.prop")


def _level(text: str) -> Level:
    return next(level for level in LEVELS if level == text)
