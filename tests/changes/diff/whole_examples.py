"""The smallest example of every rule that is not about a schema: the old and the new document, and the day where it matters."""

from typing import Any

from tests.changes.diff.specs import api, header, inside, parameter, request, response

TEXT: dict[str, Any] = {"type": "string"}
WHOLE: dict[str, tuple[Any, Any]] = {}
GRACE: dict[str, tuple[Any, Any]] = {}
DAY, LATER, PAST = "2026-06-01", "2026-09-01", "2025-01-01"
OAUTH: dict[str, Any] = {
    "type": "oauth2",
    "flows": {"implicit": {"authorizationUrl": "https://a.example", "scopes": {"read": "look"}}},
}
TOKENS: dict[str, Any] = {
    "type": "oauth2",
    "flows": {"clientCredentials": {"tokenUrl": "https://a.example", "scopes": {}}},
}


def example(rule: str, old: Any, new: Any) -> None:
    WHOLE[rule] = old, new


def there_and_back(added: str, removed: str, without: Any, having: Any) -> None:
    example(added, without, having)
    example(removed, having, without)


def operation(**more: Any) -> dict[str, Any]:
    return api({"responses": {}, **more})


def without_endpoint(path: str = "/other") -> dict[str, Any]:
    return api(paths={path: {"get": {"responses": {}}}})


def two_methods(**more: Any) -> dict[str, Any]:
    return api(paths={"/orders": {"post": {"responses": {}}, "get": {"responses": {}, **more}}})


def shared(**parameter: Any) -> dict[str, Any]:
    listed = [{"in": "query", "name": "page", "schema": TEXT, **parameter}] if parameter else []
    return api(paths={"/orders": {"parameters": listed, "post": {"responses": {}}}})


def scheme(**more: Any) -> dict[str, Any]:
    return api(components={"securitySchemes": {"main": more} if more else {}})


def body(**more: Any) -> dict[str, Any]:
    return operation(requestBody={"content": {}, **more})


def demanded(schema: Any) -> dict[str, Any]:
    return {**inside(schema), "required": ["part"]}


def headers(**more: Any) -> dict[str, Any]:
    return api({"responses": {"200": {"description": "done", "headers": more}}})


def in_header(schema: Any) -> dict[str, Any]:
    return api({"parameters": [{"in": "header", "name": "X-Who", "schema": schema}], "responses": {}})


def media(name: str) -> dict[str, Any]:
    return response(TEXT, name)


# Endpoints
dated = {"deprecated": True, "x-sunset": DAY}
there_and_back("endpoint-added", "api-removed-without-deprecation", operation(), two_methods())
example("api-removed-with-deprecation", two_methods(deprecated=True), operation())
example("api-removed-before-sunset", two_methods(**dated), operation())
example("api-path-removed-without-deprecation", operation(), without_endpoint())
example("api-path-removed-with-deprecation", operation(deprecated=True, **{"x-sunset": PAST}), without_endpoint())
example("api-path-removed-before-sunset", operation(**dated), without_endpoint())
example("api-path-sunset-parse", operation(deprecated=True, **{"x-sunset": "soon"}), without_endpoint())
there_and_back("endpoint-deprecated", "endpoint-reactivated", operation(), operation(deprecated=True))
example("endpoint-deprecated-with-sunset", operation(), operation(**dated))
example("api-deprecated-sunset-parse", operation(), operation(deprecated=True, **{"x-sunset": "soon"}))
example("api-sunset-date-too-small", operation(), operation(deprecated=True, **{"x-sunset": PAST}))
example("api-sunset-date-changed-too-small", operation(deprecated=True, **{"x-sunset": LATER}), operation(**dated))
example("sunset-deleted", operation(**dated), operation(deprecated=True))
example("api-invalid-stability-level", operation(), operation(**{"x-stability-level": "shaky"}))
example("api-stability-decreased", operation(), operation(**{"x-stability-level": "beta"}))
example("api-stability-increased", operation(**{"x-stability-level": "beta"}), operation())
there_and_back("webhook-added", "webhook-removed", api(), api(webhooks={"paid": {"post": {"responses": {}}}}))
hook = {"paid": {"{$request.body#/url}": {"post": {"responses": {}}}}}
there_and_back("callback-added", "callback-removed", operation(), operation(callbacks=hook))
GRACE["api-deprecated-sunset-missing"] = operation(), operation(deprecated=True)

# Names and versions
there_and_back("api-tag-added", "api-tag-removed", operation(), operation(tags=["shop"]))
there_and_back("api-operation-id-added", "api-operation-id-removed", operation(), operation(operationId="order"))
example("api-schema-removed", api(components={"schemas": {"Order": TEXT}}), api())
there_and_back("api-server-added", "api-server-removed", api(), api(servers=[{"url": "https://shop.example"}]))
example("api-version-not-bumped", api(info={"version": "1.0.0"}), {**without_endpoint(), "info": {"version": "1.0.0"}})
example(
    "api-major-version-not-bumped", api(info={"version": "1.0.0"}), {**without_endpoint(), "info": {"version": "1.1.0"}}
)
example("api-version-decreased", api(info={"version": "1.2.0"}), {**without_endpoint(), "info": {"version": "1.1.0"}})

