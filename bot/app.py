"""The only place that knows every part: the features in the order in which Bolt asks them, and the app they make."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event

from slack_bolt.async_app import AsyncApp

from bot import acknowledged
from bot.archive import Archive
from bot.board import Board
from bot.changing import Changing
from bot.delivery.outbox import Outbox
from bot.directory import Directory
from bot.door import Door
from bot.drafting import Drafting
from bot.feature import About, Feature
from bot.features.annotate import Annotate
from bot.features.answer import Answer
from bot.features.assess import Assess
from bot.features.change import Change
from bot.features.change_announce import Announce
from bot.features.change_answer import AnswerChange
from bot.features.change_assets import ChangeAssets
from bot.features.change_follow import ChangeFollow
from bot.features.change_following import ChangeFollowing
from bot.features.change_hint import ChangeHint
from bot.features.change_home import ChangeHome
from bot.features.change_keys import ChangeKeys
from bot.features.change_offer import OfferChange
from bot.features.change_permission import Permission
from bot.features.change_reading import ChangeReading
from bot.features.change_watch import WatchChange
from bot.features.decisions import Decisions
from bot.features.define import Define
from bot.features.edit import Edit
from bot.features.ending import PlaybookEnding
from bot.features.explain import Explain
from bot.features.forget import Forget
from bot.features.groups import Groups
from bot.features.help import Help
from bot.features.home import Home
from bot.features.installed import Installed
from bot.features.keep import Keep
from bot.features.me import Me
from bot.features.mute import Mute
from bot.features.newcomers import Newcomers
from bot.features.playbook import Playbook
from bot.features.record import PlaybookRecord
from bot.features.review import Review
from bot.features.run import PlaybookRuns
from bot.features.settings import Settings
from bot.features.shadow import Shadow
from bot.features.stats import Stats
from bot.features.step import PlaybookStep
from bot.features.suggest import Suggest
from bot.features.wanted import Wanted
from bot.features.why import Why
from bot.hearing import Hearing
from bot.library import Library
from bot.metrics import Metrics
from bot.offer_reasons import OfferReasons
from bot.once import Once
from bot.outages import Outages
from bot.recognising import Recognising
from bot.runcards import RunCards
from bot.spoken import Spoken
from bot.surprises import Surprises
from bot.teams import Teams
from bot.welcoming import Welcoming

Warm = Callable[[Event], None]
"""Prepares what would make the first messages slow, until it is told to stop."""


@dataclass(frozen=True)
class Bot:
    """Everything a feature may be given."""

    teams: Teams
    door: Door
    directory: Directory
    metrics: Metrics
    warm: Warm
    outbox: Outbox = field(default_factory=Outbox)
    library: Library = field(default_factory=Library)
    archive: Archive = field(default_factory=Archive)
    outages: Outages = field(default_factory=Outages)
    address: str = ""
    recognising: Recognising = field(default_factory=Recognising)

    @classmethod
    def of(
        cls,
        teams: Teams,
        warm: Warm = lambda stop: None,
        library: Library | None = None,
        archive: Archive | None = None,
    ) -> "Bot":
        door = Door()
        metrics = Metrics.fresh()
        return cls(
            teams, door, Directory(door), metrics, warm, library=library or Library(), archive=archive or Archive()
        )


def features(bot: Bot) -> tuple[Feature, ...]:
    """The table of contents. What hears messages does so in this order, and the first to speak ends it."""
    playbooks = _playbooks(bot)
    return (
        Annotate(bot.teams, bot.door, bot.directory, bot.metrics),
        Suggest(bot.library, bot.teams, bot.door),
        *_announcing(bot),
        Answer(bot.teams, bot.door, bot.metrics),
        Why(bot.teams, bot.door, bot.directory, OfferReasons(bot.library, bot.recognising)),
        Mute(bot.teams, bot.door),
        Installed(bot.teams, bot.door),
        Define(bot.teams, bot.door, bot.directory),
        Edit(bot.teams, bot.door, bot.directory),
        Review(bot.teams, bot.door, bot.directory),
        Keep(bot.teams, bot.door, bot.directory),
        Wanted(bot.teams, bot.door, bot.directory),
        Explain(bot.teams, bot.door, bot.directory),
        Playbook(bot.library, bot.teams, bot.door, tuple(word for one in playbooks for word in one.about.playbooks)),
        *playbooks,
        Settings(bot.teams, bot.door, bot.directory),
        Me(bot.teams, bot.door, bot.directory),
        Groups(bot.teams, bot.door, bot.directory),
        Stats(bot.teams, bot.door, bot.directory),
        Decisions(bot.teams, bot.door, bot.directory),
        Shadow(bot.teams, bot.door, bot.directory),
        Newcomers(bot.teams, bot.door, bot.directory),
        Forget(bot.teams, bot.door, bot.directory),
        *_following(bot),
    )


def _announcing(bot: Bot) -> tuple[Feature, ...]:
    """How a change is told, answered and watched."""
    changing = Changing(bot.teams, bot.door, bot.directory, bot.archive, bot.outbox)
    drafting = Drafting(changing, bot.recognising)
    return (
        OfferChange(changing, drafting, bot.recognising),
        Announce(changing, drafting),
        AnswerChange(changing),
        WatchChange(changing, drafting),
        Permission(changing),
        ChangeHome(changing),
    )


def _following(bot: Bot) -> tuple[Feature, ...]:
    """What people do about changes besides announcing and answering them."""
    return (
        ChangeFollow(bot.teams, bot.door, bot.directory, bot.archive),
        ChangeFollowing(bot.teams, bot.door, bot.directory, bot.archive, bot.address),
        ChangeReading(bot.teams, bot.door, bot.archive),
        ChangeAssets(bot.teams, bot.door, bot.directory),
        ChangeKeys(bot.teams, bot.door, bot.directory, bot.address),
        ChangeHint(bot.teams, bot.door),
    )


def _playbooks(bot: Bot) -> tuple[Feature, ...]:
    cards = RunCards(bot.teams, bot.door)
    return (
        PlaybookRuns(bot.library, cards),
        PlaybookStep(cards),
        PlaybookEnding(bot.library, cards),
        PlaybookRecord(cards),
        Assess(bot.library, bot.teams, bot.door, bot.directory),
    )


def listeners(bot: Bot) -> tuple[Feature, ...]:
    """The features, and what is made of them all: help, the spoken words, the path of a message."""
    own = features(bot)
    sections = tuple(one for feature in own for one in feature.about.sections)
    home = Home(bot.teams, bot.door, sections, Surprises(bot.metrics, bot.outages).sentence)
    changes = Change(tuple(word for feature in own for word in feature.about.changes))
    own = (*own, changes, home)
    help_ = Help(tuple(feature.about for feature in own))
    words = tuple(word for feature in (*own, help_) for word in feature.about.words)
    spoken = Spoken(words, Once(bot.teams, bot.door))
    ears = tuple(feature.about.ear for feature in own if feature.about.ear is not None)
    welcomes = tuple(feature.about.welcomes for feature in own if feature.about.welcomes is not None)
    return (*own, help_, spoken, Hearing(ears, spoken, bot.metrics, bot.outages), Welcoming(welcomes))


def abouts(bot: Bot) -> tuple[About, ...]:
    return tuple(feature.about for feature in listeners(bot))


def connect(app: AsyncApp, bot: Bot) -> AsyncApp:
    """Bolt asks its listeners one by one. Messages are nine in ten of what comes, so whoever hears them is asked first."""
    board = Board(app)
    for feature in sorted(listeners(bot), key=lambda one: not isinstance(one, Hearing)):
        feature.register(board)
    board.hang()
    Surprises(bot.metrics, bot.outages).register(app)
    acknowledged.register(app)
    return app
