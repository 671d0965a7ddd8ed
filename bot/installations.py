"""Tokens of many workspaces: slack_sdk's own stores on our database, reached through the door."""

from collections.abc import Callable
from dataclasses import dataclass, field
from logging import Logger, getLogger
from typing import Any

import sqlalchemy as sa
from slack_bolt.error import BoltError
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore

from bot.card import NOBODY
from bot.door import Door
from store.database import Database

STATE_SECONDS = 600
LOGGER = getLogger("parlance.installations")


Welcome = Callable[[str, str], object]
"""Hears which workspace installed us, and by whose hand."""


def nobody_to_welcome(workspace: str, person: str) -> None:
    """Where only tokens are looked up."""


class OrganisationWide(BoltError):
    """One token for all workspaces of an organisation: what we keep belongs to one workspace each."""


@dataclass(frozen=True)
class Installations(AsyncInstallationStore):
    door: Door
    writer: SQLAlchemyInstallationStore = field(repr=False)
    reader: SQLAlchemyInstallationStore = field(repr=False)
    welcome: Welcome = nobody_to_welcome

    @classmethod
    def on(
        cls, database: Database, client_id: str, door: Door, welcome: Welcome = nobody_to_welcome
    ) -> "Installations":
        """A lookup comes with every event, so it must not take the write lock."""
        snapshot = database.engine.execution_options(reads_only=True)
        return cls(
            door,
            writer=SQLAlchemyInstallationStore(client_id, database.engine, logger=LOGGER),
            reader=SQLAlchemyInstallationStore(client_id, snapshot, logger=LOGGER),
            welcome=welcome,
        )

    @property
    def logger(self) -> Logger:
        return LOGGER

    async def async_save(self, installation: Installation) -> None:
        if installation.is_enterprise_install:
            raise OrganisationWide
        await self.door(self.writer.save, installation)
        if installation.team_id and installation.user_id:
            await self.door(self.welcome, installation.team_id, installation.user_id)

    async def async_save_bot(self, bot: Bot) -> None:
        await self.door(self.writer.save_bot, bot)

    async def bot_in(self, workspace: str) -> Bot | None:
        """Whatever organisation the workspace belongs to: an event names it, a delivery does not know it."""
        return await self.door(self._bot_in, workspace)

    def _bot_in(self, workspace: str) -> Bot | None:
        known = self.reader.bots.c
        wish = sa.select(known.enterprise_id).where(
            known.client_id == self.reader.client_id, known.team_id == workspace
        )
        with self.reader.engine.connect() as connection:
            found = connection.execute(wish.order_by(known.installed_at.desc()).limit(1)).first()
        return self.reader.find_bot(enterprise_id=found.enterprise_id, team_id=workspace) if found else None

    async def async_find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        return await self.door(
            self.reader.find_bot,
            enterprise_id=enterprise_id,
            team_id=team_id,
            is_enterprise_install=is_enterprise_install,
        )

    async def async_find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        return await self.door(
            self.reader.find_installation,
            enterprise_id=enterprise_id,
            team_id=team_id,
            user_id=user_id,
            is_enterprise_install=is_enterprise_install,
        )

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        await self.door(self.writer.delete_bot, enterprise_id=enterprise_id, team_id=team_id)

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        await self.door(self.writer.delete_installation, enterprise_id=enterprise_id, team_id=team_id, user_id=user_id)


@dataclass(frozen=True)
class States(AsyncOAuthStateStore):
    door: Door
    store: SQLAlchemyOAuthStateStore = field(repr=False)

    @classmethod
    def on(cls, database: Database, door: Door) -> "States":
        return cls(door, SQLAlchemyOAuthStateStore(STATE_SECONDS, database.engine, logger=LOGGER))

    @property
    def logger(self) -> Logger:
        return LOGGER

    async def async_issue(self, *args: Any, **kwargs: Any) -> str:
        return await self.door(self.store.issue)

    async def async_consume(self, state: str) -> bool:
        return await self.door(self.store.consume, state)


def forget_installer(connection: sa.Connection, workspace: str, person: str) -> int:
    """Whose hand installed us; the installation itself belongs to the workspace."""
    name = SQLAlchemyInstallationStore.default_installations_table_name
    installed = SQLAlchemyInstallationStore.build_installations_table(sa.MetaData(), name)
    theirs = (installed.c.team_id == workspace, installed.c.user_id == person)
    return connection.execute(sa.update(installed).where(*theirs).values(user_id=NOBODY)).rowcount
