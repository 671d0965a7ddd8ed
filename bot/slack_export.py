"""A Slack export as plain messages: the zip that an admin downloads, with users.json and a folder for each channel."""

import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import Unreadable
from bot.message import Message
from bot.people import Person, from_slack

# damaged, cut off, locked with a password
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError)


@dataclass(frozen=True)
class SlackExport:
    """`channels` by name, each with its messages, oldest first."""

    people: dict[str, Person]
    channels: dict[str, tuple[Message, ...]]

    @classmethod
    def at(cls, path: Path) -> "SlackExport":
        try:
            with zipfile.ZipFile(path) as archive:
                return _read(path, archive)
        except OSError as error:
            raise Unreadable(str(path), None, error.strerror or str(error)) from error
        except zipfile.BadZipFile as error:
            raise Unreadable(str(path), None, f"not a Slack export: {error}") from error


def _read(path: Path, archive: zipfile.ZipFile) -> SlackExport:
    names = sorted(archive.namelist())
    if "users.json" not in names:
        raise Unreadable(str(path), None, "not a Slack export: there is no users.json in it")
    users = _json(path, archive, "users.json")
    people = {one["id"]: from_slack(one) for one in users if isinstance(one, Mapping) and "id" in one}
    folders = sorted({name.partition("/")[0] for name in names if "/" in name and name.endswith(".json")})
    return SlackExport(people, {one: tuple(_messages(path, archive, one, names)) for one in folders})


def _messages(path: Path, archive: zipfile.ZipFile, folder: str, names: list[str]) -> Iterator[Message]:
    for name in names:
        if not name.startswith(f"{folder}/") or not name.endswith(".json"):
            continue
        for event in _json(path, archive, name):
            message = Message.from_event({**event, "channel": folder}, "") if isinstance(event, Mapping) else None
            if message is not None:
                yield message


def _json(path: Path, archive: zipfile.ZipFile, name: str) -> list[Any]:
    try:
        content = json.loads(archive.read(name))
    except ValueError as error:
        raise Unreadable(f"{path}/{name}", None, f"not JSON: {error}") from error
    except UNREADABLE as error:
        raise Unreadable(f"{path}/{name}", None, str(error)) from error
    if not isinstance(content, list):
        raise Unreadable(f"{path}/{name}", None, "expected a list")
    return content
