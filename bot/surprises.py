"""Where every exception of the edge ends: a refusal becomes a kind sentence, anything else a reference number."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp
from slack_bolt.error import BoltUnhandledRequestError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.ask import Ask, Respond
from bot.card import Card
from bot.kind_words import kind_words
from bot.logs import log
from bot.metrics import Metrics
from bot.outages import Outages
from bot.views import errors as views
from bot.views import refusals

NOT_THERE = frozenset({"not_in_channel", "channel_not_found", "is_archived", "user_not_in_channel", "no_permission"})
LATE = frozenset({"expired_trigger_id", "exchanged_trigger_id", "trigger_expired", "trigger_exchanged"})


@dataclass(frozen=True)
class Surprises:
    metrics: Metrics
    outages: Outages = field(default_factory=Outages)

    def register(self, app: AsyncApp) -> None:
        app.error(self.answer)

    async def answer(
        self,
        error: Exception,
        body: Mapping[str, Any],
        client: AsyncWebClient,
        context: Mapping[str, Any],
        respond: Respond,
        response: BoltResponse | None,
    ) -> BoltResponse | None:
        """Always 200: Slack need not add a complaint of its own to ours. No response: it was acknowledged before."""
        if not isinstance(error, BoltUnhandledRequestError):
            card = self._card(error)
            ask = _asker(body, client, context, respond if context.get("response_url") else None)
            if ask is not None:
                await _tell(ask, card)
        return BoltResponse(status=200, body="") if response is not None else None

    def sentence(self, error: BaseException) -> str:
        """For a place that shows one line: kind words where we have some, else the reference."""
        kind = kind_words(error) or _of_slack(error)
        return views.refused(kind).text if kind else views.not_shown(self.note(error))

    def _card(self, error: Exception) -> Card:
        kind = kind_words(error) or _of_slack(error)
        if kind:
            self.metrics.refusals.inc()
            log.info("refused", name=type(error).__name__)
            return views.refused(kind)
        return views.surprised(self.note(error))

    def note(self, error: BaseException) -> str:
        """Logged under a number that the person is told; with its stack, unless its cause was told before."""
        reference = secrets.token_hex(4)
        self.metrics.surprises.inc()
        stack = {"exc_info": error} if self.outages.is_news(error) else {}
        log.error("surprise", reference=reference, name=type(error).__name__, **stack)
        return reference


def _of_slack(error: BaseException) -> str:
    if not isinstance(error, SlackApiError):
        return ""
    answer = getattr(error.response, "data", None)  # what a proxy said is handed on as it came
    code = answer.get("error") if isinstance(answer, dict) else ""
    if code in NOT_THERE:
        return refusals.NOT_THERE
    if code in LATE:
        return refusals.LATE
    if code == "ratelimited":
        return refusals.TOO_FAST
    return ""


def _asker(
    body: Mapping[str, Any], client: AsyncWebClient, context: Mapping[str, Any], respond: Respond | None
) -> Ask | None:
    """Who should hear of it. Nobody, when a message was merely overheard."""
    event = body.get("event") or {}
    if event and event.get("type") != "app_mention" and event.get("channel_type") != "im":
        return None
    person = context.get("user_id")
    if not person:
        return None
    container = body.get("container") or {}
    return Ask(
        workspace=context.get("team_id") or "",
        person=person,
        channel=context.get("channel_id") or person,
        words="",
        client=client,
        thread=event.get("thread_ts") or container.get("thread_ts") or "",
        respond=respond,
    )


async def _tell(ask: Ask, card: Card) -> None:
    """To say that something went wrong may go wrong as well; then the log must do."""
    try:
        if ask.respond is None and ask.channel == ask.person:
            await ask.client.chat_postMessage(channel=ask.person, **card.arguments())
        else:
            await ask.answer(card)
    except (SlackApiError, OSError, ValueError) as error:
        log.warning("could not tell", name=type(error).__name__)
