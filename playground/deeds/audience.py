"""Who may see what happens in a conversation, and for whom more waits because of it."""

from __future__ import annotations

from playground.live.badges import badges
from playground.slack import Slack
from playground.workspace.channel import Channel
from playground.workspace.workspace import Workspace


def audience(channel: Channel) -> list[str] | None:
    """`None`: everybody of the workspace."""
    return None if channel.kind == "public" else list(channel.members)


def count_anew(slack: Slack, workspace: Workspace, users: list[str]) -> None:
    """What waits for these people is another number now; everybody hears of it, since everybody can be everybody here."""
    people = list(users)
    slack.hub.tell(workspace.id, "badges", people=lambda _viewer: badges(workspace, people))
