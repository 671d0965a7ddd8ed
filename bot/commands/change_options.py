"""What one may say when a change is announced or two versions are compared."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.options import AsJson, InWorkspace

Two = tuple[Path, Path]
PANEL = "From a comparison"


def _compared(what: str) -> object:
    return typer.Option(metavar="OLD NEW", help=f"Compare two versions of {what}.", rich_help_panel=PANEL)


@dataclass(frozen=True)
class Files:
    """At most one comparison."""

    from_openapi: Annotated[Two | None, _compared("an OpenAPI description")] = None
    from_jsonschema: Annotated[Two | None, _compared("a JSON Schema")] = None
    from_dbt: Annotated[Two | None, _compared("a dbt manifest")] = None
    from_sql: Annotated[Two | None, _compared("SQL definitions")] = None
    from_datacontract: Annotated[Two | None, _compared("a data contract (ODCS)")] = None
    from_oasdiff: Annotated[Path | None, typer.Option(help="A report of oasdiff in JSON.", rich_help_panel=PANEL)] = (
        None
    )
    name: Annotated[str, typer.Option(help="What the compared files are of: payments, warehouse.")] = ""
    dialect: Annotated[str, typer.Option(help="Of the SQL: postgres, snowflake … Left out: whichever reads it.")] = ""
    grace_days: Annotated[
        int, typer.Option(min=0, help="How long what an API deprecates must still live; it must then say until when.")
    ] = 0

    @property
    def pairs(self) -> dict[str, Two]:
        given = {
            "openapi": self.from_openapi,
            "jsonschema": self.from_jsonschema,
            "dbt": self.from_dbt,
            "sql": self.from_sql,
            "datacontract": self.from_datacontract,
        }
        return {sort: pair for sort, pair in given.items() if pair}


@dataclass(frozen=True)
class Said:
    """By hand; it counts more than what a comparison found."""

    title: Annotated[str, typer.Argument(help="What changes, in one line. Left out with a --from option.")] = ""
    kind: Annotated[str, typer.Option(help="schema, semantics, api, deprecation, model …")] = ""
    asset: Annotated[list[str] | None, typer.Option(help="What it touches; may be repeated.")] = None
    breaking: Annotated[bool | None, typer.Option("--breaking/--harmless", help="Left out: it cannot be told.")] = None
    severity: Annotated[str, typer.Option(help="low, medium, high or critical.")] = ""
    when: Annotated[str, typer.Option(help="2026-05-01, 'next Tuesday 14:00', 'in two weeks'.")] = ""
    zone: Annotated[str, typer.Option(help="Time zone of --when.")] = "UTC"
    what: Annotated[str, typer.Option(help="More words.")] = ""
    why: Annotated[str, typer.Option(help="The reason.")] = ""
    to_do: Annotated[str, typer.Option(help="What readers must do.")] = ""
    contact: Annotated[str, typer.Option(help="Whom to ask.")] = ""
    link: Annotated[str, typer.Option(help="Where to read more.")] = ""
    key: Annotated[
        str, typer.Option(help="Your own name for it, so that a repetition is recognised; a comparison has its own.")
    ] = ""


@dataclass(frozen=True)
class Way:
    """How it is announced, and what is written about it."""

    tell: Annotated[list[str] | None, typer.Option(help="Also tell channel:ID, group:ID or person:ID.")] = None
    to_nobody: Annotated[bool, typer.Option("--to-nobody", help="Record it even when nobody follows it.")] = False
    past: Annotated[bool, typer.Option("--past", help="A date more than a month ago is meant.")] = False
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be announced, and to whom.")] = False
    summary: Annotated[Path | None, typer.Option(help="Write Markdown for a pull request.")] = None
    gate: Annotated[bool, typer.Option("--gate", help="Exit 1 until every consumer team can live with it.")] = False
    over: Annotated[
        str, typer.Option(help="Address of a running Parlance, instead of the database; PARLANCE_KEY holds the key.")
    ] = ""
    as_json: AsJson = False
    workspace: InWorkspace = ""
