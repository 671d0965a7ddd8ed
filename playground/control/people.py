"""People: new ones, changed ones, present and away."""

from __future__ import annotations

from playground import ids
from playground.control.ask import Ask
from playground.deeds import people
from playground.live.rows import person_row
from playground.refusal import Refusal
from playground.values import JSON
from playground.workspace.user import User

PROFILE = ("status_text", "status_emoji", "title", "tz", "display_name", "discipline")
FIELDS = (
    *PROFILE,
    "real_name",
    "email",
    "squad",
    "locale",
    "is_admin",
    "is_owner",
    "is_restricted",
    "deleted",
    "pronouns",
)


def person(ask: Ask) -> JSON:
    name = ask.needed("name")
    told = {field: ask.args[field] for field in FIELDS if field in ask.args}
    known = next((user for user in ask.workspace.users.values() if user.name == name), None)
    if known is not None:
        people.change(ask.slack, ask.workspace, known, **told)
        return {"person": person_row(known, ask.workspace, ask.slack.clock.now())}
    if not name.isidentifier() and not name.replace(".", "").replace("-", "").isalnum():
        raise Refusal("invalid_name", "A name has letters, digits, dots and hyphens.")
    full = {
        "real_name": name.title(),
        "display_name": name.title(),
        "colour": ids.secret(name, "colour", length=6),
        **told,
    }
    user = User(id=ids.named("U", ask.workspace.id, name, length=11), name=name, **full)
    people.welcome(ask.slack, ask.workspace, user)
    return {"person": person_row(user, ask.workspace, ask.slack.clock.now())}


def profile(ask: Ask) -> JSON:
    told = {field: ask.text(field) for field in PROFILE if field in ask.args}
    people.change(ask.slack, ask.workspace, ask.me, **told)
    return {"person": person_row(ask.me, ask.workspace, ask.slack.clock.now())}


def presence(ask: Ask) -> JSON:
    value = ask.text("presence")
    if value not in ("active", "away"):
        raise Refusal("invalid_presence", "Presence is active or away.")
    people.appear(ask.slack, ask.workspace, ask.me, value)
    return {}


def dnd(ask: Ask) -> JSON:
    people.snooze(ask.slack, ask.workspace, ask.me, int(ask.number("minutes", 0)))
    return {}


DEEDS = {"person": person, "profile": profile, "presence": presence, "dnd": dnd}
