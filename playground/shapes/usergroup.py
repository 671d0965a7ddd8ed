"""A user group, as `usergroups.list` and the subteam events write it."""

from __future__ import annotations

from playground.values import JSON
from playground.workspace.usergroup import UserGroup
from playground.workspace.workspace import Workspace


def usergroup_shape(group: UserGroup, workspace: Workspace, *, users: bool = True, count: bool = True) -> JSON:
    shape: JSON = {
        "id": group.id,
        "team_id": workspace.id,
        "is_usergroup": True,
        "is_subteam": True,
        "name": group.name,
        "description": group.description,
        "handle": group.handle,
        "is_external": False,
        "date_create": group.created,
        "date_update": group.updated,
        "date_delete": group.disabled_at,
        "auto_provision": False,
        "enterprise_subteam_id": "",
        "created_by": group.creator,
        "updated_by": group.creator,
        "deleted_by": None,
        "prefs": {"channels": list(group.channels), "groups": []},
        "channel_count": len(group.channels),
    }
    if users:
        shape["users"] = list(group.users)
    if count:
        shape["user_count"] = len(group.users)
    return shape
