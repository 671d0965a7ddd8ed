"""Reading what was announced, answered and delivered."""

import sys
from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated

import typer

from bot import jsonlines, parts
from bot.commands.change_common import AsJson, ChangeId, InWorkspace, as_json, brief, dated, kindly, now

AsCsv = Annotated[bool, typer.Option("--csv", help="Rows for a spreadsheet.")]


def list_(
    json: AsJson = False,
    every: Annotated[bool, typer.Option("--all", help="Also what is over.")] = False,
    workspace: InWorkspace = "",
) -> None:
    """What is announced and not over. Example: parlance change list --json"""
    from changes.ledger import Ledger
    from changes.model import LIVE

    states = (*LIVE, "done", "withdrawn") if every else LIVE
    found = Ledger(parts.workspace(parts.settings(), workspace)).among(states)
    for change in found:
        _say(as_json(change)) if json else typer.echo(brief(change))
    if not found and not json:
        typer.echo("Nothing is announced.")


def show(id_: ChangeId, json: AsJson = False, workspace: InWorkspace = "") -> None:
    """One change with its revisions. Example: parlance change show 4f1d22c0a9b1"""
    from changes.ledger import Ledger

    ledger = Ledger(parts.workspace(parts.settings(), workspace))
    with kindly():
        change = ledger.get(id_)
    if json:
        _say({**as_json(change), "what": change.content.what, "why": change.content.why, "to_do": change.content.to_do})
        return
    content = change.content
    typer.echo(brief(change))
    for name, value in (
        ("touches", ", ".join(content.assets)),
        ("what", content.what),
        ("why", content.why),
        ("to do", content.to_do),
        ("contact", content.contact),
        ("link", content.link),
    ):
        if value:
            typer.echo(f"  {name}: {value}")
    for revision in ledger.revisions(id_)[1:]:
        typer.echo(f"  revision {revision.number} by {revision.by}: {'; '.join(revision.said)}")


def history(
    asset: Annotated[str, typer.Argument(help="Its name, such as warehouse.orders.")],
    json: AsJson = False,
    workspace: InWorkspace = "",
) -> None:
    """Everything that was announced about an asset. Example: parlance change history warehouse.orders"""
    from changes.ledger import Ledger

    ledger = Ledger(parts.workspace(parts.settings(), workspace))
    with kindly():
        found = ledger.history(asset)
    for change in found:
        _say(as_json(change)) if json else typer.echo(brief(change))
    if not found and not json:
        near = ledger.suggestions(asset)
        typer.echo(f"Nothing was announced about {asset}." + (f" Did you mean {', '.join(near)}?" if near else ""))


def upcoming(
    days: Annotated[int, typer.Option(min=1, max=400, help="How far to look ahead.")] = 30,
    calendar: Annotated[bool, typer.Option("--calendar", help="As an iCalendar file.")] = False,
    json: AsJson = False,
    workspace: InWorkspace = "",
) -> None:
    """What takes effect soon. Example: parlance change upcoming --calendar > changes.ics"""
    from changes.calendar import icalendar
    from changes.ledger import Ledger

    moment = now()
    found = Ledger(parts.workspace(parts.settings(), workspace)).upcoming(moment, moment + timedelta(days=days))
    if calendar:
        typer.echo(icalendar(found, "Changes", moment), nl=False)
        return
    for change in found:
        _say(as_json(change)) if json else typer.echo(f"{dated(change.content.when)}  {change.title}")
    if not found and not json:
        typer.echo(f"Nothing takes effect in the next {days} days.")


def answers(
    id_: ChangeId,
    json: AsJson = False,
    csv_: AsCsv = False,
    workspace: InWorkspace = "",
) -> None:
    """Who answered what. Example: parlance change matrix 4f1d22c0a9b1 --csv"""
    from changes.announcing import Announcing
    from changes.matrix import rows

    with kindly():
        table = Announcing(parts.workspace(parts.settings(), workspace)).matrix(id_)
    if json or csv_:
        _rows(rows(table), as_csv=csv_)
        return
    typer.echo(table.spoken())
    for row in rows(table):
        typer.echo(
            f"  {row['team']}: {row['answer']}{' by ' + row['until'] if row['until'] else ''} {row['note']}".rstrip()
        )


def proof(
    id_: ChangeId,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line, as without it.")] = False,
    csv_: AsCsv = False,
    workspace: InWorkspace = "",
) -> None:
    """Who was told, when and where, or why not; JSON lines or CSV. Example: parlance change proof 4f1d22c0a9b1 --csv"""
    from changes.deliveries import Deliveries
    from changes.deliveries import proof as proven
    from changes.ledger import Ledger

    here = parts.workspace(parts.settings(), workspace)
    with kindly():
        Ledger(here).get(id_)
    with here.database.read() as connection:
        found = Deliveries(here).of_change(connection, id_)
    _rows(proven(found), as_csv=csv_ and not json)


def _rows(rows: Sequence[dict[str, str]], *, as_csv: bool) -> None:
    if not as_csv:
        for row in rows:
            _say(row)
        return
    from glossary.interchange import cells

    header = list(rows[0]) if rows else ["nothing"]
    sys.stdout.write(cells.table(header, [list(row.values()) for row in rows]))


def _say(row: "dict[str, object] | dict[str, str]") -> None:
    jsonlines.emit(row)
