"""Slack's own export: a ZIP of JSON files, one for each channel and day. It stays on this machine."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from typing import Any

from playground import ids
from playground.interchange.said import OWN
from playground.refusal import Refusal
from playground.values import JSON
from playground.workspace.channel import Channel, Saying
from playground.workspace.message import Message
from playground.workspace.user import User
from playground.workspace.workspace import Workspace

LARGEST = 512 * 1024 * 1024
LISTS = {"channels.json": "public", "groups.json": "private", "dms.json": "im", "mpims.json": "mpim"}


def read_zip(content: bytes) -> tuple[Workspace, JSON, list[str]]:
    """The workspace, what it holds, and what of the export was left out."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile:
        raise Refusal("invalid_export", "That is no ZIP file.") from None
    with archive:
        return _checked(archive)


def _checked(archive: zipfile.ZipFile) -> tuple[Workspace, JSON, list[str]]:
    if sum(info.file_size for info in archive.infolist()) > LARGEST:
        raise Refusal("export_too_large", f"Unpacked, the export is larger than {LARGEST // 1024 // 1024} MB.")
    try:
        return _read(archive)
    except (KeyError, TypeError, ValueError, AttributeError, zipfile.BadZipFile) as error:
        raise Refusal("invalid_export", f"A file of the export is not as Slack writes it: {error}.") from None


def _read(archive: zipfile.ZipFile) -> tuple[Workspace, JSON, list[str]]:
    if "users.json" not in archive.namelist():
        raise Refusal("invalid_export", "A Slack export has a users.json; this one has none.")
    left_out: Counter[str] = Counter()
    workspace = Workspace(ids.named("T", "slack-export", length=11), "Slack export", "slack-export")
    for raw in _json(archive, "users.json"):
        _add_user(workspace, raw)
    folders = {}
    for name, kind in LISTS.items():
        for raw in _json(archive, name) if name in archive.namelist() else []:
            channel = _add_channel(workspace, raw, kind)
            folders[channel.id if kind == "im" else channel.name] = channel
    said = sum(_add_day(archive, path, folders, left_out) for path in sorted(archive.namelist()))
    counts = {"people": len(workspace.people()), "channels": len(workspace.channels), "messages": said}
    return workspace, counts, [f"{why}: {number}" for why, number in sorted(left_out.items())]


def _json(archive: zipfile.ZipFile, name: str) -> list[JSON]:
    try:
        found = json.loads(archive.read(name))
    except (ValueError, zipfile.BadZipFile, RecursionError):
        raise Refusal("invalid_export", f"{name} of the export is no JSON.") from None
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _add_user(workspace: Workspace, raw: JSON) -> None:
    profile = raw.get("profile") or {}
    id, name = str(raw.get("id")), str(raw.get("name") or raw.get("id"))
    workspace.id = str(raw.get("team_id") or workspace.id)
    workspace.users[id] = User(
        id=id, name=name, real_name=str(raw.get("real_name") or profile.get("real_name") or name),
        display_name=str(profile.get("display_name") or ""), title=str(profile.get("title") or ""),
        email=str(profile.get("email") or ""), tz=str(raw.get("tz") or "Europe/London"),
        colour=str(raw.get("color") or ids.secret(id, "colour", length=6)), is_bot=bool(raw.get("is_bot")),
        is_admin=bool(raw.get("is_admin")), deleted=bool(raw.get("deleted")), bot_id=profile.get("bot_id"),
    )  # fmt: skip


def _add_channel(workspace: Workspace, raw: JSON, kind: str) -> Channel:
    members = [user for user in raw.get("members") or [] if user in workspace.users]
    creator = str(raw.get("creator") or (members or [""])[0])
    channel = Channel(
        str(raw.get("id")), "" if kind == "im" else str(raw.get("name") or raw.get("id")), kind, creator,
        int(raw.get("created") or 0), members=members, is_archived=bool(raw.get("is_archived")),
        is_general=bool(raw.get("is_general")), open_for=members if kind in ("im", "mpim") else [],
    )  # fmt: skip
    channel.topic, channel.purpose = _saying(raw.get("topic")), _saying(raw.get("purpose"))
    workspace.channels[channel.id] = channel
    return channel


def _saying(raw: Any) -> Saying:
    if not isinstance(raw, dict):
        return Saying()
    return Saying(str(raw.get("value") or ""), str(raw.get("creator") or ""), int(raw.get("last_set") or 0))


def _add_day(archive: zipfile.ZipFile, path: str, folders: dict[str, Channel], left_out: Counter[str]) -> int:
    folder, _, day = path.rpartition("/")
    if not folder or not day.endswith(".json"):
        return 0
    channel = folders.get(folder.rpartition("/")[2])
    if channel is None:
        left_out["files of unknown channels"] += 1
        return 0
    return sum(_add_message(channel, raw, left_out) for raw in _json(archive, path))


def _add_message(channel: Channel, raw: JSON, left_out: Counter[str]) -> int:
    ts = raw.get("ts")
    if raw.get("type", "message") != "message" or not isinstance(ts, str) or channel.find(ts) is not None:
        left_out["entries that are no messages"] += 1
        return 0
    if raw.get("files"):
        left_out["attached files (a Slack export holds only links to them)"] += len(raw["files"])
    channel.add(_message(channel, raw, ts))
    channel.last_read = dict.fromkeys(channel.members, ts)
    return 1


def _message(channel: Channel, raw: JSON, ts: str) -> Message:
    kept = {name: raw[name] for name in OWN - {"ts", "files", "reactions", "extra"} if raw.get(name) is not None}
    kept.setdefault("text", "")
    message = Message(channel.id, ts, **kept)
    edited = raw.get("edited")
    if isinstance(edited, dict):
        message.edited_by, message.edited_ts = edited.get("user"), edited.get("ts")
    for reaction in raw.get("reactions") or []:
        message.reactions[str(reaction.get("name"))] = list(reaction.get("users") or [])
    return message
