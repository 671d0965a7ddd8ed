"""Programs that live with this Slack hear that its world is replaced, and are waited for, before anybody sees the new one."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import httpx

PATIENCE = 20.0
"""Seconds, of real time: the clock of the world that ends is no measure."""


@dataclass(slots=True)
class Companions:
    urls: list[str] = field(default_factory=list)

    def join(self, url: str) -> None:
        if url not in self.urls:
            self.urls.append(url)

    async def replaced(self, team: str) -> None:
        """Who does not answer is not waited for again."""
        if not self.urls:
            return
        async with httpx.AsyncClient(timeout=PATIENCE) as client:
            there = await asyncio.gather(*(_told(client, url, team) for url in self.urls))
        self.urls = [url for url, answered in zip(self.urls, there, strict=True) if answered]


async def _told(client: httpx.AsyncClient, url: str, team: str) -> bool:
    try:
        await client.post(url, json={"type": "reset", "team": team})
    except (httpx.HTTPError, httpx.InvalidURL):
        return False
    return True
