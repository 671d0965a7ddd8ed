"""What the commands about changes share: their options, how a change is shown, and how refusals of the domain are told."""

import asyncio
import contextlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot import parts
from bot.commands.completing import changes
from bot.errors import Refusal, Unreadable, WrongUse
from changes.remedies import Remediable, Remedy

if TYPE_CHECKING:
    from bot.roster import Roster
    from changes.model import Change, Destination, When

ChangeId = Annotated[
    str,
    typer.Argument(metavar="ID", help="The id of a change; parlance change list shows them.", autocompletion=changes),
]
REMEDIES: Mapping[Remedy, str] = {
    "a word that it is meant": "--past announces it all the same",
    "announced changes": "`parlance change list --all` shows them",
    "keys": "`parlance change keys` lists them",
    "somebody to tell": "--tell channel:ID tells one, --to-nobody announces it for the record",
    "your subscriptions": "`parlance change subscriptions` shows them",
}


def now() -> datetime:
    return datetime.now(UTC)


@contextlib.contextmanager
def kindly() -> Iterator[None]:
    """The domain's refusals in one sentence each."""
    from changes.assets import BadAsset
    from changes.checking import BadDraft
    from changes.consumption import BadDeclaration
    from changes.diff.reading import UnreadableContract
    from changes.diff.sql.script import UnknownDialect
    from changes.lifecycle import WrongState
    from changes.wish.grammar import BadWish
    from changes.wish.request import UnknownZone

    try:
        yield
    except UnreadableContract as error:
        raise Unreadable(error.file, error.line, error.why) from error
    except BadWish as error:
        raise WrongUse(f"{error}\n{error.pointed()}") from error
    except Remediable as error:
        raise Refusal(error.told(REMEDIES)) from error
    except WrongState as error:
        raise Refusal(str(error)) from error
    except (BadDraft, BadAsset, BadDeclaration, UnknownZone, UnknownDialect) as error:
        raise WrongUse(str(error)) from error


def destination(text: str, where: str) -> "Destination":
    """`where` is the argument or option that holds it."""
    from changes.consumption import destination as parsed

    return parsed(text, where)


def brief(change: "Change") -> str:
    content = change.content
    harm = "breaking" if content.breaking else "harmless" if content.breaking is False else "harm unknown"
    return f"{change.id}  {dated(content.when):<17} {change.state:<10} {harm:<12} {change.title}"


def dated(when: "When | None") -> str:
    return f"{when.start:%Y-%m-%d %H:%M}" if when else "no date"


def names_in_slack(text: str) -> "Roster":
    """Names are looked up in Slack, when there are any."""
    from bot.roster import NamesUnknown, names_somebody, roster

    if not names_somebody(text):
        return {}
    chosen = parts.settings()
    if not chosen.bot_token:
        raise NamesUnknown("SLACK_BOT_TOKEN is not set")
    from aiohttp import ClientError
    from slack_sdk.web.async_client import AsyncWebClient

    try:
        return asyncio.run(roster(AsyncWebClient(token=chosen.bot_token, base_url=chosen.slack_url)))
    except (ClientError, OSError, TimeoutError) as error:
        raise NamesUnknown("it does not answer") from error
