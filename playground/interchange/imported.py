"""A workspace from JSON: our own export, or one written by hand with names instead of ids."""

from __future__ import annotations

import base64
from dataclasses import fields
from typing import Any

from playground import ids
from playground.apps.install import bot_ids
from playground.interchange.said import Scribe
from playground.refusal import Refusal
from playground.values import JSON
from playground.workspace.channel import Bookmark, Channel, Pin, Saying
from playground.workspace.file import File
from playground.workspace.user import Bot, User
from playground.workspace.usergroup import UserGroup
from playground.workspace.workspace import Squad, Workspace

SECTIONS = {
    "playground", "team", "squads", "people", "bots", "usergroups", "channels", "files", "emoji", "tour", "apps", "tz",
}  # fmt: skip


def imported(raw: JSON, now: float) -> tuple[Workspace, JSON, list[str]]:
    """The workspace, what it holds, and what of it was not understood."""
    try:
        return _read(raw, now)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        words = f"needs {error}" if isinstance(error, KeyError) else str(error)
        raise Refusal("invalid_workspace", f"A part of the workspace is not as it should be: {words}.") from None


def _read(raw: JSON, now: float) -> tuple[Workspace, JSON, list[str]]:
    skipped = [f"{key}: not a part of a workspace" for key in raw if key not in SECTIONS]
    workspace = _empty(raw.get("team") or {})
    for each in _listed(raw, "people"):
        _add_person(workspace, each, skipped)
    for each in _listed(raw, "bots"):
        _add_bot(workspace, each)
    for each in _listed(raw, "apps"):
        _add_app(workspace, str(each["name"]))
    workspace.squads = [Squad(str(each["id"]), str(each["name"])) for each in _listed(raw, "squads")]
    workspace.emoji = dict(raw.get("emoji") or {})
    for each in _listed(raw, "files"):
        _add_file(workspace, each)
    for each in _listed(raw, "channels"):
        _add_channel(workspace, each, now)
    for each in _listed(raw, "usergroups"):
        _add_group(workspace, each, now)
    scribe = Scribe(workspace, now, str(raw.get("tz") or "Europe/Berlin"))
    said = sum(_fill_channel(workspace, scribe, each) for each in _listed(raw, "channels"))
    counts = {"people": len(workspace.people()), "channels": len(workspace.channels), "messages": said}
    return workspace, counts, skipped


def _empty(team: JSON) -> Workspace:
    name = str(team.get("name") or "Playground")
    domain = str(team.get("domain") or name.lower().replace(" ", "-"))
    id = str(team.get("id") or ids.named("T", domain, length=11))
    made = Workspace(id, name, domain, email_domain=str(team.get("email_domain") or "example.com"))
    for _ in range(int(team.get("ids") or 0)):
        made.ids.number()
    return made


def _listed(raw: JSON, key: str) -> list[JSON]:
    listing = raw.get(key) or []
    if not isinstance(listing, list) or not all(isinstance(each, dict) for each in listing):
        raise Refusal("invalid_workspace", f"{key} must be a list of objects.")
    return listing


def _add_person(workspace: Workspace, raw: JSON, skipped: list[str]) -> None:
    known = {each.name for each in fields(User)}
    told = {key: value for key, value in raw.items() if key in known}
    skipped += [f"people.{key}: unknown" for key in raw if key not in known]
    name = str(told.setdefault("name", ""))
    if not name:
        raise Refusal("invalid_workspace", "Each person needs a name.")
    told.setdefault("id", ids.named("U", workspace.domain, name, length=11))
    told.setdefault("real_name", name.title())
    told.setdefault("display_name", str(told["real_name"]).partition(" ")[0])
    told.setdefault("colour", ids.secret(name, "colour", length=6))
    workspace.users[told["id"]] = User(**told)


def _add_bot(workspace: Workspace, raw: JSON) -> None:
    known = {each.name for each in fields(Bot)}
    bot = Bot(**{key: value for key, value in raw.items() if key in known})
    workspace.bots[bot.id] = bot