# Security
key, scoped = [{"key": []}], [{"key": ["read"]}]
there_and_back("api-global-security-added", "api-global-security-removed", api(), api(security=key))
there_and_back(
    "api-global-security-scope-added", "api-global-security-scope-removed", api(security=key), api(security=scoped)
)
there_and_back("api-security-added", "api-security-removed", operation(), operation(security=key))
there_and_back(
    "api-security-scope-added", "api-security-scope-removed", operation(security=key), operation(security=scoped)
)
there_and_back("api-security-component-added", "api-security-component-removed", scheme(), scheme(type="http"))
example("api-security-component-type-changed", scheme(type="http"), scheme(type="apiKey"))
example(
    "api-security-component-oauth-url-changed",
    scheme(**OAUTH),
    scheme(type="oauth2", flows={"implicit": {"scopes": {}}}),
)
example(
    "api-security-component-oauth-token-url-changed",
    scheme(**TOKENS),
    scheme(type="oauth2", flows={"clientCredentials": {}}),
)
wider = {"implicit": {**OAUTH["flows"]["implicit"], "scopes": {"read": "look", "write": "change"}}}
there_and_back(
    "api-security-component-oauth-scope-added",
    "api-security-component-oauth-scope-removed",
    scheme(**OAUTH),
    scheme(type="oauth2", flows=wider),
)
other = {"implicit": {**OAUTH["flows"]["implicit"], "scopes": {"read": "see"}}}
example("api-security-component-oauth-scope-changed", scheme(**OAUTH), scheme(type="oauth2", flows=other))

# Parameters
example("new-optional-request-parameter", operation(), parameter(TEXT))
example("new-required-request-parameter", operation(), parameter(TEXT, required=True))
example("new-request-path-parameter", operation(), parameter(TEXT, **{"in": "path", "required": True}))
example("new-optional-request-default-parameter-to-existing-path", shared(), shared(required=False))
example("new-required-request-default-parameter-to-existing-path", shared(), shared(required=True))
example("request-parameter-removed", parameter(TEXT), operation())
example("request-parameter-removed-with-deprecation", parameter(TEXT, deprecated=True), operation())
example("request-parameter-removed-before-sunset", parameter(TEXT, **dated), operation())
optional, required = parameter(TEXT), parameter(TEXT, required=True)
there_and_back("request-parameter-became-required", "request-parameter-became-optional", optional, required)
there_and_back(
    "request-parameter-deprecated", "request-parameter-reactivated", optional, parameter(TEXT, deprecated=True)
)
example("request-parameter-sunset-parse", optional, parameter(TEXT, deprecated=True, **{"x-sunset": "soon"}))
example("request-parameter-sunset-date-too-small", optional, parameter(TEXT, deprecated=True, **{"x-sunset": PAST}))
example("request-parameter-sunset-deleted", parameter(TEXT, **dated), parameter(TEXT, deprecated=True))
later = parameter(TEXT, deprecated=True, **{"x-sunset": LATER})
example("request-parameter-sunset-date-changed-too-small", later, parameter(TEXT, **dated))
GRACE["request-parameter-deprecated-sunset-missing"] = optional, parameter(TEXT, deprecated=True)
example("request-header-property-became-enum", in_header(inside(TEXT)), in_header(inside({**TEXT, "enum": ["a"]})))
example("request-header-property-became-required", in_header(inside(TEXT)), in_header(demanded(TEXT)))
example("new-required-request-header-property", in_header({"type": "object"}), in_header(demanded(TEXT)))

# Request bodies and their properties
there_and_back("request-body-added-optional", "request-body-removed", operation(), body())
example("request-body-added-required", operation(), body(required=True))
there_and_back("request-body-became-required", "request-body-became-optional", body(), body(required=True))
one, two = body(content={"text/plain": {}}), body(content={"text/plain": {}, "text/csv": {}})
there_and_back("request-body-media-type-added", "request-body-media-type-removed", one, two)
bare, typed = body(content={"text/plain": {}}), body(content={"text/plain": {"schema": TEXT}})
there_and_back("request-body-media-type-schema-added", "request-body-media-type-schema-removed", bare, typed)
thing, part = request({"type": "object"}), request(inside(TEXT))
there_and_back("new-optional-request-property", "request-property-removed", thing, part)
example("new-required-request-property", thing, request(demanded(TEXT)))
example("new-required-request-property-with-default", thing, request(demanded({**TEXT, "default": "a"})))
there_and_back("request-property-became-required", "request-property-became-optional", part, request(demanded(TEXT)))
preset = {**TEXT, "default": "a"}
example("request-property-became-required-with-default", request(inside(preset)), request(demanded(preset)))

