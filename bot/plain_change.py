"""A change as a program reads it, the same from the command line and over HTTP."""

from typing import Any

from changes.lifecycle import fingerprint
from changes.model import Change


def plain(change: Change) -> dict[str, Any]:
    content = change.content
    return {
        "id": change.id,
        "title": change.title,
        "kind": content.kind,
        "state": change.state,
        "assets": list(content.assets),
        "breaking": content.breaking,
        "severity": content.severity,
        "effective": content.when.start.isoformat() if content.when else None,
        "until": content.when.end.isoformat() if content.when and content.when.end else None,
        "revision": change.revision,
        "announcer": change.announcer,
        "contact": content.contact,
        "fingerprint": fingerprint(content),
        "key": content.key,
    }
