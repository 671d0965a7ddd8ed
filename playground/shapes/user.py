"""A person or a bot, as `users.info` and the user events write it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from playground import ids
from playground.values import JSON
from playground.workspace.user import Bot, User
from playground.workspace.workspace import Workspace

SIZES = (24, 32, 48, 72, 192, 512)
ZONE_NAMES = {
    "CET": "Central European Time", "CEST": "Central European Summer Time", "GMT": "Greenwich Mean Time",
    "BST": "British Summer Time", "EST": "Eastern Standard Time", "EDT": "Eastern Daylight Time",
    "CST": "Central Standard Time", "CDT": "Central Daylight Time", "PST": "Pacific Standard Time",
    "PDT": "Pacific Daylight Time", "IST": "India Standard Time", "JST": "Japan Standard Time",
    "WAT": "West Africa Time", "EAT": "East Africa Time", "EET": "Eastern European Time",
    "EEST": "Eastern European Summer Time", "AEDT": "Australian Eastern Daylight Time",
    "WET": "Western European Time", "WEST": "Western European Summer Time", "UTC": "Coordinated Universal Time",
}  # fmt: skip


def user_shape(user: User, workspace: Workspace, now: float, *, locale: bool = False, email: bool = True) -> JSON:
    shape: JSON = {
        "id": user.id,
        "team_id": workspace.id,
        "name": user.name,
        "deleted": user.deleted,
        "color": user.colour,
        "real_name": user.real_name,
        **zone(user, now),
        "profile": profile_shape(user, workspace, email=email),
        "is_admin": user.is_admin,
        "is_owner": user.is_owner,
        "is_primary_owner": user.is_owner,
        "is_restricted": user.is_restricted,
        "is_ultra_restricted": user.is_ultra_restricted,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": user.updated,
        "is_email_confirmed": not user.is_bot,
        "who_can_share_contact_card": "EVERYONE",
    }
    if locale:
        shape["locale"] = user.locale
    return shape


def profile_shape(user: User, workspace: Workspace, *, email: bool) -> JSON:
    first, _, last = user.real_name.partition(" ")
    display = user.display_name
    shape: JSON = {
        "title": user.title,
        "phone": user.phone,
        "skype": "",
        "real_name": user.real_name,
        "real_name_normalized": user.real_name,
        "display_name": display,
        "display_name_normalized": display,
        "status_text": user.status_text,
        "status_emoji": user.status_emoji,
        "status_emoji_display_info": [],
        "status_expiration": user.status_expiration,
        "status_text_canonical": "",
        "avatar_hash": ids.secret(user.id, length=12),
        "first_name": first,
        "last_name": last,
        "team": workspace.id,
        **{f"image_{size}": avatar(user.id, workspace) for size in SIZES},
    }
    if user.pronouns:
        shape["pronouns"] = user.pronouns
    if user.is_bot:
        shape |= {"api_app_id": user.app_id, "bot_id": user.bot_id, "always_active": True}
    elif email:
        shape["email"] = user.email or f"{user.name}@{workspace.email_domain}"
    return shape


def zone(user: User, now: float) -> JSON:
    try:
        moment = datetime.fromtimestamp(now, ZoneInfo(user.tz))
    except (ZoneInfoNotFoundError, ValueError):
        return {"tz": user.tz, "tz_label": user.tz, "tz_offset": 0}
    offset = moment.utcoffset()
    short = moment.tzname() or ""
    label = ZONE_NAMES.get(short, f"{user.tz.rpartition('/')[2].replace('_', ' ')} time")
    return {"tz": user.tz, "tz_label": label, "tz_offset": int(offset.total_seconds()) if offset else 0}


def avatar(user: str, workspace: Workspace) -> str:
    return f"{workspace.origin}/avatars/{user}.svg"


def bot_shape(bot: Bot, workspace: Workspace) -> JSON:
    return {
        "id": bot.id,
        "deleted": bot.deleted,
        "name": bot.name,
        "updated": bot.updated,
        "app_id": bot.app_id,
        "user_id": bot.user_id,
        "icons": icons(bot, workspace),
    }


def bot_profile(bot: Bot, workspace: Workspace) -> JSON:
    return {
        "id": bot.id,
        "app_id": bot.app_id,
        "name": bot.name,
        "icons": icons(bot, workspace),
        "deleted": bot.deleted,
        "updated": bot.updated,
        "team_id": workspace.id,
    }


def icons(bot: Bot, workspace: Workspace) -> JSON:
    return {f"image_{size}": avatar(bot.user_id, workspace) for size in (36, 48, 72)}
