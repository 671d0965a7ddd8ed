"""Workspaces as a whole: reset, new ones, in and out; who lives with them is told."""

from __future__ import annotations

from playground import ids
from playground.control.ask import Ask
from playground.control.people import person
from playground.control.places import create as create_channel
from playground.deeds import apps as deeds
from playground.interchange.export import exported
from playground.interchange.imported import imported
from playground.interchange.slack_export import read_zip
from playground.refusal import Refusal
from playground.slack import Slack
from playground.values import JSON
from playground.workspace.workspace import Workspace


async def reset(ask: Ask) -> JSON:
    """As after the start; apps stay registered and connected."""
    name = ask.text("workspace") or ask.slack.started_with
    fresh = ask.slack.begin(name)
    deeds.employ_again(ask.slack, fresh, ask.slack.worlds.get(name, ask.slack.clock.now()).apps)
    await _shown(ask.slack, fresh)
    return {"team": fresh.id}


def companion(ask: Ask) -> JSON:
    ask.slack.companions.join(ask.needed("url"))
    return {}


def workspace(ask: Ask) -> JSON:
    name = ask.needed("name")
    domain = ask.text("domain") or name.lower().replace(" ", "-")
    made = Workspace(ids.named("T", domain, length=11), name, domain)
    if made.id in ask.slack.workspaces:
        raise Refusal("team_exists", f"There is already a workspace {domain}.")
    ask.slack.settle_in(made)
    for raw in ask.listing("people") or ["admin"]:
        person(Ask(ask.slack, made, raw if isinstance(raw, dict) else {"name": str(raw)}))
    for raw in ask.listing("channels") or ["general"]:
        create_channel(Ask(ask.slack, made, {"name": str(raw), "people": [user.id for user in made.people()]}))
    return {"workspace": {"id": made.id, "name": made.name, "domain": made.domain}}


def export(ask: Ask) -> JSON:
    return {"workspace": exported(ask.workspace)}


async def import_(ask: Ask) -> JSON:
    slack = ask.slack
    if "zip" in ask.args:
        found, counts, skipped = read_zip(ask.args["zip"])
    else:
        raw = ask.args.get("workspace")
        if not isinstance(raw, dict):
            raise Refusal(
                "invalid_workspace", 'Send {"workspace": …} as exported, or a Slack export as application/zip.'
            )
        found, counts, skipped = imported(raw, slack.clock.now())
    slack.forget_doings()
    slack.replace_home(found)
    slack.tour = {}
    await _shown(slack, found)
    return {"imported": counts, "skipped": skipped, "team": found.id}


async def _shown(slack: Slack, fresh: Workspace) -> None:
    await slack.companions.replaced(fresh.id)
    slack.hub.tell(fresh.id, "reset")


DEEDS = {"reset": reset, "companion": companion, "workspace": workspace, "import": import_}
