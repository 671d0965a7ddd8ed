"""A word to one person: where they are if we can, else in their direct messages, where nothing gets lost."""

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.card import Card
from bot.ids import is_direct
from bot.logs import log
from bot.message import Message

NOT_HERE = frozenset({"channel_not_found", "not_in_channel", "user_not_in_channel", "is_archived"})


async def whisper(client: AsyncWebClient, person: str, card: Card, channel: str = "", thread: str = "") -> None:
    """Only for what may get lost; what must arrive is written with `write_to`."""
    if not channel or is_direct(channel):
        return await write_to(client, person, card)
    try:
        await client.chat_postEphemeral(channel=channel, user=person, thread_ts=thread or None, **card.arguments())
    except SlackApiError as error:
        if error.response.get("error") not in NOT_HERE:
            raise
        await write_to(client, person, card)


async def offer(client: AsyncWebClient, message: Message, card: Card) -> bool:
    """To the author of a message, who asked for nothing: what Slack refuses is left unsaid."""
    try:
        await client.chat_postEphemeral(
            channel=message.channel, user=message.person, thread_ts=message.thread or None, **card.arguments()
        )
    except SlackApiError as error:
        log.warning("offer refused", channel=message.channel, error=error.response.get("error"))
        return False
    return True


async def write_to(client: AsyncWebClient, person: str, card: Card) -> None:
    await client.chat_postMessage(channel=person, unfurl_links=False, unfurl_media=False, **card.arguments())
