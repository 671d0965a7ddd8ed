"""The door for programs: announce from CI, ask what was answered, declare what is consumed; and calendars to subscribe to."""

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot import program
from bot.app import Bot
from bot.body import body_of
from bot.kind_words import kind_words
from bot.roster import NamesUnknown, Roster, names_somebody, roster
from bot.surprises import Surprises
from changes.assets import BadAsset
from changes.ledger import UnknownChange
from changes.lifecycle import WrongState
from changes.remedies import Remediable, Remedy
from changes.roles import NotAllowed
from changes.tokens import MayNotDeclare, Token, TooOften, used

LARGEST = 1024 * 1024
MOST_WORDS = 200
TELLS = re.compile(rb'"tell"\s*:\s*\[[^\]]*"[#@]')
STATUS: Mapping[type[Exception], int] = {
    UnknownChange: 404,
    NotAllowed: 403,
    MayNotDeclare: 403,
    WrongState: 409,
    BadAsset: 422,
}
REMEDIES: Mapping[Remedy, str] = {
    "a word that it is meant": '`"past": true` announces it all the same',
    "a key that declares": "an admin makes one that may with `/change key NAME for #channel` in Slack",
    "somebody to tell": "name whom to `tell`, or announce it `to_nobody`",
}


@dataclass(frozen=True)
class Call:
    """A request that has shown its key. `question` holds what stands behind the question mark."""

    token: Token
    body: bytes
    question: Mapping[str, str]
    id: str = ""
    key: str = ""
    known: Roster = field(default_factory=dict)

    @property
    def given(self) -> Mapping[str, Any]:
        try:
            found = json.loads(self.body)
        except (ValueError, RecursionError) as error:
            raise NotJson from error
        if not isinstance(found, dict):
            raise NotJson
        return found


class NotJson(ValueError):
    pass


Reach = Callable[[str], Awaitable[AsyncWebClient | None]]


async def nowhere(workspace: str) -> AsyncWebClient | None:
    """For a Slack that cannot be asked."""
    return None


Answer = Callable[[Call], Response]
Prepare = Callable[[Call], Awaitable[Call]]


@dataclass(frozen=True)
class Api:
    """`reach` finds the way into a workspace, to look names up; without one, files hold ids."""

    bot: Bot
    reach: Reach = nowhere
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def routes(self) -> list[Route]:
        return [
            Route("/api/changes", self._with_key(self.announce, self._with_told), methods=["POST"]),
            Route("/api/changes/{id}", self._with_key(self.show), methods=["GET"]),
            Route("/api/changes/{id}/withdraw", self._with_key(self.withdraw), methods=["POST"]),
            Route("/api/subscriptions", self._with_key(self.export), methods=["GET"]),
            Route("/api/subscriptions", self._with_key(self.declare, self._with_names), methods=["PUT"]),
            Route("/calendar/{secret}.ics", self.calendar, methods=["GET"]),
        ]

    def announce(self, call: Call) -> Response:
        given = {**call.given, **({"key": call.key} if call.key else {})}
        return _json(program.announce(self.bot, call.token, given, self.clock(), call.known))

    def show(self, call: Call) -> Response:
        return _json(program.show(self.bot, call.token, call.id))

    def withdraw(self, call: Call) -> Response:
        why = str(call.given.get("why", "")) if call.body.strip() else ""
        return _json(program.withdraw(self.bot, call.token, call.id, why, self.clock()))

    def export(self, call: Call) -> Response:
        return Response(program.exported(self.bot, call.token), media_type="application/yaml; charset=utf-8")

    def declare(self, call: Call) -> Response:
        text = call.body.decode("utf-8", "replace")
        source, to = call.question.get("source", "parlance.yaml"), call.question.get("to", "")
        told = program.declared(self.bot, call.token, text, source[:MOST_WORDS], to[:MOST_WORDS], call.known)
        return _json(told)

    async def calendar(self, request: Request) -> Response:
        """Whoever knows the address may read it; one that was taken back is as unknown as one that never was."""
        try:
            find = partial(used, self.bot.teams.database, request.path_params["secret"], "calendar", self.clock())
            token = await self.bot.door(find)
            text = await self.bot.door(program.calendar, self.bot, token, self.clock()) if token else ""
        except TooOften as error:
            return _refused(429, str(error), {"Retry-After": str(error.seconds)})
        if not text:
            return PlainTextResponse("there is no such calendar\n", 404)
        return Response(
            text, media_type="text/calendar; charset=utf-8", headers={"Cache-Control": "private, max-age=300"}
        )

    def _with_key(self, answer: Answer, prepare: Prepare | None = None) -> Callable[[Request], Awaitable[Response]]:
        async def guarded(request: Request) -> Response:
            call = await self._call(request)
            if not isinstance(call, Call):
                return call
            try:
                ready = await prepare(call) if prepare else call
            except NamesUnknown as error:
                return _refused(422, str(error))
            return await self.bot.door(self._kindly, answer, ready)

        return guarded

    async def _with_names(self, call: Call) -> Call:
        asked = f"to: {call.question.get('to', '')}\n" + call.body.decode("utf-8", "replace")
        return await self._knowing(call) if names_somebody(asked) else call

    async def _with_told(self, call: Call) -> Call:
        return await self._knowing(call) if TELLS.search(call.body) else call

    async def _knowing(self, call: Call) -> Call:
        client = await self.reach(call.token.workspace)
        return replace(call, known=await roster(client)) if client else call

    async def _call(self, request: Request) -> Call | Response:
        scheme, _, secret = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not secret.strip():
            return _refused(401, "send `Authorization: Bearer KEY`; an admin makes a key with `/change key`", ASK)
        try:
            token = await self.bot.door(used, self.bot.teams.database, secret.strip(), "program", self.clock())
        except TooOften as error:
            return _refused(429, str(error), {"Retry-After": str(error.seconds)})
        if token is None:
            return _refused(401, "nobody gave out this key, or it was taken back", ASK)
        body = await body_of(request, LARGEST)
        if body is None:
            return _refused(413, f"at most {LARGEST // 1024} KB at once")
        key = request.headers.get("idempotency-key", "").strip()[:MOST_WORDS]
        return Call(token, body, dict(request.query_params), request.path_params.get("id", ""), key)

    def _kindly(self, answer: Answer, call: Call) -> Response:
        try:
            return answer(call)
        except NotJson:
            return _refused(400, "the body is not a JSON object")
        except Remediable as error:
            return _refused(STATUS.get(type(error), 422), error.told(REMEDIES))
        except Exception as error:  # noqa: BLE001  as with clicks: known refusals are told, surprises get a number
            kind = kind_words(error)
            if kind:
                return _refused(STATUS.get(type(error), 422), str(error.args[0]) if error.args else kind)
            return _refused(500, f"this was our fault; reference {Surprises(self.bot.metrics).note(error)}")


ASK = {"WWW-Authenticate": "Bearer"}


def _json(answer: program.Answered) -> Response:
    return JSONResponse(answer.content, answer.status)


def _refused(status: int, why: str, headers: Mapping[str, str] | None = None) -> Response:
    return JSONResponse({"error": why}, status, dict(headers or {}))