def _add_app(workspace: Workspace, name: str) -> None:
    """Its bot may have spoken in the past; the rest comes when the app is installed."""
    user, bot = bot_ids(name, workspace.id)
    if user not in workspace.users:
        handle = name.lower().replace(" ", "_")
        app_id = ids.named("A", name)
        workspace.users[user] = User(id=user, name=handle, real_name=name, is_bot=True, app_id=app_id, bot_id=bot)
        workspace.bots[bot] = Bot(bot, app_id, user, name)


def _add_file(workspace: Workspace, raw: JSON) -> None:
    known = {each.name for each in fields(File)}
    told = {key: value for key, value in raw.items() if key in known}
    told["content"] = base64.b64decode(raw.get("content") or "")
    workspace.files[str(raw["id"])] = File(**told)


def _add_channel(workspace: Workspace, raw: JSON, now: float) -> None:
    members = [workspace.user(str(each)).id for each in raw.get("members") or []]
    name = str(raw.get("name") or "")
    kind = str(raw.get("kind") or "public")
    creator = workspace.user(str(raw["creator"])).id if raw.get("creator") else (members or [""])[0]
    prefix = {"im": "D", "mpim": "G"}.get(kind, "C")
    id = str(
        raw.get("id") or ids.named(prefix, workspace.domain, name, *sorted(members if not name else []), length=11)
    )
    created = int(raw.get("created") or now - 90 * 86400)
    channel = Channel(id, name, kind, creator, created, members=members)
    channel.topic, channel.purpose = (_saying(raw.get(part), creator, created) for part in ("topic", "purpose"))
    channel.is_archived, channel.is_general = bool(raw.get("is_archived")), bool(raw.get("is_general"))
    channel.previous_names = list(raw.get("previous_names") or [])
    channel.open_for = list(raw.get("open_for") or (members if kind in ("im", "mpim") else []))
    channel.bookmarks = [_bookmark(workspace, each, creator, created) for each in raw.get("bookmarks") or []]
    workspace.channels[id] = channel


def _saying(raw: Any, creator: str, created: int) -> Saying:
    if isinstance(raw, dict):
        return Saying(**raw)
    return Saying(str(raw), creator, created) if raw else Saying()


def _bookmark(workspace: Workspace, raw: JSON, by: str, created: int) -> Bookmark:
    full = {"type": "link", "emoji": "", "created": created, "updated": 0, "by": by, **raw}
    full.setdefault("id", workspace.ids.new("Bk"))
    return Bookmark(**full)


def _add_group(workspace: Workspace, raw: JSON, now: float) -> None:
    known = {each.name for each in fields(UserGroup)}
    told = {key: value for key, value in raw.items() if key in known}
    handle = str(told["handle"])
    told.setdefault("id", ids.named("S", workspace.domain, handle, length=11))
    told.setdefault("name", handle)
    told.setdefault("created", int(now) - 90 * 86400)
    told["users"] = [workspace.user(str(each)).id for each in told.get("users") or []]
    workspace.usergroups[told["id"]] = UserGroup(**told)


def _fill_channel(workspace: Workspace, scribe: Scribe, raw: JSON) -> int:
    channel = next(
        each for each in workspace.channels.values()
        if raw.get("id") == each.id or (raw.get("name") and raw["name"] == each.name)
        or (not raw.get("id") and not raw.get("name") and _same_people(workspace, each, raw))
    )  # fmt: skip
    said = sum(scribe.write(channel, each) for each in raw.get("messages") or [])
    latest = channel.latest() or "0"
    channel.last_read = dict.fromkeys(channel.members, latest)
    channel.last_read |= {
        workspace.user(str(who)).id: scribe.seen(ts) for who, ts in (raw.get("last_read") or {}).items()
    }
    for pin in raw.get("pins") or []:
        channel.pins.append(Pin(**pin))
    return said


def _same_people(workspace: Workspace, channel: Channel, raw: JSON) -> bool:
    return set(channel.members) == {workspace.user(str(each)).id for each in raw.get("members") or []}
