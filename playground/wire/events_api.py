"""HTTP deliveries: signed as Slack signs them, three seconds to answer."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from urllib.parse import urlencode

import httpx

from playground.clock import Clock
from playground.refusal import Refusal
from playground.values import JSON, read_json
from playground.wire.delivery import Ack, Delivery

ACK_TIME = 3
FORM = "application/x-www-form-urlencoded"


class EventsApi:
    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self._client: httpx.AsyncClient | None = None

    async def carry(self, delivery: Delivery) -> Ack:
        if not delivery.url:
            return Ack("no_connection", reason="connection_failed")
        body, content_type = encoded(delivery)
        headers = {**signed(delivery.app.credentials.signing_secret, body), "Content-Type": content_type}
        if delivery.attempt:
            headers |= {"X-Slack-Retry-Num": str(delivery.attempt), "X-Slack-Retry-Reason": delivery.reason}
        return await self._post(delivery.url, body, headers)

    async def verify(self, delivery: Delivery) -> None:
        """Slack asks a new request URL to say its challenge back."""
        ack = await self.carry(delivery)
        challenge = delivery.payload["challenge"]
        said = ack.body.get("challenge") if isinstance(ack.body, dict) else ack.body
        if not ack.ok or said != challenge:
            raise Refusal("url_verification_failed", f"{delivery.url} did not answer Slack's challenge ({ack.status}).")

    async def close(self) -> None:
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    async def _post(self, url: str, body: bytes, headers: dict[str, str]) -> Ack:
        posting = asyncio.ensure_future(self._send(url, body, headers))
        timer = self.clock.after(ACK_TIME, posting.cancel)
        try:
            return await posting
        except asyncio.CancelledError:
            if posting.cancelled() and (task := asyncio.current_task()) is not None and not task.cancelling():
                return Ack("timeout", reason="http_timeout")
            raise
        finally:
            timer.cancel()
            posting.cancel()

    async def _send(self, url: str, body: bytes, headers: dict[str, str]) -> Ack:
        if self._client is None:
            # None is kept: what an app has left behind would be closed by a later delivery, which may end half-way.
            limits = httpx.Limits(max_connections=100, max_keepalive_connections=0)
            self._client = httpx.AsyncClient(timeout=None, follow_redirects=True, max_redirects=2, limits=limits)
        try:
            response = await self._client.post(url, content=body, headers=headers)
        except httpx.TooManyRedirects:
            return Ack("refused", reason="too_many_redirects")
        except (httpx.HTTPError, httpx.InvalidURL):
            return Ack("unreachable", reason="connection_failed")
        return answered(response)


def answered(response: httpx.Response) -> Ack:
    retry = response.headers.get("X-Slack-No-Retry") != "1"
    if not response.is_success:
        return Ack("refused", response.text[:500], response.status_code, "http_error", retry)
    return Ack("acknowledged", content(response), response.status_code)


def content(response: httpx.Response) -> JSON | str | None:
    """The answer's JSON, its text, or nothing."""
    if not response.text.strip():
        return None
    if "json" in response.headers.get("Content-Type", ""):
        try:
            said = read_json(response.content)
        except ValueError:
            return response.text
        return said if isinstance(said, dict) else response.text
    return response.text


def encoded(delivery: Delivery) -> tuple[bytes, str]:
    """Events are JSON; commands are a form; everything interactive is JSON in a form."""
    if delivery.type == "events_api":
        return json.dumps(delivery.payload).encode(), "application/json"
    if delivery.type == "slash_commands":
        return urlencode(delivery.payload).encode(), FORM
    return urlencode({"payload": json.dumps(delivery.payload)}).encode(), FORM


def signed(secret: str, body: bytes) -> dict[str, str]:
    # The real time, also when the clock is driven: an app refuses a signature older than five minutes of its own time.
    moment = str(int(time.time()))
    basis = b":".join((b"v0", moment.encode(), body))
    digest = hmac.new(secret.encode(), basis, hashlib.sha256).hexdigest()
    return {
        "X-Slack-Request-Timestamp": moment,
        "X-Slack-Signature": f"v0={digest}",
        "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        "Accept": "*/*",
    }
