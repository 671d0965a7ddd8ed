"""The install flow: a person allows an app, and the app gets a code for it."""

from __future__ import annotations

from dataclasses import dataclass, field

from playground.clock import Clock
from playground.ids import Ids, secret
from playground.refusal import Refusal

LIFE = 600


@dataclass(frozen=True, slots=True)
class Grant:
    app_id: str
    team: str
    user: str
    scopes: tuple[str, ...]
    user_scopes: tuple[str, ...]
    redirect_uri: str
    expires: float
    org: bool = False
    """An admin of a whole organisation allowed it."""


@dataclass(slots=True)
class Grants:
    clock: Clock
    _waiting: dict[str, Grant] = field(default_factory=dict)
    _ids: Ids = field(default_factory=Ids)

    def issue(
        self,
        app_id: str,
        team: str,
        user: str,
        scopes: tuple[str, ...],
        user_scopes: tuple[str, ...],
        redirect_uri: str,
        *,
        org: bool = False,
    ) -> str:
        code = secret(app_id, "code", str(self._ids.number()))
        expires = self.clock.now() + LIFE
        self._waiting[code] = Grant(app_id, team, user, scopes, user_scopes, redirect_uri, expires, org)
        return code

    def take(self, code: str, app_id: str) -> Grant:
        """Once."""
        grant = self._waiting.pop(code, None)
        if grant is None or grant.app_id != app_id:
            raise Refusal("invalid_code")
        if grant.expires < self.clock.now():
            raise Refusal("code_expired")
        return grant
