"""A guided tour: steps that point at real places of the workspace."""

from __future__ import annotations

from playground.refusal import Refusal
from playground.values import JSON
from playground.workspace.workspace import Workspace


def placed(tour: JSON, workspace: Workspace) -> JSON:
    """Names become ids; a landmark of the history becomes its `ts`."""
    if not tour:
        return {}
    return {**tour, "steps": [_step(step, workspace) for step in tour.get("steps") or []]}


def _step(step: JSON, workspace: Workspace) -> JSON:
    suggest = dict(step.get("suggest") or {})
    for place in ("thread", "message"):
        if place in suggest:
            suggest["thread_ts" if place == "thread" else "ts"] = _landmark(str(suggest.pop(place)), workspace)
    told = {**step, "as": workspace.user(str(step["as"])).id, "suggest": suggest}
    if step.get("channel"):
        told["channel"] = workspace.channel(str(step["channel"])).id
    return told


def _landmark(name: str, workspace: Workspace) -> str:
    if name not in workspace.landmarks:
        raise Refusal("invalid_workspace", f"The tour points at {name!r}, which no message is called.")
    return workspace.landmarks[name]
