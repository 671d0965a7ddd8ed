"""The smallest example of every rule about schemas: the old and the new schema, by the row of the table."""

from typing import Any

TEXT: dict[str, Any] = {"type": "string"}
NUMBER: dict[str, Any] = {"type": "number"}
LIST: dict[str, Any] = {"type": "array"}
THING: dict[str, Any] = {"type": "object"}
A, B = {"type": "object", "title": "A"}, {"type": "object", "title": "B"}
PLAIN, NOTE = {"type": "object"}, {"title": "a note"}
PET: dict[str, Any] = {"propertyName": "kind", "mapping": {"cat": "A", "dog": "B"}}


def both_ways(row: str, base: dict[str, Any], **more: Any) -> dict[str, tuple[Any, Any]]:
    """Something is put on, or taken from, a schema."""
    return {f"{row}-added": (base, {**base, **more}), f"{row}-removed": ({**base, **more}, base)}


def limit(row: str, keyword: str, base: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    low, high = {**base, keyword: 2}, {**base, keyword: 5}
    return {
        f"{row}-increased": (low, high),
        f"{row}-decreased": (high, low),
        f"{row}-set": (base, low),
        f"{row}-unset": (low, base),
    }


def value(row: str, keyword: str) -> dict[str, tuple[Any, Any]]:
    one, other = {**TEXT, keyword: "a"}, {**TEXT, keyword: "b"}
    return {f"{row}-added": (TEXT, one), f"{row}-removed": (one, TEXT), f"{row}-changed": (one, other)}


def choice(row: str, keyword: str) -> dict[str, tuple[Any, Any]]:
    one, two = {keyword: [A]}, {keyword: [A, B]}
    return {f"{row}-added": (one, two), f"{row}-removed": (two, one)}


EXAMPLES: dict[str, tuple[Any, Any]] = {
    "became-nullable": (TEXT, {"type": ["string", "null"]}),
    "became-not-nullable": ({"type": ["string", "null"]}, TEXT),
    "became-enum": (TEXT, {**TEXT, "enum": ["a"]}),
    "enum-value-added": ({**TEXT, "enum": ["a"]}, {**TEXT, "enum": ["a", "b"]}),
    "enum-value-removed": ({**TEXT, "enum": ["a", "b"]}, {**TEXT, "enum": ["a"]}),
    "x-extensible-enum-value-removed": (
        {**TEXT, "x-extensible-enum": ["a", "b"]},
        {**TEXT, "x-extensible-enum": ["a"]},
    ),
    "list-of-types-widened": ({"oneOf": [TEXT, NUMBER]}, {"oneOf": [TEXT, NUMBER, {"type": "boolean"}]}),
    "list-of-types-narrowed": ({"oneOf": [TEXT, NUMBER, {"type": "boolean"}]}, {"oneOf": [TEXT, NUMBER]}),
    "type-changed": (LIST, {"type": "boolean"}),
    "type-generalized": ({"type": "integer"}, NUMBER),
    "type-specialized": (NUMBER, {"type": "integer"}),
    "pattern-generalized": ({**TEXT, "pattern": "[a-z]+"}, {**TEXT, "pattern": ".*"}),
    "dependent-required-changed": (
        {**THING, "dependentRequired": {"card": ["name"]}},
        {**THING, "dependentRequired": {"card": ["address"]}},
    ),
    "content-encoding-changed": ({**TEXT, "contentEncoding": "base64"}, {**TEXT, "contentEncoding": "base32"}),
    "content-media-type-changed": (
        {**TEXT, "contentMediaType": "image/png"},
        {**TEXT, "contentMediaType": "image/gif"},
    ),
    "all-of-added-annotation-only": ({"allOf": [PLAIN]}, {"allOf": [PLAIN, NOTE]}),
    "all-of-removed-annotation-only": ({"allOf": [PLAIN, NOTE]}, {"allOf": [PLAIN]}),
    "wrapped-in-one-of": (
        {**THING, "properties": {"a": TEXT, "b": TEXT}},
        {"oneOf": [{**THING, "properties": {"a": TEXT}}, {**THING, "properties": {"b": TEXT}}]},
    ),
    "discriminator-property-name-changed": (
        {"oneOf": [A, B], "discriminator": PET},
        {"oneOf": [A, B], "discriminator": {**PET, "propertyName": "sort"}},
    ),
    "discriminator-mapping-added": (
        {"oneOf": [A, B], "discriminator": {"propertyName": "kind", "mapping": {"cat": "A"}}},
        {"oneOf": [A, B], "discriminator": PET},
    ),
    "discriminator-mapping-deleted": (
        {"oneOf": [A, B], "discriminator": PET},
        {"oneOf": [A, B], "discriminator": {"propertyName": "kind", "mapping": {"cat": "A"}}},
    ),
    "discriminator-mapping-changed": (
        {"oneOf": [A, B], "discriminator": PET},
        {"oneOf": [A, B], "discriminator": {"propertyName": "kind", "mapping": {"cat": "A", "dog": "C"}}},
    ),
    **choice("all-of", "allOf"),
    **choice("any-of", "anyOf"),
    **choice("one-of", "oneOf"),
    **value("const", "const"),
    **value("default-value", "default"),
    **value("pattern", "pattern"),
    **limit("min", "minimum", NUMBER),
    **limit("max", "maximum", NUMBER),
    **limit("exclusive-min", "exclusiveMinimum", NUMBER),
    **limit("exclusive-max", "exclusiveMaximum", NUMBER),
    **limit("min-length", "minLength", TEXT),
    **limit("max-length", "maxLength", TEXT),
    **limit("min-items", "minItems", LIST),
    **limit("max-items", "maxItems", LIST),
    **limit("min-contains", "minContains", LIST),
    **limit("max-contains", "maxContains", LIST),
    **both_ways("contains", LIST, contains=TEXT),
    **both_ways("prefix-items", LIST, prefixItems=[TEXT]),
    **both_ways("unevaluated-items", LIST, unevaluatedItems=False),
    **both_ways("unevaluated-properties", THING, unevaluatedProperties=False),
    **both_ways("if", THING, **{"if": {"required": ["a"]}}),
    **both_ways("then", THING, then={"required": ["b"]}),
    **both_ways("else", THING, **{"else": {"required": ["c"]}}),
    **both_ways("property-names", THING, propertyNames={"pattern": "^[a-z]+$"}),
    **both_ways("pattern-property", THING, patternProperties={"^x-": TEXT}),
    **both_ways("dependent-required", THING, dependentRequired={"card": ["name"]}),
    **both_ways("dependent-schema", THING, dependentSchemas={"card": {"required": ["name"]}}),
    **both_ways("content-schema", TEXT, contentSchema=THING),
    **both_ways("discriminator", {"oneOf": [A, B]}, discriminator=PET),
}
