"""Who writes a property: read-only ones come from the server, write-only ones from the client."""

from changes.diff.openapi.pair import Pair, Told

KEYWORDS = {"readOnly": "read-only", "writeOnly": "write-only"}


def differences(pair: Pair) -> Told:
    if pair.required is None or pair.place.kind != "body":
        return
    status = "required" if pair.required[1] else "optional"
    for keyword, words in KEYWORDS.items():
        old, new = (value is True for value in pair.values(keyword))
        if old != new:
            rule = f"{pair.place.direction}-{status}-property-became-{'' if new else 'not-'}{words}"
            yield pair.place.told(rule, f"{pair.it} is {'now' if new else 'no longer'} {words}")
