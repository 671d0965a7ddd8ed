"""Rules about endpoints, parameters, properties and responses as wholes, with their levels; the ids are oasdiff's."""

from functools import cache

from changes.diff.levels import LEVELS, Level, difference
from changes.diff.openapi.schema_levels import schema_levels
from changes.model import Difference

RULES = """
Endpoints: do they exist, how long will they live:
api-deprecated-sunset-missing                                 ERR
api-deprecated-sunset-parse                                   ERR
api-invalid-stability-level                                   ERR
api-path-removed-before-sunset                                ERR
api-path-removed-without-deprecation                          ERR
api-path-sunset-parse                                         ERR
api-removed-before-sunset                                     ERR
api-removed-without-deprecation                               ERR
api-stability-decreased                                       ERR
api-sunset-date-changed-too-small                             ERR
api-sunset-date-too-small                                     ERR
sunset-deleted                                                ERR
webhook-removed                                               ERR
api-path-removed-with-deprecation                             INFO
api-removed-with-deprecation                                  INFO
api-stability-increased                                       INFO
endpoint-added                                                INFO
endpoint-deprecated                                           INFO
endpoint-deprecated-with-sunset                               INFO
endpoint-reactivated                                          INFO
webhook-added                                                 INFO

What an endpoint is called and filed under, which version the whole has:
api-major-version-not-bumped                                  INFO
api-operation-id-added                                        INFO
api-operation-id-removed                                      INFO
api-schema-removed                                            INFO
api-tag-added                                                 INFO
api-tag-removed                                               INFO
api-version-decreased                                         INFO
api-version-not-bumped                                        INFO

Who may call it:
api-global-security-added                                     INFO
api-global-security-removed                                   INFO
api-global-security-scope-added                               INFO
api-global-security-scope-removed                             INFO
api-security-added                                            INFO
api-security-component-added                                  INFO
api-security-component-oauth-scope-added                      INFO
api-security-component-oauth-scope-changed                    INFO
api-security-component-oauth-scope-removed                    INFO
api-security-component-oauth-token-url-changed                INFO
api-security-component-oauth-url-changed                      INFO
api-security-component-removed                                INFO
api-security-component-type-changed                           INFO
api-security-removed                                          INFO
api-security-scope-added                                      INFO
api-security-scope-removed                                    INFO

Parameters and properties of requests:
new-request-path-parameter                                    ERR
new-required-request-default-parameter-to-existing-path       ERR
new-required-request-header-property                          ERR
new-required-request-parameter                                ERR
new-required-request-property                                 ERR
new-required-request-property-with-default                    ERR
new-optional-request-default-parameter-to-existing-path       INFO
new-optional-request-parameter                                INFO
new-optional-request-property                                 INFO
request-optional-property-became-not-read-only                INFO
request-optional-property-became-not-write-only               INFO
request-optional-property-became-read-only                    INFO
request-optional-property-became-write-only                   INFO
request-required-property-became-not-read-only                INFO
request-required-property-became-not-write-only               INFO
request-required-property-became-read-only                    INFO
request-required-property-became-write-only                   INFO

Responses:
required-response-header-removed                              ERR
response-media-type-name-generalized                          ERR
response-media-type-removed                                   ERR
response-required-property-removed                            ERR
response-success-status-removed                               ERR
optional-response-header-removed                              WARN
response-optional-property-removed                            WARN
response-required-property-became-not-write-only              WARN
response-media-type-added                                     INFO
response-media-type-name-changed                              INFO
response-media-type-name-specialized                          INFO
response-mediatype-enum-value-removed                         INFO
response-non-success-status-added                             INFO
response-non-success-status-removed                           INFO
response-optional-property-added                              INFO
response-optional-property-became-not-read-only               INFO
response-optional-property-became-not-write-only              INFO
response-optional-property-became-read-only                   INFO
response-optional-property-became-write-only                  INFO
response-optional-write-only-property-added                   INFO
response-optional-write-only-property-removed                 INFO
response-required-property-added                              INFO
response-required-property-became-not-read-only               INFO
response-required-property-became-read-only                   INFO
response-required-property-became-write-only                  INFO
response-required-write-only-property-added                   INFO
response-required-write-only-property-removed                 INFO
response-success-status-added                                 INFO

Ours, because oasdiff is silent there:
callback-removed                                              ERR
request-property-wrapped-in-one-of                            ERR
response-property-wrapped-in-one-of                           ERR
api-server-added                                              INFO
api-server-removed                                            INFO
callback-added                                                INFO
"""


@cache
def levels() -> dict[str, Level]:
    """Every rule id with its level."""
    found = dict(schema_levels())
    for line in RULES.splitlines():
        words = line.split()
        if len(words) == 2 and words[1] in LEVELS:
            found[words[0]] = next(level for level in LEVELS if level == words[1])
    return found


def told(rule: str, text: str, asset: str) -> Difference:
    return difference(rule, levels()[rule], text, asset)
