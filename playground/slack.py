"""The whole of it: workspaces, apps, and the wires between them."""

from __future__ import annotations

from dataclasses import dataclass, field

from playground.apps.app import App
from playground.apps.install import seat
from playground.apps.registry import Registry
from playground.clock import Clock
from playground.ids import Ids
from playground.interactions.response_urls import ResponseUrls
from playground.interactions.triggers import Triggers
from playground.interactions.unanswered import Unanswered
from playground.live.hub import Hub
from playground.oauth import Grants
from playground.payloads.events import callback
from playground.refusal import Refusal
from playground.seed.worlds import Worlds
from playground.values import JSON
from playground.wire.by_hand import ByHand
from playground.wire.companions import Companions
from playground.wire.dispatcher import Dispatcher
from playground.wire.events_api import EventsApi
from playground.wire.faults import Faults
from playground.wire.limits import Limits
from playground.wire.log import WireLog
from playground.wire.socket_mode import SocketMode
from playground.wire.subscriptions import listeners
from playground.workspace.channel import Channel
from playground.workspace.workspace import Workspace


@dataclass(slots=True)
class Slack:
    origin: str
    clock: Clock
    hub: Hub
    log: WireLog
    faults: Faults
    limits: Limits
    registry: Registry
    sockets: SocketMode
    http: EventsApi
    by_hand: ByHand
    dispatcher: Dispatcher
    triggers: Triggers
    response_urls: ResponseUrls
    grants: Grants
    workspaces: dict[str, Workspace] = field(default_factory=dict)
    ids: Ids = field(default_factory=Ids)
    companions: Companions = field(default_factory=Companions)
    worlds: Worlds = field(default_factory=Worlds)
    started_with: str = "seed"
    tour: JSON = field(default_factory=dict)
    calls_under_way: int = 0
    local: bool = True
    unanswered: dict[str, Unanswered] = field(default_factory=dict)
    """Interactions with an app that is dispatched by hand, until somebody acknowledges."""

    def home(self) -> Workspace:
        """The workspace meant when none is named."""
        return next(iter(self.workspaces.values()))

    def workspace(self, team: str | None) -> Workspace:
        if team is None:
            return self.home()
        if team not in self.workspaces:
            raise Refusal("team_not_found", f"There is no workspace {team}.")
        return self.workspaces[team]

    def stamp(self, workspace: Workspace) -> str:
        return workspace.stamp(self.clock.now())

    def publish(
        self, workspace: Workspace, event: JSON, channel: Channel | None = None, only: App | None = None
    ) -> None:
        """Tell every app that is to hear of it."""
        for installed in self.registry.installed_in(workspace.id):
            app = self.registry.apps[installed.app_id]
            if only is not None and app is not only:
                continue
            ear = listeners(event, app, installed, self.registry, channel)
            if ear is not None:
                as_user = None if ear == installed.bot_user else ear
                payload = callback(event, app, installed, self.ids.new("Ev"), self.clock.now(), as_user=as_user)
                self.dispatcher.send(
                    self.dispatcher.delivery(app, workspace.id, "event", event["type"], "events_api", payload)
                )

    def begin(self, name: str) -> Workspace:
        """The named world, fresh, in place of all that was."""
        world = self.worlds.get(name, self.clock.now())
        workspace = world.thaw()
        self.forget_doings()
        self.replace_home(workspace)
        self.tour = world.tour
        return workspace

    def replace_home(self, workspace: Workspace) -> None:
        """Apps that were installed in the first workspace are installed in this one; other workspaces end."""
        before = next(iter(self.workspaces), workspace.id)
        self.workspaces.clear()
        self.registry.move(before, workspace.id)
        self.settle_in(workspace)

    def forget_doings(self) -> None:
        """What was under way belongs to a world that is no more."""
        for doing in self.unanswered.values():
            doing.task.cancel()
        self.unanswered.clear()
        self.dispatcher.clear()
        for part in (self.triggers, self.response_urls, self.limits, self.faults):
            part.clear()
        self.log.entries.clear()
        self.clock.reset()

    def settle_in(self, workspace: Workspace) -> None:
        """The workspace takes its place here; apps that are installed in it have their bots there."""
        workspace.origin = self.origin
        self.workspaces[workspace.id] = workspace
        for installed in self.registry.installed_in(workspace.id):
            seat(workspace, self.registry.apps[installed.app_id], installed, int(self.clock.now()))


def build(origin: str, *, limits: bool = True) -> Slack:
    clock, hub, faults = Clock(), Hub(), Faults()
    log = WireLog(hub, clock)
    sockets, http, by_hand = SocketMode(clock, faults), EventsApi(clock), ByHand()
    return Slack(
        origin=origin,
        clock=clock,
        hub=hub,
        log=log,
        faults=faults,
        limits=Limits(clock, on=limits),
        registry=Registry(),
        sockets=sockets,
        http=http,
        by_hand=by_hand,
        dispatcher=Dispatcher(clock, log, faults, sockets, http, by_hand),
        triggers=Triggers(clock),
        response_urls=ResponseUrls(clock, origin),
        grants=Grants(clock),
    )
