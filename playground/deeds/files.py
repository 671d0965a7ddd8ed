"""Files arrive, are shared and go."""

from __future__ import annotations

import mimetypes

from playground.payloads import events
from playground.slack import Slack
from playground.workspace.channel import Channel
from playground.workspace.file import File
from playground.workspace.workspace import Workspace

TYPES = {
    "txt": "text", "log": "text", "csv": "csv", "json": "json", "yaml": "yaml", "yml": "yaml", "py": "python",
    "md": "markdown", "sql": "sql", "jpeg": "jpg", "ics": "ics",
}  # fmt: skip
MIMES = {"yaml": "application/yaml", "markdown": "text/markdown", "sql": "application/sql"}


def new_file(slack: Slack, workspace: Workspace, name: str, user: str, content: bytes = b"", title: str = "") -> File:
    filetype = type_of(name)
    mimetype = MIMES.get(filetype) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    file = File(
        workspace.ids.new("F"), name, title or name, user, int(slack.clock.now()),
        content=content, filetype=filetype, mimetype=mimetype,
    )  # fmt: skip
    workspace.files[file.id] = file
    return file


def type_of(name: str) -> str:
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return TYPES.get(ending, ending or "binary")


def created(slack: Slack, workspace: Workspace, file: File) -> None:
    slack.publish(workspace, events.file_event("file_created", file.id, file.user, slack.stamp(workspace)))


def shared(slack: Slack, workspace: Workspace, file: File, channel: Channel, ts: str) -> None:
    file.shares.setdefault(channel.id, []).append(ts)
    event = events.file_event("file_shared", file.id, file.user, slack.stamp(workspace), channel.id)
    slack.publish(workspace, event, channel)


def changed(slack: Slack, workspace: Workspace, file: File) -> None:
    slack.publish(workspace, events.file_event("file_change", file.id, file.user, slack.stamp(workspace)))


def deleted(slack: Slack, workspace: Workspace, file: File) -> None:
    del workspace.files[file.id]
    place = next(iter(file.shares), None)
    slack.publish(workspace, events.file_event("file_deleted", file.id, file.user, slack.stamp(workspace), place))
