"""A view, as `views.open` answers it and interactive payloads carry it."""

from __future__ import annotations

from playground.values import JSON
from playground.workspace.view import View


def view_shape(view: View) -> JSON:
    body = view.body
    return {
        "id": view.id,
        "team_id": view.team,
        "type": view.type,
        "blocks": view.blocks,
        "private_metadata": body.get("private_metadata", ""),
        "callback_id": body.get("callback_id", ""),
        "state": {"values": view.values},
        "hash": view.hash,
        "title": body.get("title") or {"type": "plain_text", "text": "View Title", "emoji": True},
        "clear_on_close": bool(body.get("clear_on_close", False)),
        "notify_on_close": bool(body.get("notify_on_close", False)),
        "close": body.get("close"),
        "submit": body.get("submit"),
        "previous_view_id": view.previous_id,
        "root_view_id": view.root_id,
        "app_id": view.app_id,
        "external_id": view.external_id,
        "app_installed_team_id": view.team,
        "bot_id": view.bot_id,
        **({"submit_disabled": bool(body["submit_disabled"])} if "submit_disabled" in body else {}),
    }
