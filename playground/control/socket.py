"""The page's socket: each person hears what they may see."""

from __future__ import annotations

import asyncio
import contextlib
import json

from starlette.websockets import WebSocket, WebSocketDisconnect

from playground.control.ask import Ask
from playground.control.endpoint import is_ours
from playground.control.places import mark_read
from playground.control.talk import typing
from playground.live.hub import Happening
from playground.refusal import Refusal
from playground.slack import Slack
from playground.values import JSON, read_json

BACKLOG = 10_000


class Viewer:
    def __init__(self, slack: Slack, socket: WebSocket, ask: Ask) -> None:
        self.slack, self.socket, self.ask = slack, socket, ask
        self.team, self.me = ask.workspace.id, ask.me.id
        self.log = socket.query_params.get("log") == "1"
        self.outbox: asyncio.Queue[JSON | None] = asyncio.Queue(BACKLOG)

    async def run(self) -> None:
        hub = self.slack.hub
        self._put({"type": "hello", "seq": hub.seq, "life": hub.life, "now": self.slack.clock.now()})
        self._catch_up()
        stop = self.slack.hub.listen(self._hear)
        writer = asyncio.create_task(self._write())
        try:
            while True:
                self._said(await self.socket.receive_text())
        except WebSocketDisconnect:
            pass
        finally:
            stop()
            writer.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await writer

    def _catch_up(self) -> None:
        after = self.socket.query_params.get("after", "")
        if not after.isdigit():
            return
        missed = self.slack.hub.since(int(after))
        if missed is None:
            self._put({"type": "resync", "seq": self.slack.hub.seq})
        for happening in missed or []:
            self._hear(happening)

    def _hear(self, happening: Happening) -> None:
        """After a reset the workspace may have another id: that much everybody must hear."""
        kind = happening.body["type"]
        wanted = self.log or kind != "log"
        if wanted and (kind == "reset" or happening.reaches(self.team, self.me)):
            self._put(happening.seen_by(self.me))

    def _put(self, told: JSON) -> None:
        """A page that does not read any more shall load anew."""
        try:
            self.outbox.put_nowait(told)
        except asyncio.QueueFull:
            while not self.outbox.empty():
                self.outbox.get_nowait()
            self.outbox.put_nowait({"type": "resync", "seq": self.slack.hub.seq})

    async def _write(self) -> None:
        with contextlib.suppress(WebSocketDisconnect, RuntimeError):
            while True:
                await self.socket.send_text(json.dumps(await self.outbox.get()))

    def _said(self, text: str) -> None:
        """What a page says is a courtesy: nonsense is passed over."""
        try:
            said = read_json(text)
        except ValueError:
            return
        if not isinstance(said, dict):
            return
        team = self.team if self.team in self.slack.workspaces else None
        ask = Ask(self.slack, self.slack.workspace(team), {**said, "as": self.me})
        with contextlib.suppress(Refusal):
            if said.get("type") == "log":
                self.log = bool(said.get("on"))
            elif said.get("type") == "typing":
                typing(ask)
            elif said.get("type") == "read":
                mark_read(ask, ask.own_channel(), str(said.get("ts")))


async def serve(slack: Slack, socket: WebSocket) -> None:
    """Only from our own page: a foreign one must not listen in."""
    origin = socket.headers.get("origin")
    ours = origin is None or origin.partition("//")[2] == socket.headers.get("host")
    if not ours or not is_ours(slack, socket.url.hostname):
        await socket.close(4403, "foreign origin")
        return
    query = socket.query_params
    try:
        ask = Ask(slack, slack.workspace(query.get("team")), dict(query))
        viewer = Viewer(slack, socket, ask)
    except Refusal as refusal:
        await socket.close(4404, refusal.error)
        return
    await socket.accept()
    await viewer.run()
