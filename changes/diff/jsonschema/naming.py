"""What a schema is called when nobody says: by its $id, its title, or its file."""

import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from changes.diff.plain import mapping, text_of
from changes.diff.reading import Source, read

ENDINGS = re.compile(r"(?:\.schema|\.v\d+)?\.(?:json|ya?ml|jsonschema)$|\.schema$")


def asset_of(source: Source) -> str:
    root = mapping(read(source))
    for written in (_last(text_of(root.get("$id") or root.get("id"))), text_of(root.get("title")), _last(source.name)):
        name = "-".join(ENDINGS.sub("", written).replace(".", "-").lower().split())
        if name:
            return name
    return "schema"


def _last(written: str) -> str:
    try:
        return PurePosixPath(urlsplit(written).path).name
    except ValueError:
        return ""
