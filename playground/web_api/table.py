"""All methods there are."""

from __future__ import annotations

from playground.web_api import (
    auth,
    bookmarks,
    canvases,
    chat,
    conversations,
    files,
    history,
    oauth,
    reactions,
    scheduling,
    small,
    streams,
    usergroups,
    users,
    views,
)
from playground.web_api.method import Method

FAMILIES = (
    auth, bookmarks, canvases, chat, conversations, files, history, oauth, reactions, scheduling, small, streams,
    usergroups, users, views,
)  # fmt: skip
METHODS: dict[str, Method] = {method.name: method for family in FAMILIES for method in family.METHODS}
