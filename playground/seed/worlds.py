"""The workspaces a server can start with: each is built once, and copied at every reset."""

from __future__ import annotations

import json
import pickle
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from playground.interchange.imported import imported
from playground.interchange.slack_export import read_zip
from playground.refusal import Refusal
from playground.seed.default_app import NAME, manifest
from playground.seed.tour import placed
from playground.values import JSON
from playground.workspace.workspace import Workspace

HERE = Path(__file__).parent
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
EMPTY: JSON = {
    "team": {"name": "Playground", "domain": "playground"},
    "people": [{"name": "admin", "real_name": "Ada Min", "is_admin": True, "is_owner": True}],
    "channels": [{"name": "general", "is_general": True, "members": ["admin"]}],
    "apps": [{"name": NAME, "channels": ["general"]}],
}


@dataclass(frozen=True, slots=True)
class World:
    frozen: bytes
    apps: list[JSON]
    tour: JSON

    def thaw(self) -> Workspace:
        workspace: Workspace = pickle.loads(self.frozen)
        return workspace


@dataclass(slots=True)
class Worlds:
    file: Path | None = None
    _built: dict[str, World] = field(default_factory=dict)

    def get(self, name: str, now: float) -> World:
        if name not in self._built:
            self._built[name] = self._build(name, now)
        return self._built[name]

    def _build(self, name: str, now: float) -> World:
        if name == "file" and self.file is not None:
            return from_file(self.file, now)
        if name == "empty":
            return built(EMPTY, now)
        if name == "seed":
            return built(yaml.load((HERE / "northlight.yaml").read_text(encoding="utf-8"), LOADER), now)
        raise Refusal("unknown_workspace", f"There is no workspace {name!r} to start with; there are: seed, empty.")


def built(raw: JSON, now: float) -> World:
    workspace, _, _ = imported(raw, now)
    tour = placed(raw.get("tour") or {}, workspace)
    apps = [{"manifest": manifest(str(each["name"])), **each} for each in raw.get("apps") or [{"name": NAME}]]
    return World(pickle.dumps(workspace), apps, tour)


def from_file(path: Path, now: float) -> World:
    """Our JSON, the same as YAML, or a Slack export."""
    if path.suffix == ".zip":
        workspace, _, _ = read_zip(path.read_bytes())
        return World(pickle.dumps(workspace), [{"name": NAME, "manifest": manifest()}], {})
    text = path.read_text(encoding="utf-8")
    raw = json.loads(text) if path.suffix == ".json" else yaml.load(text, LOADER)
    if not isinstance(raw, dict):
        raise Refusal("invalid_workspace", f"{path.name} holds no workspace.")
    return built(raw.get("workspace", raw), now)
