"""What a feature says about itself: from this come the manifest, the help and the page of scopes."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from bot.ask import Ask
from bot.board import Board
from bot.coming import Welcome
from bot.home import Contribute
from bot.message import Message

Listener = Callable[..., Awaitable[Any]]


@dataclass(frozen=True)
class Command:
    name: str
    description: str
    hint: str = ""


@dataclass(frozen=True)
class Shortcut:
    """A message shortcut works in threads, where slash commands do not."""

    callback_id: str
    name: str
    description: str
    kind: Literal["message", "global"] = "message"


@dataclass(frozen=True)
class Scope:
    name: str
    why: str


@dataclass(frozen=True)
class Word:
    """What one may say after `/parlance` or after the bot's name; `also` are other ways to begin ("what is")."""

    name: str
    help: str
    answer: Callable[[Ask], Awaitable[None]]
    hint: str = ""
    also: tuple[str, ...] = ()
    example: str = ""


@dataclass(frozen=True)
class Heard:
    """What one listener made of a message; `spoke` ends the path, so that at most one of them speaks."""

    spoke: bool = False
    mentions: int = 0
    reason: str = ""


class Ear(Protocol):
    """Listens to every message; told as well when one was edited or deleted."""

    async def hear(self, message: Message, client: Any) -> Heard: ...

    async def unhear(self, message: Message, client: Any) -> None: ...


@dataclass(frozen=True)
class About:
    """`words` follow `/parlance` or our name, `changes` follow `/change`, `playbooks` are all of `/playbook`."""

    name: str
    help: str
    commands: tuple[Command, ...] = ()
    shortcuts: tuple[Shortcut, ...] = ()
    events: tuple[str, ...] = ()
    scopes: tuple[Scope, ...] = ()
    words: tuple[Word, ...] = ()
    changes: tuple[Word, ...] = ()
    playbooks: tuple[Word, ...] = ()
    ear: Ear | None = None
    sections: tuple[Contribute, ...] = ()
    welcomes: Welcome | None = None


class Feature(Protocol):
    """One thing people can do. `register` puts on the board what it answers."""

    @property
    def about(self) -> About: ...

    def register(self, board: Board) -> None: ...
