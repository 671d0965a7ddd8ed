"""JSON as it crosses the wire."""

from __future__ import annotations

from typing import Any

JSON = dict[str, Any]
