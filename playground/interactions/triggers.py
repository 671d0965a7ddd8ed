"""Trigger ids: proof that a person has just done something, good for three seconds and for one modal."""

from __future__ import annotations

from dataclasses import dataclass, field

from playground.clock import Clock
from playground.ids import Ids, secret
from playground.refusal import Refusal

LIFE = 3
KEPT = 10_000


@dataclass(slots=True)
class Trigger:
    app_id: str
    team: str
    user: str
    view_id: str | None
    expires: float
    used: bool = False


@dataclass(slots=True)
class Triggers:
    clock: Clock
    _known: dict[str, Trigger] = field(default_factory=dict)
    _ids: Ids = field(default_factory=Ids)

    def issue(self, app_id: str, team: str, user: str, view_id: str | None = None) -> str:
        self._forget_old()
        number = self._ids.number()
        value = f"{number:013d}.{int(self.clock.now())}.{secret(app_id, user, str(number))}"
        self._known[value] = Trigger(app_id, team, user, view_id, self.clock.now() + LIFE)
        return value

    def redeem(self, value: str, app_id: str) -> Trigger:
        trigger = self._known.get(value)
        if trigger is None or trigger.app_id != app_id:
            raise Refusal("invalid_trigger_id")
        if trigger.expires < self.clock.now():
            raise Refusal("expired_trigger_id")
        if trigger.used:
            raise Refusal("exchanged_trigger_id")
        trigger.used = True
        return trigger

    def _forget_old(self) -> None:
        if len(self._known) > KEPT:
            recent = list(self._known.items())[-KEPT // 2 :]
            self._known = dict(recent)

    def clear(self) -> None:
        self._known.clear()
