"""users.*: who is here."""

from __future__ import annotations

from playground.deeds import people
from playground.refusal import Refusal
from playground.shapes.channel import listed_shape
from playground.shapes.user import profile_shape, user_shape
from playground.values import JSON
from playground.web_api.call import Call
from playground.web_api.conversations import ANY_READ, wanted_kinds
from playground.web_api.method import Method
from playground.web_api.paging import page
from playground.wire.limits import Tier
from playground.workspace.user import User

PROFILE = (
    "status_text",
    "status_emoji",
    "status_expiration",
    "title",
    "phone",
    "pronouns",
    "display_name",
    "real_name",
)


def info(call: Call) -> JSON:
    user = call.workspace.users.get(call.text("user"))
    if user is None:
        raise Refusal("user_not_found")
    return {"user": shape(call, user)}


def listing(call: Call) -> JSON:
    part, metadata = page(call, list(call.workspace.users.values()), default=1000)
    return {"members": [shape(call, user) for user in part], "cache_ts": call.now, "response_metadata": metadata}


def by_email(call: Call) -> JSON:
    wanted = call.text("email").lower()
    for user in call.workspace.people():
        if wanted == (user.email or f"{user.name}@{call.workspace.email_domain}").lower() and not user.deleted:
            return {"user": shape(call, user)}
    raise Refusal("users_not_found")


def conversations(call: Call) -> JSON:
    kinds = wanted_kinds(call)
    whose = call.text("user") or call.user
    if whose not in call.workspace.users:
        raise Refusal("user_not_found")
    found = [channel for channel in call.workspace.channels.values() if channel.kind in kinds and channel.has(whose)]
    found = [channel for channel in found if channel.visible_to(call.user)]
    if call.flag("exclude_archived"):
        found = [channel for channel in found if not channel.is_archived]
    part, metadata = page(call, found)
    return {
        "channels": [listed_shape(channel, call.workspace, whose, "is_member", "last_read") for channel in part],
        "response_metadata": metadata,
    }


def get_profile(call: Call) -> JSON:
    user = call.workspace.users.get(call.text("user") or call.user)
    if user is None:
        raise Refusal("user_not_found")
    return {"profile": _full_profile(call, user, email=_sees_email(call))}


def set_profile(call: Call) -> JSON:
    user = call.workspace.users.get(call.text("user") or call.user)
    if user is None:
        raise Refusal("user_not_found")
    if user.id != call.user and not call.workspace.users[call.user].is_admin:
        raise Refusal("not_admin")
    given = call.structure("profile", "invalid_profile") or {call.text("name"): call.text("value")}
    if not isinstance(given, dict):
        raise Refusal("invalid_profile")
    known = {name: value for name, value in given.items() if name in PROFILE}
    if len(str(known.get("status_text", ""))) > 100:
        raise Refusal("too_long")
    people.change(call.slack, call.workspace, user, **known)
    return {"username": user.name, "profile": _full_profile(call, user, email=True)}


def _full_profile(call: Call, user: User, *, email: bool) -> JSON:
    """With a team's own fields, which are told nowhere else."""
    shape = {**profile_shape(user, call.workspace, email=email), "fields": user.custom_fields}
    del shape["team"]
    return shape


def get_presence(call: Call) -> JSON:
    user = call.workspace.users.get(call.text("user") or call.user)
    if user is None:
        raise Refusal("user_not_found")
    answer: JSON = {"presence": user.presence}
    if user.id == call.user:
        here = user.presence == "active"
        answer |= {"online": here, "auto_away": False, "manual_away": not here, "connection_count": int(here)}
    return answer


def set_presence(call: Call) -> JSON:
    if call.text("presence") not in ("auto", "away"):
        raise Refusal("invalid_presence")
    presence = "away" if call.text("presence") == "away" else "active"
    people.appear(call.slack, call.workspace, call.workspace.users[call.user], presence)
    return {}


def set_active(call: Call) -> JSON:
    return {}


def shape(call: Call, user: User) -> JSON:
    locale = call.flag("include_locale")
    return user_shape(user, call.workspace, call.slack.clock.now(), locale=locale, email=_sees_email(call))


def _sees_email(call: Call) -> bool:
    return "users:read.email" in call.token.scopes


READ = ("users:read",)
METHODS = (
    Method("users.info", info, READ, Tier.FOUR, ("user",)),
    Method("users.list", listing, READ, Tier.TWO),
    Method("users.lookupByEmail", by_email, ("users:read.email",), Tier.THREE, ("email",)),
    Method("users.conversations", conversations, ANY_READ, Tier.THREE),
    Method("users.profile.get", get_profile, ("users.profile:read",), Tier.FOUR),
    Method("users.profile.set", set_profile, ("users.profile:write",), Tier.THREE, tokens=("user",)),
    Method("users.getPresence", get_presence, READ, Tier.THREE),
    Method("users.setPresence", set_presence, ("users:write",), Tier.TWO, ("presence",)),
    Method("users.setActive", set_active, ("users:write",), Tier.TWO),
)