# Responses
ok, gone = {"200": {"description": ""}}, {"404": {"description": ""}}
there_and_back("response-success-status-added", "response-success-status-removed", operation(), operation(responses=ok))
there_and_back(
    "response-non-success-status-added", "response-non-success-status-removed", operation(), operation(responses=gone)
)
there_and_back("response-header-added", "optional-response-header-removed", headers(), headers(X={}))
example("required-response-header-removed", headers(X={"required": True}), headers())
example("response-header-became-optional", headers(X={"required": True}), headers(X={}))
plain = api({"responses": {"200": {"description": "", "content": {}}}})
there_and_back("response-media-type-added", "response-media-type-removed", plain, media("text/csv"))
example("response-media-type-name-changed", media("text/csv; header=absent"), media("text/csv; header=present"))
general, special = media("application/json"), media("application/problem+json")
there_and_back("response-media-type-name-generalized", "response-media-type-name-specialized", special, general)
bare_answer = api({"responses": {"200": {"description": "", "content": {"text/csv": {}}}}})
there_and_back(
    "response-body-media-type-schema-added", "response-body-media-type-schema-removed", bare_answer, media("text/csv")
)
few, many = response({**TEXT, "enum": ["a"]}), response({**TEXT, "enum": ["a", "b"]})
example("response-mediatype-enum-value-removed", many, few)
empty = response({"type": "object"})
there_and_back("response-optional-property-added", "response-optional-property-removed", empty, response(inside(TEXT)))
there_and_back(
    "response-required-property-added", "response-required-property-removed", empty, response(demanded(TEXT))
)
there_and_back(
    "response-property-became-required",
    "response-property-became-optional",
    response(inside(TEXT)),
    response(demanded(TEXT)),
)
hidden = {**TEXT, "writeOnly": True}
there_and_back(
    "response-optional-write-only-property-added",
    "response-optional-write-only-property-removed",
    empty,
    response(inside(hidden)),
)
there_and_back(
    "response-required-write-only-property-added",
    "response-required-write-only-property-removed",
    empty,
    response(demanded(hidden)),
)
there_and_back(
    "response-write-only-property-became-required",
    "response-write-only-property-became-optional",
    response(inside(hidden)),
    response(demanded(hidden)),
)
choices = {**hidden, "enum": ["a"]}
example(
    "response-write-only-property-enum-value-added",
    response(inside(choices)),
    response(inside({**choices, "enum": ["a", "b"]})),
)
example("response-header-type-compatible", header(TEXT), header({"type": "boolean"}))
example(
    "request-body-type-compatible", request({"type": "object"}, "application/xml"), request(TEXT, "application/xml")
)
example(
    "request-property-type-compatible",
    request(inside({"type": "integer"}), "text/xml"),
    request(inside(TEXT), "text/xml"),
)
example(
    "response-body-type-compatible", response(TEXT, "application/xml"), response({"type": "object"}, "application/xml")
)
example(
    "response-property-type-compatible",
    response(inside(TEXT), "text/xml"),
    response(inside({"type": "integer"}), "text/xml"),
)

# Who writes a property, and how long it lives
for side, place in (("request", request), ("response", response)):
    for status, holder in (("optional", inside), ("required", demanded)):
        for keyword, words in (("readOnly", "read-only"), ("writeOnly", "write-only")):
            there_and_back(
                f"{side}-{status}-property-became-{words}",
                f"{side}-{status}-property-became-not-{words}",
                place(holder(TEXT)),
                place(holder({**TEXT, keyword: True})),
            )
    stable, ending = place(inside(TEXT)), place(inside({**TEXT, "deprecated": True}))
    there_and_back(f"{side}-property-deprecated", f"{side}-property-reactivated", stable, ending)
    GRACE[f"{side}-property-deprecated-sunset-missing"] = stable, ending
    example(f"{side}-property-deprecated-with-sunset", stable, place(inside({**TEXT, **dated})))
    bad, early = {**TEXT, "deprecated": True, "x-sunset": "soon"}, {**TEXT, "deprecated": True, "x-sunset": PAST}
    example(f"{side}-property-deprecated-sunset-invalid", stable, place(inside(bad)))
    example(f"{side}-property-sunset-date-too-small", stable, place(inside(early)))
    beta = place(inside({**TEXT, "x-stability-level": "beta"}))
    there_and_back(f"{side}-property-stability-decreased", f"{side}-property-stability-increased", stable, beta)

# Read-only properties of a request
for row, keyword, before, after in (
    ("max-decreased", "maximum", 5, 2),
    ("min-increased", "minimum", 2, 5),
    ("exclusive-max-decreased", "exclusiveMaximum", 5, 2),
    ("exclusive-min-increased", "exclusiveMinimum", 2, 5),
    ("max-length-decreased", "maxLength", 5, 2),
    ("enum-value-removed", "enum", ["a", "b"], ["a"]),
):
    kept = {"type": "string" if keyword in ("maxLength", "enum") else "number", "readOnly": True}
    example(
        f"request-read-only-property-{row}",
        request(inside({**kept, keyword: before})),
        request(inside({**kept, keyword: after})),
    )
