"""A form is acknowledged before it is worked upon: a view that says so comes at once, and becomes the answer."""

import asyncio
from uuid import uuid4

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.ask import Respond
from bot.card import Modal

PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)


async def push(ack: Respond, meanwhile: Modal) -> str:
    """The name under which the view can be changed: its id is not known before Slack has drawn it."""
    name = uuid4().hex
    await ack(response_action="push", view=_named(meanwhile, name))
    return name


async def become(client: AsyncWebClient, name: str, modal: Modal) -> None:
    """What we say may be faster than the acknowledgement that travels beside it; a view that was closed stays closed."""
    for pause in PAUSES:
        try:
            await client.views_update(external_id=name, view=_named(modal, name))
        except SlackApiError as error:
            if error.response.get("error") != "not_found":
                raise
            await asyncio.sleep(pause)
        else:
            return


def _named(modal: Modal, name: str) -> dict[str, object]:
    return {**modal.view(), "external_id": name}
