"""A person's hands and eyes in Slack: say, type, click, submit, react, and read what came of it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.conversations.playground import Control

Json = dict[str, Any]
Carry = Callable[[Json], Awaitable[tuple[int, Any]]]
"""Takes one delivery to the app and brings back its HTTP status and the body of its acknowledgement."""

APP = "Parlance"
PATIENCE = 0.05


@dataclass
class Slack:
    """Speaks as Ana in #team unless told otherwise. Every deed returns when the app has dealt with all that follows."""

    control: Control
    carry: Carry
    person: str = "ana"
    channel: str = "#team"
    last: str = ""
    modal: Json = field(default_factory=dict)

    # -- doing -----------------------------------------------------------------------------------------------

    async def say(self, text: str, *, by: str = "", where: str = "", thread: bool | str = False) -> str:
        """`thread=True` replies to what was said last outside a thread."""
        parent = (self.last if thread is True else thread) or None
        said = await self.control.do(
            "message", as_=by or self.person, channel=where or self.channel, text=text, thread_ts=parent
        )
        if not parent:
            self.last = said["ts"]
        await self.settle()
        return str(said["ts"])

    async def edit(self, ts: str, text: str, *, by: str = "") -> None:
        await self.control.do("edit-message", as_=by or self.person, channel=self.channel, ts=ts, text=text)
        await self.settle()

    async def delete(self, ts: str, *, by: str = "") -> None:
        await self.control.do("delete-message", as_=by or self.person, channel=self.channel, ts=ts)
        await self.settle()

    async def react(self, ts: str, name: str, *, by: str = "") -> None:
        await self.control.do("reaction", as_=by or self.person, channel=self.channel, ts=ts, name=name)
        await self.settle()

    async def type(self, line: str, *, by: str = "", where: str = "") -> str:
        """A slash command; returns the text of the private answer."""
        command, _, text = line.partition(" ")
        who, place = by or self.person, where or self.channel
        seen = {message["ts"] for message in await self.ephemerals(by=who, where=place)}
        await self._interact("command", as_=who, channel=place, command=command, text=text)
        fresh = [one for one in await self.ephemerals(by=who, where=place) if one["ts"] not in seen]
        return str(fresh[-1]["text"]) if fresh else ""

    async def click(self, name: str, *, by: str = "", on: Json | None = None) -> Json:
        """Press the button with this name, on the newest message (or in the modal) that shows one."""
        who = by or self.person
        place, button = await self._find_button(name, who, on)
        return await self._interact(
            "interact",
            as_=who,
            kind="block_actions",
            action_id=button["action_id"],
            block_id=button["block_id"],
            **place,
        )

    async def shortcut(self, callback: str, ts: str, *, by: str = "") -> Json:
        who = by or self.person
        return await self._interact("shortcut", as_=who, callback_id=callback, channel=self.channel, ts=ts)

    async def submit(self, *, by: str = "", **values: Any) -> Json:
        """Fill in the open modal, `block=value`, and press its button."""
        who = by or self.person
        view = (await self.views(by=who))[-1]
        given = {
            block["block_id"]: {block["element"]["action_id"]: values[block["block_id"]]}
            for block in view["blocks"]
            if block["type"] == "input" and block["block_id"] in values
        }
        return await self._interact("interact", as_=who, kind="view_submission", view_id=view["id"], values=given)

    async def change(self, block: str, value: Any, *, by: str = "") -> Json:
        """Choose or type in a field of the open modal that tells the app at once."""
        who = by or self.person
        view = (await self.views(by=who))[-1]
        (action,) = [one["element"]["action_id"] for one in view["blocks"] if one.get("block_id") == block]
        place = {"view_id": view["id"], "block_id": block, "action_id": action}
        typed = {block: {action: value}}
        return await self._interact("interact", as_=who, kind="block_actions", value=value, values=typed, **place)

    async def press_home(self, name: str, *, by: str = "") -> Json:
        """Press a button in App Home; returns the home as it is then."""
        who = by or self.person
        home = await self.open_home(by=who)
        button = next(one for one in _buttons(home["blocks"]) if one["text"]["text"] == name)
        ids = {"action_id": button["action_id"], "block_id": button["block_id"]}
        await self._interact("interact", as_=who, kind="block_actions", view_id=home["id"], **ids)
        return await self._home(who)

    async def direct(self, *, by: str = "") -> list[Json]:
        """What the bot wrote to somebody in direct messages."""
        return await self._messages(by=by, where=f"@{APP}")

    async def open_home(self, *, by: str = "") -> Json:
        await self.control.do("open-home", as_=by or self.person, app=APP)
        await self.settle()
        return await self._home(by or self.person)

    async def _home(self, who: str) -> Json:
        state = await self.control.look("state", as_=who)
        return next((app["home"] or {} for app in state["apps"] if app["name"] == APP), {})

    # -- looking ---------------------------------------------------------------------------------------------

    async def replies(self, ts: str = "", *, by: str = "", where: str = "") -> list[Json]:
        """What a thread holds below its first message, as one person sees it."""
        root = ts or self.last
        found = await self._messages(by=by, where=where, thread_ts=root)
        return [message for message in found if message["ts"] != root]

    async def notes(self, ts: str = "") -> list[str]:
        """What the bot wrote in the thread for everybody."""
        return [one["text"] for one in await self.replies(ts) if one.get("bot_id") and not one.get("is_ephemeral")]

    async def ephemerals(self, *, by: str = "", where: str = "", thread: str = "") -> list[Json]:
        found = await self._messages(by=by, where=where, thread_ts=thread or None)
        return [message for message in found if message.get("is_ephemeral")]

    async def whispers(self, *, by: str = "", thread: str = "") -> list[str]:
        return [message["text"] for message in await self.ephemerals(by=by, thread=thread)]

    async def message(self, ts: str) -> Json:
        return next(one for one in await self._messages() if one["ts"] == ts)

    async def reactions(self, ts: str) -> list[str]:
        return [one["name"] for one in (await self.message(ts)).get("reactions", [])]

    async def views(self, *, by: str = "") -> list[Json]:
        return list((await self.control.look("state", as_=by or self.person))["views"])

    async def calls(self, method: str) -> list[Json]:
        """What the app asked of Slack, by Web API method."""
        log = await self.control.look("log", kind="web_api")
        return [one["request"] for one in log["entries"] if one["name"] == method and one["status"] != "waiting"]

    async def settle(self) -> None:
        """Carry to the app whatever waits for it, until nothing does."""
        if rest := getattr(self.carry, "rest", None):
            await rest()
        while waiting := (await self.control.look("deliveries", app=APP))["deliveries"]:
            for delivery in waiting:
                await self._bring(delivery)

    # -- helpers ---------------------------------------------------------------------------------------------

    async def _interact(self, deed: str, **wanted: Any) -> Json:
        """A person waits for the app's acknowledgement: bring the app its delivery, then everything that followed."""
        asked = asyncio.ensure_future(self.control.do(deed, **wanted))
        brought: dict[str, Json] = {}
        try:
            while not (await asyncio.wait({asked}, timeout=PATIENCE))[0]:
                brought |= await self._bring_interactions()
        finally:
            asked.cancel()  # when the app could not be told: nobody waits for its answer any more
        answer = asked.result()
        while answer.get("outcome") == "pending":
            (delivery,) = [one for one in answer["deliveries"] if one["kind"] != "event"]
            answer = brought.get(delivery["id"]) or await self._bring(delivery)
        await self.settle()
        return answer

    async def _bring_interactions(self) -> dict[str, Json]:
        waiting = (await self.control.look("deliveries", app=APP))["deliveries"]
        return {one["id"]: await self._bring(one) for one in waiting if one["kind"] != "event"}

    async def _bring(self, delivery: Json) -> Json:
        status, body = await self.carry(delivery)
        return await self.control.do("ack", delivery=delivery["id"], status=status, body=body)

    async def _messages(self, *, by: str = "", where: str = "", thread_ts: str | None = None) -> list[Json]:
        channel = (where or self.channel).replace("#", "%23")
        found = await self.control.look(f"messages/{channel}", as_=by or self.person, thread_ts=thread_ts, limit=200)
        return list(found["messages"])

    async def _find_button(self, name: str, who: str, on: Json | None) -> tuple[Json, Json]:
        for place, blocks in [({}, on["blocks"])] if on else await self._surfaces(who):
            for button in _buttons(blocks):
                if button["text"]["text"] == name:
                    return (place or {"channel": self.channel, "ts": on["ts"]} if on else place), button
        raise AssertionError(f"{who} sees no button {name!r}")

    async def _surfaces(self, who: str) -> list[tuple[Json, list[Json]]]:
        """Where buttons may be, newest first: the open modal, the thread, the channel."""
        found: list[tuple[Json, list[Json]]] = [
            ({"view_id": view["id"]}, view["blocks"]) for view in reversed(await self.views(by=who))
        ]
        threads = await self._messages(by=who, thread_ts=self.last) if self.last else []
        for message in [*reversed(threads), *reversed(await self._messages(by=who))]:
            found.append(({"channel": self.channel, "ts": message["ts"]}, message.get("blocks") or []))
        return found


def _buttons(blocks: list[Json]) -> Iterator[Json]:
    for block in blocks:
        elements = [*block.get("elements", []), *([block["accessory"]] if "accessory" in block else [])]
        for element in elements:
            if element.get("type") == "button":
                yield {**element, "block_id": block["block_id"]}
