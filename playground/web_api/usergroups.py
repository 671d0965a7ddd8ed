"""usergroups.*: one handle for several people."""

from __future__ import annotations

from playground.refusal import Refusal
from playground.shapes.usergroup import usergroup_shape
from playground.values import JSON
from playground.web_api.call import Call
from playground.web_api.method import Method
from playground.wire.limits import Tier
from playground.workspace.usergroup import UserGroup


def listing(call: Call) -> JSON:
    groups = call.workspace.usergroups.values()
    shown = [group for group in groups if call.flag("include_disabled") or not group.disabled_at]
    users, count = call.flag("include_users"), call.flag("include_count")
    return {"usergroups": [usergroup_shape(group, call.workspace, users=users, count=count) for group in shown]}


def create(call: Call) -> JSON:
    handle = call.text("handle") or call.text("name").lower().replace(" ", "-")
    for group in call.workspace.usergroups.values():
        if group.name == call.text("name"):
            raise Refusal("name_already_exists")
        if group.handle == handle:
            raise Refusal("handle_already_exists")
    group = UserGroup(
        call.workspace.ids.new("S"), handle, call.text("name"), call.text("description"),
        channels=call.listing("channels"), creator=call.user, created=call.now, updated=call.now,
    )  # fmt: skip
    call.workspace.usergroups[group.id] = group
    return _told(call, group, "subteam_created")


def update(call: Call) -> JSON:
    group = _group(call)
    for name in ("name", "handle", "description"):
        if call.has(name):
            setattr(group, name, call.text(name))
    if "channels" in call.args:
        group.channels = call.listing("channels")
    return _told(call, group, "subteam_updated")


def disable(call: Call) -> JSON:
    group = _group(call)
    group.disabled_at = call.now
    return _told(call, group, "subteam_updated")


def enable(call: Call) -> JSON:
    group = _group(call)
    group.disabled_at = 0
    return _told(call, group, "subteam_updated")


def list_users(call: Call) -> JSON:
    return {"users": list(_group(call).users)}


def update_users(call: Call) -> JSON:
    group, users = _group(call), call.listing("users")
    if not users:
        raise Refusal("no_users_provided")
    if any(user not in call.workspace.users for user in users):
        raise Refusal("invalid_users")
    before, group.users = group.users, users
    answer = _told(call, group, "subteam_updated")
    added = [user for user in users if user not in before]
    removed = [user for user in before if user not in users]
    event = {
        "type": "subteam_members_changed", "subteam_id": group.id, "team_id": call.workspace.id,
        "date_previous_update": group.updated, "date_update": call.now, "added_users": added,
        "added_users_count": len(added), "removed_users": removed, "removed_users_count": len(removed),
        "event_ts": call.slack.stamp(call.workspace),
    }  # fmt: skip
    call.slack.publish(call.workspace, event)
    return answer


def _group(call: Call) -> UserGroup:
    return call.workspace.usergroup(call.text("usergroup"))


def _told(call: Call, group: UserGroup, kind: str) -> JSON:
    group.updated = call.now
    shape = usergroup_shape(group, call.workspace)
    groups = [each for each in call.workspace.usergroups.values() if not each.disabled_at]
    shapes = [usergroup_shape(each, call.workspace) for each in groups]
    call.slack.hub.tell(call.workspace.id, "usergroups_changed", usergroups=shapes)
    call.slack.publish(call.workspace, {"type": kind, "subteam": shape, "event_ts": call.slack.stamp(call.workspace)})
    return {"usergroup": shape}


WRITE = ("usergroups:write",)
METHODS = (
    Method("usergroups.list", listing, ("usergroups:read",), Tier.TWO),
    Method("usergroups.create", create, WRITE, Tier.TWO, ("name",)),
    Method("usergroups.update", update, WRITE, Tier.TWO, ("usergroup",)),
    Method("usergroups.disable", disable, WRITE, Tier.TWO, ("usergroup",)),
    Method("usergroups.enable", enable, WRITE, Tier.TWO, ("usergroup",)),
    Method("usergroups.users.list", list_users, ("usergroups:read",), Tier.TWO, ("usergroup",)),
    Method("usergroups.users.update", update_users, WRITE, Tier.TWO, ("usergroup",)),
)
