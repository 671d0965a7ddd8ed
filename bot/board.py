"""Who answers which click, form, command or shortcut: looked up by its name, and acknowledged before it is worked upon."""

import inspect
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs
from slack_sdk.web.async_client import AsyncWebClient

from bot.ask import Respond
from bot.carried import unpacked
from bot.press import Press

T = TypeVar("T")
Kind = Literal["action", "view", "command", "shortcut"]
Name = str | re.Pattern[str]
Listener = Callable[..., Awaitable[Any]]
ANY = re.compile("")
NAMED: dict[Kind, str] = {"action": "action_id", "view": "callback_id", "command": "command", "shortcut": "callback_id"}


class TakenTwice(ValueError):
    """Two would answer the same; only one of them would ever be asked."""


@dataclass(frozen=True)
class Board:
    """A listener names the arguments of Bolt's that it wants; whoever names `ack`, such as a form that may be refused,
    acknowledges by itself. Where patterns overlap, the first that was given answers.
    """

    app: AsyncApp
    _named: dict[tuple[Kind, str], Listener] = field(default_factory=dict, repr=False)
    _alike: list[tuple[Kind, re.Pattern[str], Listener]] = field(default_factory=list, repr=False)
    _after: list[Listener] = field(default_factory=list, repr=False)

    def event(self, name: str, listener: Listener) -> None:
        """There are few events, and some are heard by Bolt itself as well: these it asks for one by one."""
        self.app.event(name)(listener)

    def action(self, name: Name, listener: Listener) -> None:
        self._take("action", name, listener)

    def view(self, name: Name, listener: Listener) -> None:
        self._take("view", name, listener)

    def command(self, name: Name, listener: Listener) -> None:
        self._take("command", name, listener)

    def shortcut(self, name: Name, listener: Listener) -> None:
        self._take("shortcut", name, listener)

    def press(self, name: Name, listener: Callable[[Press], Awaitable[None]]) -> None:
        """A button that says nothing but that it was pressed."""

        async def pressed(body: dict[str, Any], client: AsyncWebClient, respond: Respond) -> None:
            await listener(Press.of(body, client, respond))

        self.action(name, pressed)

    def button(self, name: Name, carries: type[T], listener: Callable[[Press, T], Awaitable[None]]) -> None:
        """A button that carries a value of ours: refused kindly when it is of an older version."""

        async def pressed(
            body: dict[str, Any], action: dict[str, Any], client: AsyncWebClient, respond: Respond
        ) -> None:
            await listener(Press.of(body, client, respond), unpacked(carries, action.get("value")))

        self.action(name, pressed)

    def after_home(self, listener: Listener) -> None:
        """Slack asks for the home page when it is opened, not when something on it was pressed: whoever draws it is told."""
        self._after.append(listener)

    def hang(self) -> None:
        """Into Bolt, behind the events: one listener of each kind."""
        pressed: dict[str, str | re.Pattern[str]] = {"type": "block_actions", "action_id": ANY}
        self.app.action(pressed, matchers=[self._knows("action")])(self._hear("action"))
        self.app.view(ANY, matchers=[self._knows("view")])(self._hear("view"))
        self.app.command(ANY, matchers=[self._knows("command")])(self._hear("command"))
        self.app.shortcut(ANY, matchers=[self._knows("shortcut")])(self._hear("shortcut"))

    def _take(self, kind: Kind, name: Name, listener: Listener) -> None:
        if not isinstance(name, str):
            self._alike.append((kind, name, listener))
        elif self._named.setdefault((kind, name), listener) is not listener:
            raise TakenTwice(f"{kind} {name}")

    def _find(self, kind: Kind, args: AsyncArgs) -> Listener | None:
        said = str((getattr(args, kind) or {}).get(NAMED[kind], ""))
        alike = (one for of, pattern, one in self._alike if of == kind and pattern.search(said))
        return self._named.get((kind, said)) or next(alike, None)

    def _knows(self, kind: Kind) -> Callable[[AsyncArgs], Awaitable[bool]]:
        async def knows(args: AsyncArgs) -> bool:
            return self._find(kind, args) is not None

        return knows

    def _hear(self, kind: Kind) -> Callable[[AsyncArgs], Awaitable[None]]:
        async def hear(args: AsyncArgs) -> None:
            listener = self._find(kind, args)
            if listener is None:
                return
            if "ack" not in inspect.signature(listener).parameters:
                await args.ack()
            await _given(listener, args)
            if kind == "action" and (args.body.get("view") or {}).get("type") == "home":
                for one in self._after:
                    await _given(one, args)

        return hear


async def _given(listener: Listener, args: AsyncArgs) -> None:
    await listener(**{name: getattr(args, name) for name in inspect.signature(listener).parameters})
