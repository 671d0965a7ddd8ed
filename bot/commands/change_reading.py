"""Reading what was announced, answered and delivered."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from bot import files, jsonlines, parts
from bot.commands.change_common import ChangeId, brief, dated, kindly, now
from bot.commands.listing import tell
from bot.commands.options import AsJson, InWorkspace
from bot.ids import is_person
from bot.plain_change import plain
from bot.views.words import counted

if TYPE_CHECKING:
    from changes.model import Change

AsCsv = Annotated[bool, typer.Option("--csv", help="Rows for a spreadsheet.")]


def list_(
    as_json: AsJson = False,
    every: Annotated[bool, typer.Option("--all", help="Also what is over.")] = False,
    workspace: InWorkspace = "",
) -> None:
    """List what is announced and not over."""
    from changes.ledger import Ledger
    from changes.model import LIVE

    states = (*LIVE, "done", "withdrawn") if every else LIVE
    found = Ledger(parts.workspace(parts.settings(), workspace)).among(states)
    tell(found, plain, brief, "Nothing is announced.", as_json=as_json)


def show(id_: ChangeId, as_json: AsJson = False, workspace: InWorkspace = "") -> None:
    """Show one change with its revisions."""
    from changes.ledger import Ledger

    ledger = Ledger(parts.workspace(parts.settings(), workspace))
    with kindly():
        change = ledger.get(id_)
    content = change.content
    if as_json:
        more = {"what": content.what, "why": content.why, "to_do": content.to_do, "link": content.link}
        jsonlines.emit({**plain(change), **more})
        return
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
    as_json: AsJson = False,
    workspace: InWorkspace = "",
) -> None:
    """List everything that was announced about an asset."""
    from changes.ledger import Ledger

    ledger = Ledger(parts.workspace(parts.settings(), workspace))
    with kindly():
        found = ledger.history(asset)
    near = [] if found else ledger.suggestions(asset)
    meant = f" Did you mean {', '.join(near)}?" if near else ""
    tell(found, plain, brief, f"Nothing was announced about {asset}.{meant}", as_json=as_json)


def upcoming(
    days: Annotated[int, typer.Option(min=1, max=400, help="How far to look ahead.")] = 30,
    calendar: Annotated[bool, typer.Option("--calendar", help="As an iCalendar file.")] = False,
    as_json: AsJson = False,
    workspace: InWorkspace = "",
) -> None:
    """List what takes effect soon."""
    from changes.calendar import icalendar
    from changes.ledger import Ledger

    moment = now()
    found = Ledger(parts.workspace(parts.settings(), workspace)).upcoming(moment, moment + timedelta(days=days))
    if calendar:
        files.to_output(icalendar(found, "Changes", moment))
        return
    tell(found, plain, _soon, f"Nothing takes effect in the next {counted(days, 'day')}.", as_json=as_json)


def answers(
    id_: ChangeId,
    as_json: AsJson = False,
    csv_: AsCsv = False,
    workspace: InWorkspace = "",
) -> None:
    """Show who answered what."""
    from changes.announcing import Announcing
    from changes.matrix import rows

    with kindly():
        table = Announcing(parts.workspace(parts.settings(), workspace)).matrix(id_)
    if as_json or csv_:
        _rows(rows(table), as_csv=not as_json)
        return
    typer.echo(table.spoken())
    for row in rows(table):
        typer.echo(
            f"  {row['team']}: {row['answer']}{' by ' + row['until'] if row['until'] else ''} {row['note']}".rstrip()
        )


def proof(
    id_: ChangeId,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, as without it.")] = False,
    csv_: AsCsv = False,
    workspace: InWorkspace = "",
) -> None:
    """Show who was told, when and where, or why not; as JSON lines or CSV."""
    from changes.deliveries import Deliveries
    from changes.deliveries import proof as proven
    from changes.ledger import Ledger

    here = parts.workspace(parts.settings(), workspace)
    with kindly():
        Ledger(here).get(id_)
    with here.database.read() as connection:
        found = Deliveries(here).of_change(connection, id_)
    _rows(proven(found), as_csv=csv_ and not as_json)


def _soon(change: "Change") -> str:
    whom = change.content.contact or (change.announcer if is_person(change.announcer) else "")
    return f"{dated(change.content.when)}  {change.title}{f'  (ask {whom})' if whom else ''}"


def _rows(rows: Sequence[dict[str, str]], *, as_csv: bool) -> None:
    if not as_csv:
        for row in rows:
            jsonlines.emit(row)
        return
    from glossary.interchange import cells

    header = list(rows[0]) if rows else ["nothing"]
    files.to_output(cells.table(header, [list(row.values()) for row in rows]))
