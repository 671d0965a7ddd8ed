"""What a program with a key may do: the same moves as the command line, within the assets its key is for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError

from bot.app import Bot
from bot.json_draft import draft_of, flag, names
from bot.plain_change import plain
from bot.roster import Roster
from changes.announcing import Announcing, Told
from changes.calendar import icalendar
from changes.checking import long_past
from changes.consumption import (
    as_subscriptions,
    destination,
    read_consumed,
    read_subscriptions,
    write_subscriptions,
)
from changes.diff.summary import Answer, gate
from changes.matrix import rows
from changes.model import Change
from changes.roles import ANYTHING, NotAllowed
from changes.subscriptions import Subscriptions, UnknownSubscription
from changes.tokens import MayNotDeclare, Token
from store.workspace import Workspace


@dataclass(frozen=True)
class Answered:
    content: Mapping[str, Any]
    status: int = 200


def announce(bot: Bot, token: Token, given: Mapping[str, Any], now: datetime, known: Roster) -> Answered:
    """The same key announces once and revises after; saying the same again changes nothing."""
    draft = draft_of(given, now)
    _allow(token, draft.assets)
    named = tuple(destination(one, "tell", known) for one in names(given, "tell"))
    announcing = _announcing(bot, token)
    if flag(given, "dry_run"):
        seen = announcing.preview(draft, _by(token), now, named)
        reached = {"title": draft.title, "reaches": seen.audience.spoken(), "unknown": seen.unknown}
        return Answered({**reached, "long_past": long_past(draft.when, None, now)})
    if draft.key:
        _allow_revision(announcing, token, draft.key)
    nobody, past = flag(given, "to_nobody"), flag(given, "past")
    try:
        told = announcing.submit(draft, _by(token), now, named=named, to_nobody=nobody, past=past)
    except IntegrityError:  # two said the same at the same moment: the slower one revises
        told = announcing.submit(draft, _by(token), now, named=named, to_nobody=nobody, past=past)
    return Answered(_told(announcing, told), 201 if told.outcome is None else 200)


def show(bot: Bot, token: Token, id_: str) -> Answered:
    announcing = _announcing(bot, token)
    change = announcing.ledger.get(id_)
    _allow(token, change.content.assets)
    return Answered(_state(announcing, change))


def withdraw(bot: Bot, token: Token, id_: str, why: str, now: datetime) -> Answered:
    announcing = _announcing(bot, token)
    _allow(token, announcing.ledger.get(id_).content.assets)
    told = announcing.withdraw(id_, now, why)
    return Answered({**plain(told.change), "queued": len(told.deliveries)})


def exported(bot: Bot, token: Token) -> str:
    """What those follow for whom the key may declare."""
    here = _here(bot, token)
    with here.database.read() as connection:
        return write_subscriptions(
            one for one in Subscriptions(here).all(connection) if token.declares_for(one.destination)
        )


def declared(bot: Bot, token: Token, text: str, source: str, to: str, known: Roster) -> Answered:
    """What a file of a repository declares; what it no longer declares ends. Keys do not end each other's."""
    here, name = _here(bot, token), f"{token.name}: {source}"
    wanted = (
        as_subscriptions(read_consumed(text, source), destination(to, "to", known), name)
        if to
        else read_subscriptions(text, source, known)
    )
    for one in wanted:
        if not token.declares_for(one.destination):
            raise MayNotDeclare(one.destination)
    with here.database.begin() as connection:
        came, went = Subscriptions(here).replace_source(connection, name, wanted, token.declares_for)
    return Answered({"source": source, "declared": len(wanted), "new": came, "ended": went})


def calendar(bot: Bot, token: Token, now: datetime) -> str:
    """Empty when its subscription is gone."""
    here = _here(bot, token)
    try:
        with here.database.read() as connection:
            wish = Subscriptions(here).get(connection, token.opens).wish
    except UnknownSubscription:
        return ""
    return icalendar([change for change, _ in bot.archive.caught(here, wish)], f"Changes: {wish}", now)


def _told(announcing: Announcing, told: Told) -> dict[str, Any]:
    outcome = told.outcome
    done = "announced" if outcome is None else "unchanged" if outcome.silent else "revised"
    said = list(outcome.said) if outcome else []
    reached = {"done": done, "said": said, "reaches": told.audience.spoken(), "queued": len(told.deliveries)}
    return {**_state(announcing, told.change), **reached}


def _state(announcing: Announcing, change: Change) -> dict[str, Any]:
    table = announcing.matrix(change.id)
    answers = [
        Answer(str(one.team), *((one.ack.meaning, one.ack.until, one.ack.note) if one.ack else (None, None, "")))
        for one in table.lines
    ]
    decided = gate(change.content, answers, told=True)
    return {
        **plain(change),
        "answers": rows(table),
        "spoken": table.spoken(),
        "gate": {"open": decided.open, "why": decided.why},
    }


def _announcing(bot: Bot, token: Token) -> Announcing:
    return bot.archive.announcing(_here(bot, token), bot.outbox.start)


def _allow(token: Token, assets: tuple[str, ...]) -> None:
    if not token.allows(assets):
        raise NotAllowed(assets)


def _allow_revision(announcing: Announcing, token: Token, key: str) -> None:
    """What is revised must be ours as well, not only what it becomes."""
    with announcing.ledger.begin() as connection:
        known, _ = announcing.ledger.keyed(connection, key)
    if known is not None:
        _allow(token, known.content.assets)


def _here(bot: Bot, token: Token) -> Workspace:
    return Workspace(bot.teams.database, token.workspace)


def _by(token: Token) -> str:
    return f"program {token.name}" if token.opens == ANYTHING else f"program {token.name} ({token.opens})"
