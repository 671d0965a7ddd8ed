"""Announcing by hand and from CI: the same key announces once and revises after; the exit code can gate a merge."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, cast

import typer

from bot import files, jsonlines, parts
from bot.commands import change_over
from bot.commands.change_common import REMEDIES, ChangeId, destination, kindly, now
from bot.commands.change_comparing import compared_in, when_of
from bot.commands.change_options import Files, Said, Way
from bot.commands.options import AT_THE_COMMAND_LINE, AsJson, InWorkspace, grouped
from bot.errors import FAILED, WrongUse
from bot.plain_change import plain
from bot.views.words import counted

if TYPE_CHECKING:
    from changes.announcing import Told
    from changes.diff.summary import Answer
    from changes.model import Draft, Kind, Severity
    from store.workspace import Workspace


@grouped(Said, Files, Way)
def announce(said: Said, files: Files, way: Way) -> None:
    """Announce a change, or revise it."""
    with kindly():
        compared = compared_in(files, said)
        if compared and not compared.differences:
            return _nothing(way, compared)
        if not compared and not said.title:
            raise WrongUse("say what changes, or give one of the --from options; `--help` lists them")
        draft = _with(compared or _by_hand(said), said)
        if way.over:
            return _over(draft, way, by_hand=compared is None)
        here = parts.workspace(parts.settings(), way.workspace, begins=True)
        announcing = parts.announcing(parts.settings(), here)
        named = tuple(destination(one, "--tell") for one in way.tell or ())
        if way.dry_run:
            reached = announcing.preview(draft, AT_THE_COMMAND_LINE, now(), named).audience.spoken()
            _preview(draft, reached, way)
            return _conclude(draft, [], way, told=False)
        # a comparison in CI must not fail because nobody listens yet
        nobody = way.to_nobody or compared is not None
        told = announcing.submit(draft, AT_THE_COMMAND_LINE, now(), named=named, to_nobody=nobody, past=way.past)
    _report(told, as_json=way.as_json)
    return _conclude(draft, _answers(here, told.change.id), way, told=True)


def _over(draft: "Draft", way: Way, *, by_hand: bool) -> None:
    """The other side decides by itself who may; what is written for the pull request is the same."""
    nobody = way.to_nobody or not by_hand
    more = {"tell": list(way.tell or ()), "to_nobody": nobody, "past": way.past, "dry_run": way.dry_run}
    told = change_over.submit(way.over, parts.settings().api_key, draft, **more)
    if way.as_json:
        jsonlines.emit(told)
    elif way.dry_run:
        _preview(draft, str(told["reaches"]), way)
    else:
        typer.echo(f"{told['id']}  {told['done']}: {told['title']}\n  reaches {told['reaches']}")
    _conclude(draft, change_over.answers(told), way, told=not way.dry_run)


def withdraw(
    id_: ChangeId,
    why: Annotated[str, typer.Option(help="Said to everyone who was told.")] = "",
    as_json: AsJson = False,
    workspace: InWorkspace = "",
) -> None:
    """Take an announcement back, everywhere."""
    from changes.announcing import Announcing

    with kindly():
        told = Announcing(parts.workspace(parts.settings(), workspace)).withdraw(id_, now(), why)
    if as_json:
        jsonlines.emit({**plain(told.change), "queued": len(told.deliveries)})
    else:
        typer.echo(f"{told.change.id} is withdrawn; {counted(len(told.deliveries), 'place')} will be told")


def _by_hand(said: Said) -> "Draft":
    from changes.model import Draft

    moment = when_of(said)
    return Draft(said.title, "schema", key=said.key, why=said.why, contact=said.contact, link=said.link, when=moment)


def _with(draft: "Draft", said: Said) -> "Draft":
    """What is said by hand counts more than what a comparison found."""
    return replace(
        draft,
        title=said.title or draft.title,
        kind=cast("Kind", said.kind or draft.kind),
        assets=tuple(said.asset) if said.asset else draft.assets,
        breaking=draft.breaking if said.breaking is None else said.breaking,
        severity=cast("Severity", said.severity or draft.severity),
        what=said.what or draft.what,
        to_do=said.to_do or draft.to_do,
    )


def _preview(draft: "Draft", audience: str, way: Way) -> None:
    from changes.checking import LongPast, long_past

    past = long_past(draft.when, None, now())
    if way.as_json:
        jsonlines.emit(
            {
                "title": draft.title,
                "kind": draft.kind,
                "assets": list(draft.assets),
                "breaking": draft.breaking,
                "reaches": audience,
                "long_past": past,
            }
        )
        return
    typer.echo(f"{draft.title}\n  would reach {audience}")
    if draft.when and past and not way.past:
        typer.echo(f"  {LongPast(draft.when.day).told(REMEDIES)}")
    for one in draft.differences[:30]:
        typer.echo(f"  {'!' if one.breaking else '·'} {one.text} [{one.rule}]")


def _report(told: "Told", *, as_json: bool) -> None:
    if as_json:
        jsonlines.emit({**plain(told.change), "reaches": told.audience.spoken(), "queued": len(told.deliveries)})
        return
    done = "announced" if told.outcome is None else "unchanged" if told.outcome.silent else "revised"
    typer.echo(f"{told.change.id}  {done}: {told.change.title}\n  reaches {told.audience.spoken()}")
    for line in told.outcome.said if told.outcome else ():
        typer.echo(f"  {line}")


def _nothing(way: Way, draft: "Draft") -> None:
    from changes.diff.summary import markdown

    if way.as_json:
        jsonlines.emit({"id": None, "done": "nothing"})
    else:
        typer.echo("Both versions say the same: nothing to announce.")
    if way.summary:
        files.write(way.summary, markdown(draft, told=False))


def _answers(here: "Workspace", change: str) -> "list[Answer]":
    from changes.announcing import Announcing
    from changes.diff.summary import Answer

    lines = Announcing(here).matrix(change).lines
    return [
        Answer(
            str(line.team),
            line.ack.meaning if line.ack else None,
            line.ack.until if line.ack else None,
            line.ack.note if line.ack else "",
        )
        for line in lines
    ]


def _conclude(draft: "Draft", answers: "list[Answer]", way: Way, *, told: bool) -> None:
    from changes.diff.summary import gate as gated
    from changes.diff.summary import markdown

    if way.summary:
        files.write(way.summary, markdown(_explained(draft), answers, told=told))
    answer = gated(draft, answers, told=told)
    if way.gate and not answer.open:
        typer.echo(answer.why, err=True)
        raise typer.Exit(FAILED)


def _explained(draft: "Draft") -> "Draft":
    """What was announced by hand is its own only difference."""
    from changes.lifecycle import fingerprint
    from changes.model import Difference

    by_hand = Difference("announced", draft.severity, draft.title, ", ".join(draft.assets), bool(draft.breaking))
    return replace(draft, differences=draft.differences or (by_hand,), fingerprint=fingerprint(draft))
