"""Slack tells things more than once, for minutes and to any process; what acts on them asks here first."""

from dataclasses import dataclass

from bot.door import Door
from bot.teams import Teams


@dataclass(frozen=True)
class Once:
    teams: Teams
    door: Door

    async def first(self, workspace: str, key: str) -> bool:
        """True for the one who hears this first."""
        team = await self.door(self.teams.of, workspace)
        return bool(await self.door(team.history.first, key))
