"""A file, as `files.info` and messages write it."""

from __future__ import annotations

from urllib.parse import quote

from playground.values import JSON
from playground.workspace.file import File
from playground.workspace.workspace import Workspace

PRETTY = {
    "text": "Plain Text", "csv": "CSV", "json": "JSON", "png": "PNG", "jpg": "JPEG", "gif": "GIF", "pdf": "PDF",
    "yaml": "YAML", "python": "Python", "markdown": "Markdown", "sql": "SQL", "zip": "Zip", "svg": "SVG",
    "ics": "Calendar", "quip": "Canvas", "binary": "Binary",
}  # fmt: skip
EDITABLE = ("text", "csv", "json", "yaml", "python", "markdown", "sql")


def file_shape(file: File, workspace: Workspace) -> JSON:
    shape: JSON = {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title,
        "mimetype": file.mimetype,
        "filetype": file.filetype,
        "pretty_type": PRETTY.get(file.filetype, file.filetype.upper()),
        "user": file.user,
        "user_team": workspace.id,
        "editable": file.filetype in EDITABLE,
        "size": file.size,
        "mode": _mode(file),
        "is_external": False,
        "external_type": "",
        "is_public": any(workspace.channels[id].kind == "public" for id in file.shares if id in workspace.channels),
        "public_url_shared": file.is_public_url,
        "display_as_bot": False,
        "username": "",
        **links(file, workspace),
        "comments_count": 0,
        **_places(file, workspace),
        "has_rich_preview": False,
        "file_access": "visible",
    }
    if file.alt_text:
        shape["alt_txt"] = file.alt_text
    if file.filetype in EDITABLE:
        shape |= preview(file)
    return shape


def links(file: File, workspace: Workspace) -> JSON:
    name = quote(file.name)
    private = f"{workspace.origin}/files-pri/{workspace.id}-{file.id}"
    return {
        "url_private": f"{private}/{name}",
        "url_private_download": f"{private}/download/{name}",
        "permalink": f"{workspace.url}files/{file.user}/{file.id}/{name}",
        "permalink_public": f"https://slack-files.com/{workspace.id}-{file.id}-{file.id.lower()}",
    }


def preview(file: File) -> JSON:
    text = file.content[:4000].decode(errors="replace")
    lines = file.content.count(b"\n") + 1
    return {
        "preview": "\n".join(text.split("\n")[:5]),
        "lines": lines,
        "lines_more": max(0, lines - 5),
        "preview_is_truncated": lines > 5,
    }


def _mode(file: File) -> str:
    if file.is_canvas:
        return "quip"
    return "snippet" if file.filetype in EDITABLE else "hosted"


def _places(file: File, workspace: Workspace) -> JSON:
    """Where it is shared, sorted into the lists that Slack has for it."""
    places: JSON = {"shares": {}, "channels": [], "groups": [], "ims": []}
    for id, stamps in file.shares.items():
        channel = workspace.channels.get(id)
        if channel is None:
            continue
        key = {"public": "channels", "im": "ims"}.get(channel.kind, "groups")
        places[key].append(id)
        side = places["shares"].setdefault("public" if channel.kind == "public" else "private", {})
        side[id] = [{"ts": ts, "channel_name": channel.name, "team_id": workspace.id} for ts in stamps]
    return places
