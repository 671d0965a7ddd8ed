"""What a small Slack needs besides its messages: whose things are, who follows what, and that everybody may try announcing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from changes.model import Destination, Owner, Rhythm, Subscription
from changes.owners import Owners
from changes.roles import Grant, Roles
from changes.subscriptions import Subscriptions
from store.database import Database
from store.workspace import Workspace

Sort = Literal["person", "channel", "group"]
BERLIN = Rhythm(zone="Europe/Berlin")
OWNED = (
    ("weather*", "platform", "tomas"),
    ("features.*", "platform", "tomas"),
    ("model:churn", "data-science", "maya"),
)
FOLLOWED: tuple[tuple[Sort, str, str], ...] = (
    ("channel", "churn-model", "weather* OR features.*"),
    ("channel", "releases", "breaking"),
    ("person", "jon", "weather*"),
)


@dataclass(frozen=True)
class World:
    """The workspace as the playground shows it to us."""

    team: str
    ids: Mapping[tuple[Sort, str], str]

    @classmethod
    def of(cls, state: Mapping[str, Any]) -> "World":
        ids: dict[tuple[Sort, str], str] = {
            ("person", one["name"]): one["id"] for one in state["people"] if not one.get("is_bot")
        }
        ids |= {("channel", one["name"]): one["id"] for one in state["channels"] if one.get("name")}
        ids |= {("group", one["handle"]): one["id"] for one in state["usergroups"]}
        return cls(state["team"]["id"], ids)

    def furnish(self, database: Database) -> None:
        """Another world than ours has other people; then nothing of this is there."""
        here, now = Workspace(database, self.team), datetime.now(UTC)
        with database.begin() as connection:
            for kind, name in self.ids:
                if kind == "person":
                    Roles(here).give(connection, Grant(self._to(kind, name), "announcer"), "", now)
            for pattern, group, contact in OWNED:
                if ("group", group) in self.ids and ("person", contact) in self.ids:
                    called = self.ids["person", contact]
                    Owners(here).put(connection, Owner(pattern, self._to("group", group), called, confirmed=now))
            for kind, name, wish in FOLLOWED:
                if (kind, name) in self.ids:
                    Subscriptions(here).add(connection, Subscription("", self._to(kind, name), wish, BERLIN, since=now))

    def _to(self, kind: Sort, name: str) -> Destination:
        return Destination(kind, self.ids[kind, name])
