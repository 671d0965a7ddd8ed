"""`/parlance …`, `@Parlance …` and direct messages are one language: the first words say who answers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.ask import Ask, slash
from bot.board import Board
from bot.card import Card
from bot.feature import About, Command, Scope, Word
from bot.ids import PERSON
from bot.once import Once
from bot.views import spoken as views
from bot.words import nearest, said

GREETED = re.compile(rf"^(?:\s*{PERSON})+")


@dataclass(frozen=True)
class Spoken:
    """`words` in the order of the features; `help` answers an empty ask."""

    words: tuple[Word, ...]
    once: Once

    @property
    def about(self) -> About:
        return About(
            name="Ask me",
            help="`/parlance` with a word, or my name with a word; in a direct message the word alone.",
            commands=(Command("/parlance", "Help, settings, quiet, and why I wrote something", "help | mute | why"),),
            events=("app_mention", "message.im"),
            scopes=(
                Scope("commands", "to hear slash commands and shortcuts"),
                Scope("app_mentions:read", "to hear what is said to it by name, also inside threads"),
                Scope("im:history", "to read what somebody writes to it directly"),
                Scope("chat:write", "to answer, and to write its notes"),
            ),
        )

    def register(self, board: Board) -> None:
        board.command("/parlance", slash(self.answer))
        board.event("app_mention", self.mention)

    async def mention(self, event: Mapping[str, Any], client: AsyncWebClient, context: Mapping[str, Any]) -> None:
        if event.get("bot_id") or event.get("edited") or not event.get("user"):
            return
        text = words_of(event.get("text", ""), context["bot_user_id"])
        ask = Ask(
            workspace=context["team_id"],
            person=event["user"],
            channel=event["channel"],
            words=text,
            client=client,
            ts=event["ts"],
            thread=event.get("thread_ts") or event["ts"],
        )
        if not addressed(event.get("text", ""), context["bot_user_id"]) and not self.find(text):
            return
        if await self.once.first(ask.workspace, f"asked:{ask.channel}:{ask.ts}"):
            await self.answer(ask)

    async def answer(self, ask: Ask) -> None:
        found = self.find(ask.words)
        if found:
            word, rest = found
            await word.answer(ask.about(rest))
        else:
            await ask.answer(self.not_understood(ask.words))

    def find(self, text: str) -> tuple[Word, str] | None:
        return said(self.words, text)

    def not_understood(self, text: str) -> Card:
        first = text.split()[0] if text.split() else ""
        return views.not_understood(first, nearest(self.words, first))


def words_of(text: str, bot_user: str | None) -> str:
    """Without our own name, and without whoever is greeted before the words; whom the words are about stays in them."""
    others = re.sub(PERSON, lambda found: " " if found.group(1) == bot_user else found.group(), text)
    return GREETED.sub("", others).strip()


def addressed(text: str, bot_user: str | None) -> bool:
    """Is this said to us, rather than about us?"""
    found = re.match(PERSON, text.lstrip())
    return bool(found and found.group(1) == bot_user)
