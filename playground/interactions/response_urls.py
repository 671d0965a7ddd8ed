"""Response URLs: an app may answer through one five times within half an hour."""

from __future__ import annotations

from dataclasses import dataclass, field

from playground.clock import Clock
from playground.ids import Ids, secret
from playground.refusal import Refusal

LIFE = 30 * 60
USES = 5
KEPT = 10_000


@dataclass(slots=True)
class ResponseUrl:
    app_id: str
    team: str
    user: str
    channel: str
    expires: float
    message_ts: str | None = None
    thread_ts: str | None = None
    uses: int = 0


@dataclass(slots=True)
class ResponseUrls:
    clock: Clock
    origin: str
    _known: dict[str, ResponseUrl] = field(default_factory=dict)
    _ids: Ids = field(default_factory=Ids)

    def issue(
        self, kind: str, app_id: str, team: str, user: str, channel: str, ts: str | None, thread: str | None
    ) -> str:
        self._forget_old()
        number = self._ids.number()
        key = secret(app_id, "response", str(number))
        self._known[key] = ResponseUrl(app_id, team, user, channel, self.clock.now() + LIFE, ts, thread)
        return f"{self.origin}/{kind}/{team}/{number:013d}/{key}"

    def take(self, key: str) -> ResponseUrl:
        url = self._known.get(key)
        if url is None:
            raise Refusal("invalid_url")
        if url.expires < self.clock.now():
            raise Refusal("expired_url")
        if url.uses >= USES:
            raise Refusal("used_url")
        url.uses += 1
        return url

    def peek(self, url: str) -> ResponseUrl:
        """The place behind a URL, without using it up: Slack itself looks."""
        key = url.rpartition("/")[2]
        if key not in self._known:
            raise Refusal("invalid_url")
        return self._known[key]

    def _forget_old(self) -> None:
        if len(self._known) > KEPT:
            recent = list(self._known.items())[-KEPT // 2 :]
            self._known = dict(recent)

    def clear(self) -> None:
        self._known.clear()
