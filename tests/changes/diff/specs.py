"""Small contracts to compare: one endpoint, `POST /orders`, whose parts a test fills in."""

import copy
import json
from datetime import date
from typing import Any

from changes.diff.levels import Level, level_of
from changes.diff.openapi.compare import differences
from changes.diff.reading import Source
from changes.model import Difference

TODAY = date(2026, 3, 1)


def source(data: Any, name: str = "contract.json") -> Source:
    return Source(json.dumps(data), name)


def edited(whole: dict[str, Any], *path: str | int, to: Any = None) -> dict[str, Any]:
    """The same with one value set, or removed."""
    data = copy.deepcopy(whole)
    place: Any = data
    *way, last = path
    for step in way:
        place = place[step]
    if to is None:
        del place[last]
    else:
        place[last] = to
    return data


def api(operation: dict[str, Any] | None = None, **root: Any) -> dict[str, Any]:
    """A whole document; `root` overrides what stands at its top."""
    post = {"responses": {"200": {"description": "done"}}} if operation is None else operation
    head = {"openapi": "3.1.0", "info": {"title": "Shop API", "version": "2026"}}
    return {**head, "paths": {"/orders": {"post": post}}, **root}


def request(schema: Any, media: str = "application/json") -> dict[str, Any]:
    return api({"requestBody": {"content": {media: {"schema": schema}}}, "responses": {}})


def response(schema: Any, media: str = "application/json") -> dict[str, Any]:
    return api({"responses": {"200": {"description": "done", "content": {media: {"schema": schema}}}}})


def header(schema: Any) -> dict[str, Any]:
    return api({"responses": {"200": {"description": "done", "headers": {"X-Rate": {"schema": schema}}}}})


def parameter(schema: Any, **more: Any) -> dict[str, Any]:
    return api({"parameters": [{"in": "query", "name": "limit", "schema": schema, **more}], "responses": {}})


def inside(schema: Any) -> dict[str, Any]:
    """An object with the schema as its property `part`."""
    return {"type": "object", "properties": {"part": schema}}


def found(old: Any, new: Any, **more: Any) -> tuple[Difference, ...]:
    return differences(source(old, "old.json"), source(new, "new.json"), **{"today": TODAY, **more})


def rules(old: Any, new: Any, **more: Any) -> set[str]:
    return {one.rule for one in found(old, new, **more)}


def levels_of(old: Any, new: Any, **more: Any) -> dict[str, Level]:
    return {one.rule: level_of(one) for one in found(old, new, **more)}


def breaks(old: Any, new: Any, **more: Any) -> bool:
    return any(one.breaking for one in found(old, new, **more))
