"""One Socket Mode connection: envelopes out, acknowledgements in."""

from __future__ import annotations

import asyncio
import json
import uuid
from dataclasses import dataclass, field

from starlette.websockets import WebSocket, WebSocketDisconnect

from playground.futures import resolve
from playground.values import JSON, read_json
from playground.wire.delivery import Ack, Delivery

LOST = Ack("dropped", reason="connection_failed")


@dataclass(slots=True, eq=False)
class Connection:
    socket: WebSocket
    app_id: str
    outbox: asyncio.Queue[str | None] = field(default_factory=asyncio.Queue)
    unacknowledged: dict[str, asyncio.Future[Ack]] = field(default_factory=dict)
    is_open: bool = True

    def say(self, message: JSON) -> None:
        self.outbox.put_nowait(json.dumps(message))

    def send(self, delivery: Delivery) -> asyncio.Future[Ack]:
        envelope_id = str(uuid.uuid4())
        answer: asyncio.Future[Ack] = asyncio.get_running_loop().create_future()
        self.unacknowledged[envelope_id] = answer
        self.say(envelope(delivery, envelope_id))
        answer.add_done_callback(lambda _: self.unacknowledged.pop(envelope_id, None))
        return answer

    async def run(self) -> None:
        """Until either side hangs up."""
        writer = asyncio.create_task(self._write())
        try:
            while self.is_open:
                self._hear(await self.socket.receive_text())
        except WebSocketDisconnect:
            pass
        finally:
            self.close()
            await writer

    def close(self) -> None:
        """What is not acknowledged by now was not heard."""
        self.is_open = False
        self.outbox.put_nowait(None)
        for answer in list(self.unacknowledged.values()):
            resolve(answer, LOST)

    async def _write(self) -> None:
        try:
            while (text := await self.outbox.get()) is not None:
                await self.socket.send_text(text)
            await self.socket.close()
        except (WebSocketDisconnect, RuntimeError):
            self.is_open = False

    def _hear(self, text: str) -> None:
        """Anything that is no acknowledgement of ours is ignored, as Slack does."""
        try:
            said = read_json(text)
        except ValueError:
            return
        answer = self.unacknowledged.get(said.get("envelope_id", "")) if isinstance(said, dict) else None
        if answer is not None:
            resolve(answer, Ack("acknowledged", said.get("payload")))


def envelope(delivery: Delivery, envelope_id: str) -> JSON:
    shape: JSON = {
        "envelope_id": envelope_id,
        "payload": delivery.payload,
        "type": delivery.type,
        "accepts_response_payload": delivery.accepts_response,
    }
    if delivery.type == "events_api":
        shape |= {"retry_attempt": delivery.attempt, "retry_reason": delivery.reason}
    return shape
