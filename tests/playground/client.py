"""Thin clients of the control API: what a person does, in a test's words."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import httpx

Answer = dict[str, Any]
PATIENCE = 60
"""Seconds: spent only when something does not come."""
NO_TLS = False
"""To load what TLS needs takes longer than most tests."""


class Refused(Exception):
    def __init__(self, answer: Answer) -> None:
        super().__init__(f"{answer['error']}: {answer.get('detail')}")
        self.error: str = answer["error"]
        self.detail: str = answer.get("detail", "")
        self.answer = answer


class Control:
    """For tests in which the app under test is somewhere else."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.base_url = f"{url}/api/"
        self.start = 0
        self.http = httpx.Client(base_url=url, timeout=2 * PATIENCE)

    def begin(self) -> None:
        """As at the start; what happens from now on is this test's."""
        self.start = self.do("reset")["seq"]
        self.do("limits", on=False)
        self.do(
            "clock", running=False
        )  # until a test moves it: on a busy machine nobody's three seconds are over too early

    def do(self, name: str, /, **args: Any) -> Answer:
        return checked(self.http.post(f"/_control/{name}", json=args))

    def look(self, name: str, /, **args: Any) -> Answer:
        return checked(self.http.get(f"/_control/{name}", params=args))

    def say(self, who: str, channel: str, text: str, **args: Any) -> Answer:
        return self.do("message", channel=channel, text=text, **{"as": who, **args})

    def messages(self, who: str, channel: str, **args: Any) -> list[Answer]:
        found: list[Answer] = self.look(f"messages/{quote(channel)}", **{"as": who, **args})["messages"]
        return found

    def texts(self, who: str, channel: str, **args: Any) -> list[str]:
        return [message["text"] for message in self.messages(who, channel, **args)]

    def happened(self, count: int = 1, **match: Any) -> list[Answer]:
        found: list[Answer] = self.do("wait", after=self.start, count=count, match=match, timeout=PATIENCE)["events"]
        return found

    def deliveries(self, app: str) -> list[Answer]:
        """What waits for an app that is dispatched by hand; from now on acknowledged."""
        found: list[Answer] = self.look("deliveries", app=app)["deliveries"]
        for delivery in found:
            self.do("ack", delivery=delivery["id"])
        return found

    def close(self) -> None:
        self.http.close()


class Live:
    """The same for tests that hold the app in their own event loop."""

    def __init__(self, control: Control) -> None:
        self.control = control
        self.http = httpx.AsyncClient(base_url=control.url, timeout=2 * PATIENCE, verify=NO_TLS)

    async def do(self, name: str, /, **args: Any) -> Answer:
        return checked(await self.http.post(f"/_control/{name}", json=args))

    async def say(self, who: str, channel: str, text: str, **args: Any) -> Answer:
        return await self.do("message", channel=channel, text=text, **{"as": who, **args})

    async def happened(self, count: int = 1, **match: Any) -> list[Answer]:
        wish = {"after": self.control.start, "count": count, "match": match, "timeout": PATIENCE}
        found: list[Answer] = (await self.do("wait", **wish))["events"]
        return found

    async def close(self) -> None:
        await self.http.aclose()


def checked(response: httpx.Response) -> Answer:
    answer: Answer = response.json()
    if not answer["ok"]:
        raise Refused(answer)
    return answer
