"""What those who use a contract can do about its differences, by the kind of thing that happened."""

from collections.abc import Iterable

from changes.model import Difference

# The first that stands in a rule's id counts.
ADVICE = (
    ("before-sunset", "Move away now: it goes earlier than was promised."),
    (
        "removed-without-deprecation",
        "Stop calling it before the change takes effect, and ask the contact what replaces it.",
    ),
    ("sunset", "Plan to move away before the sunset date."),
    ("deprecated", "Plan to move away; ask the contact what replaces it."),
    ("request-property-removed", "Stop sending it: it will be ignored or refused."),
    ("request-parameter-removed", "Stop sending it: it will be ignored or refused."),
    ("new-required", "Send what is now required, before the change takes effect if the server already takes it."),
    ("new-request-path", "Change the address you call."),
    ("became-required", "Always give what is now required."),
    ("required-added", "Always give what is now required."),
    ("added-required", "Fill the new column in everything you write there."),
    ("became-nullable", "Be ready for null where there was always a value."),
    ("became-optional", "Be ready for it to be missing."),
    ("enum-value-added", "Be ready for values you do not know yet; fall back to something sensible."),
    ("values-added", "Be ready for values you do not know yet; fall back to something sensible."),
    ("enum", "Check that you send only values that are still allowed."),
    ("renamed", "Change the name wherever you use it."),
    ("column-removed", "Take the column out of your queries, models and dashboards."),
    ("model-removed", "Read from somewhere else, or stop reading it."),
    ("table-removed", "Read from somewhere else, or stop reading it."),
    ("status-removed", "Do not wait for this response any more."),
    ("property-removed", "Stop reading it."),
    ("header-removed", "Stop reading the header."),
    ("media-type", "Check which media types you send and accept."),
    ("wrapped-in-one-of", "Adapt your types: one shape became a choice of several."),
    ("type", "Check the types in your code and in what you store."),
    ("pattern", "Check that your values have the new form."),
    ("format", "Check that your values have the new form."),
    ("min", "Check your values against the new limits."),
    ("max", "Check your values against the new limits."),
    ("limit", "Check your values against the new limits."),
    ("default", "Say explicitly what you relied on being assumed."),
    ("one-of", "Check that every shape you send or receive is still covered."),
    ("any-of", "Check that every shape you send or receive is still covered."),
    ("all-of", "Check that what you send meets all demands."),
    ("no-longer-unique", "Check your joins: rows may multiply."),
    ("primary-key", "Check your joins and your updates: a row is known by something else."),
    ("test-", "Check yourself what you relied on: it is tested less than before."),
    ("quality", "Check yourself what you relied on: less is promised than before."),
    ("service", "Check whether the new service level is enough for you."),
    ("security", "Check that your credentials and scopes still suffice."),
    ("access", "Ask the owner for access, or read from a public model."),
    ("classification", "Check who may see the data on your side."),
    ("version-moved", "Name the version you want, or try the new one first."),
    ("redefined", "Compare the numbers before and after."),
    ("contract-dropped", "Check the columns you use: their shape is no longer enforced."),
)
MOST = 6
OTHERWISE = "Try the new version before it takes effect, and tell the contact what breaks."


def advice(found: Iterable[Difference]) -> str:
    """One line for each kind of thing that breaks, the worst first; nothing when nothing breaks."""
    lines = list(dict.fromkeys(_line(one) for one in found if one.breaking))
    return "\n".join(f"• {line}" for line in lines[:MOST])


def _line(one: Difference) -> str:
    return next((line for part, line in ADVICE if part in one.rule), OTHERWISE)
