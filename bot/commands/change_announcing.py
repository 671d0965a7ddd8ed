"""Announcing by hand and from CI: the same key announces once and revises after; the exit code can gate a merge."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from bot import jsonlines, parts
from bot.commands.change_common import AT_THE_COMMAND_LINE, AsJson, InWorkspace, as_json, destination, kindly, now
from bot.errors import FAILED, Refusal

if TYPE_CHECKING:
    from changes.announcing import Told
    from changes.diff.drafts import About
    from changes.diff.summary import Answer
    from changes.model import Draft, Kind, Severity, When
    from store.workspace import Workspace

Two = tuple[Path, Path]
COMPARED = "OLD NEW"


def _compared(what: str) -> object:
    return typer.Option(metavar=COMPARED, help=f"Compare two versions of {what}.", rich_help_panel="From a comparison")


def announce(
    title: Annotated[str, typer.Argument(help="What changes, in one line. Left out with a --from option.")] = "",
    from_openapi: Annotated[Two | None, _compared("an OpenAPI description")] = None,
    from_jsonschema: Annotated[Two | None, _compared("a JSON Schema")] = None,
    from_dbt: Annotated[Two | None, _compared("a dbt manifest")] = None,
    from_sql: Annotated[Two | None, _compared("SQL definitions")] = None,
    from_datacontract: Annotated[Two | None, _compared("a data contract (ODCS)")] = None,
    from_oasdiff: Annotated[
        Path | None, typer.Option(help="A report of oasdiff in JSON.", rich_help_panel="From a comparison")
    ] = None,
    name: Annotated[str, typer.Option(help="What the compared files are of: payments, warehouse.")] = "",
    kind: Annotated[str, typer.Option(help="schema, semantics, api, deprecation, model …")] = "",
    asset: Annotated[list[str] | None, typer.Option(help="What it touches; may be repeated.")] = None,
    breaking: Annotated[bool | None, typer.Option("--breaking/--harmless", help="Left out: it cannot be told.")] = None,
    severity: Annotated[str, typer.Option(help="low, medium, high or critical.")] = "",
    when: Annotated[str, typer.Option(help="2026-05-01, 'next Tuesday 14:00', 'in two weeks'.")] = "",
    zone: Annotated[str, typer.Option(help="Time zone of --when.")] = "UTC",
    what: Annotated[str, typer.Option(help="More words.")] = "",
    why: Annotated[str, typer.Option(help="The reason.")] = "",
    to_do: Annotated[str, typer.Option(help="What readers must do.")] = "",
    contact: Annotated[str, typer.Option(help="Whom to ask.")] = "",
    link: Annotated[str, typer.Option(help="Where to read more.")] = "",
    key: Annotated[str, typer.Option(help="Names it for saying it again; a comparison has one of its own.")] = "",
    tell: Annotated[list[str] | None, typer.Option(help="Also tell channel:ID, group:ID or person:ID.")] = None,
    to_nobody: Annotated[bool, typer.Option("--to-nobody", help="Record it even when nobody follows it.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be announced, and to whom.")] = False,
    summary: Annotated[Path | None, typer.Option(help="Write Markdown for a pull request.")] = None,
    gate: Annotated[bool, typer.Option("--gate", help="Exit 1 until every consumer team can live with it.")] = False,
    json: AsJson = False,
    workspace: InWorkspace = "",
) -> None:
    """Announce a change, or revise it. Example: parlance change announce --from-openapi old.yaml new.yaml --name payments"""
    from changes.diff.drafts import About
    from changes.model import Draft

    files = {"openapi": from_openapi, "jsonschema": from_jsonschema, "dbt": from_dbt, "sql": from_sql}
    files |= {"datacontract": from_datacontract}
    moment = _when(when, zone)
    with kindly():
        about = About(name=name, key=key, why=why, contact=contact, link=link, when=moment)
        compared = _from_files(files, from_oasdiff, about)
        if compared and not compared.differences:
            _nothing(summary, compared)
            return
        if not compared and not title:
            raise Refusal("say what changes, or give one of the --from options; `--help` lists them")
        draft = compared or Draft(title, "schema", key=key, why=why, contact=contact, link=link, when=moment)
        draft = _with(draft, title, kind, asset, breaking, severity, what, to_do)
        here = parts.workspace(parts.settings(), workspace)
        announcing = parts.announcing(parts.settings(), here)
        named = tuple(destination(one) for one in tell or ())
        if dry_run:
            _preview(draft, announcing.preview(draft, AT_THE_COMMAND_LINE, now(), named).audience.spoken(), json=json)
            _conclude(draft, [], summary, gate=gate, told=False)
            return
        # a comparison in CI must not fail because nobody listens yet
        told = announcing.submit(
            draft, AT_THE_COMMAND_LINE, now(), named=named, to_nobody=to_nobody or compared is not None
        )
    _report(told, json=json)
    _conclude(draft, _answers(here, told.change.id), summary, gate=gate, told=True)


def withdraw(
    id_: Annotated[str, typer.Argument(metavar="ID")],
    why: Annotated[str, typer.Option(help="Said to everyone who was told.")] = "",
    workspace: InWorkspace = "",
) -> None:
    """Take an announcement back, everywhere. Example: parlance change withdraw 4f1d22c0a9b1 --why "the vendor agreed" """
    from changes.announcing import Announcing

    with kindly():
        told = Announcing(parts.workspace(parts.settings(), workspace)).withdraw(id_, now(), why)
    typer.echo(f"{told.change.id} is withdrawn; {len(told.deliveries)} destinations will be told")


def _from_files(files: "dict[str, Two | None]", report: Path | None, about: "About") -> "Draft | None":
    from changes.diff import drafts
    from changes.diff.reading import Source

    given = {sort: pair for sort, pair in files.items() if pair}
    if len(given) + bool(report) > 1:
        raise Refusal("one comparison at a time: give a single --from option")
    if report:
        return drafts.from_oasdiff(Source.of(report), about)
    for sort, (old, new) in given.items():
        compare = getattr(drafts, f"from_{sort}")
        return cast("Draft", compare(Source.of(old), Source.of(new), about))
    return None


def _with(
    draft: "Draft",
    title: str,
    kind: str,
    assets: list[str] | None,
    breaking: bool | None,
    severity: str,
    what: str,
    to_do: str,
) -> "Draft":
    """What is said by hand counts more than what a comparison found."""
    return replace(
        draft,
        title=title or draft.title,
        kind=cast("Kind", kind or draft.kind),
        assets=tuple(assets) if assets else draft.assets,
        breaking=draft.breaking if breaking is None else breaking,
        severity=cast("Severity", severity or draft.severity),
        what=what or draft.what,
        to_do=to_do or draft.to_do,
    )


def _when(written: str, zone: str) -> "When | None":
    from changes.recognition.moments import read_moment
    from changes.wish.request import checked_zone

    if not written:
        return None
    with kindly():
        moment = read_moment(written, now(), checked_zone(zone))
    if moment is None:
        raise Refusal(f"--when {written!r} names no day; write it as 2026-05-01 or 2026-05-01 14:00")
    return moment


def _preview(draft: "Draft", audience: str, *, json: bool) -> None:
    if json:
        jsonlines.emit(
            {
                "title": draft.title,
                "kind": draft.kind,
                "assets": list(draft.assets),
                "breaking": draft.breaking,
                "reaches": audience,
            }
        )
        return
    typer.echo(f"{draft.title}\n  would reach {audience}")
    for one in draft.differences[:30]:
        typer.echo(f"  {'!' if one.breaking else '·'} {one.text} [{one.rule}]")


def _report(told: "Told", *, json: bool) -> None:
    if json:
        jsonlines.emit({**as_json(told.change), "reaches": told.audience.spoken(), "queued": len(told.deliveries)})
        return
    done = "announced" if told.outcome is None else "unchanged" if told.outcome.silent else "revised"
    typer.echo(f"{told.change.id}  {done}: {told.change.title}\n  reaches {told.audience.spoken()}")
    for line in told.outcome.said if told.outcome else ():
        typer.echo(f"  {line}")


def _nothing(summary: Path | None, draft: "Draft") -> None:
    from changes.diff.summary import markdown

    typer.echo("Both versions say the same: nothing to announce.")
    if summary:
        summary.write_text(markdown(draft, told=False), encoding="utf-8")


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


def _conclude(draft: "Draft", answers: "list[Answer]", summary: Path | None, *, gate: bool, told: bool) -> None:
    from changes.diff.summary import gate as gated
    from changes.diff.summary import markdown

    if summary:
        summary.write_text(markdown(_explained(draft), answers, told=told), encoding="utf-8")
    answer = gated(draft, answers, told=told)
    if gate and not answer.open:
        typer.echo(answer.why, err=True)
        raise typer.Exit(FAILED)


def _explained(draft: "Draft") -> "Draft":
    """What was announced by hand is its own only difference."""
    from changes.lifecycle import fingerprint
    from changes.model import Difference

    by_hand = Difference("announced", draft.severity, draft.title, ", ".join(draft.assets), bool(draft.breaking))
    return replace(draft, differences=draft.differences or (by_hand,), fingerprint=fingerprint(draft))
