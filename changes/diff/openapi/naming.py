"""What the assets of an API are called: `api:payments/v2/orders`."""

import re
from urllib.parse import urlsplit

from changes.diff.openapi.document import Document
from changes.diff.plain import listing, mapping

FILLER = frozenset(("api", "apis", "rest", "http", "openapi", "swagger", "service", "the"))
WORD = re.compile(r"[a-z0-9]+")


def service_of(document: Document) -> str:
    """The title without filler, and the path all endpoints share: `payments/v2`."""
    words = WORD.findall(str(mapping(document.root.get("info")).get("title") or "").lower())
    name = "-".join([word for word in words if word not in FILLER] or words) or "api"
    base = _base_path(document)
    return f"{name}/{base}" if base else name


def asset(service: str, path: str = "") -> str:
    inner = path.strip("/")
    return f"api:{service}/{inner}" if inner else f"api:{service}"


def _base_path(document: Document) -> str:
    for server in listing(document.root.get("servers")):
        try:
            path = urlsplit(str(mapping(server).get("url") or "")).path.strip("/")
        except ValueError:
            continue
        if path and "{" not in path and "." not in path:
            return path
    return ""
