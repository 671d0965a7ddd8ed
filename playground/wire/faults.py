"""Faults on demand: what a test or a demo wants to go wrong, and how often."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Any

from playground.refusal import Refusal
from playground.values import JSON

KINDS = {
    "web_api": {"ratelimited", "status", "error", "slow", "accept_then_timeout", "disconnect"},
    "delivery": {"drop", "duplicate", "hold", "slow"},
    "socket": {"drop"},
}


@dataclass(slots=True)
class Fault:
    id: str
    on: str
    do: str
    name: str | None = None
    app: str | None = None
    times: int | None = None
    every: int = 1
    options: JSON = field(default_factory=dict)
    met: int = 0

    def number(self, key: str, otherwise: float) -> float:
        return float(self.options.get(key, otherwise))

    def shape(self) -> JSON:
        own = {"id": self.id, "on": self.on, "do": self.do, "times": self.times, "every": self.every, "app": self.app}
        return {**own, "method" if self.on == "web_api" else "event": self.name, **self.options}


@dataclass(slots=True)
class Faults:
    active: list[Fault] = field(default_factory=list)
    _ids: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def add(self, raw: JSON) -> Fault:
        on, do = str(raw.get("on")), str(raw.get("do"))
        if do not in KINDS.get(on, set()):
            raise Refusal("invalid_fault", f"There is no fault {do!r} on {on!r}.")
        known = {"on", "do", "method", "event", "app", "times", "every"}
        fault = Fault(
            id=f"f{next(self._ids)}",
            on=on,
            do=do,
            name=raw.get("method") or raw.get("event"),
            app=raw.get("app"),
            times=_whole(raw.get("times")),
            every=_whole(raw.get("every")) or 1,
            options={key: value for key, value in raw.items() if key not in known},
        )
        self.active.append(fault)
        return fault

    def remove(self, id: str) -> None:
        self.active = [fault for fault in self.active if fault.id != id]

    def clear(self) -> None:
        self.active.clear()

    def strike(self, on: str, name: str, *apps: str) -> Fault | None:
        """The fault that hits this one, if any; it is counted down."""
        for fault in self.active:
            if fault.on == on and fault.name in (None, name) and (fault.app is None or fault.app in apps):
                fault.met += 1
                if fault.met % fault.every == 0:
                    return self._used(fault)
        return None

    def _used(self, fault: Fault) -> Fault:
        if fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                self.remove(fault.id)
        return fault


def _whole(value: Any) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise Refusal("invalid_fault", "times and every are whole numbers from 1.")
    return value
