"""The `parlance` command: a table of contents that imports a command only when it is run."""

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import groupby
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from bot import shells
from bot.mistyped import told_in_a_sentence


@dataclass(frozen=True)
class Entry:
    """`module` holds a Typer app of the same purpose."""

    name: str
    module: str
    help: str
    panel: str


CONTENTS = (
    Entry("play", "play", "Open a small Slack in your browser with the bot in it.", "Start"),
    Entry("run", "run", "Run the bot in your Slack workspace.", "Start"),
    Entry("doctor", "doctor", "Check everything the bot needs, and say how to mend what is wrong.", "Start"),
    Entry("read", "read", "Say which meaning each word of a message has.", "Read and find"),
    Entry("replay", "replay", "Say what the bot would have written in a conversation.", "Read and find"),
    Entry("search", "search", "Find terms, playbooks and changes by meaning.", "Read and find"),
    Entry("recognise", "recognise", "Tell announcements of a change from other messages.", "Read and find"),
    Entry("lint", "lint", "Find words in documents that their readers will take differently.", "Read and find"),
    Entry("eval", "evaluate", "Measure quality on labelled sets.", "Read and find"),
    Entry("glossary", "glossary", "Look up, check, import and export terms.", "Content"),
    Entry("playbook", "playbook", "Show, check, write, try and export playbooks.", "Content"),
    Entry("change", "change", "Announce changes, subscribe to them, prove who was told.", "Content"),
    Entry("shadow", "shadow", "Report what the bot would have written about a Slack export.", "Operate"),
    Entry("index", "index", "Build the search index and the fast encoder, with progress.", "Operate"),
    Entry("forget", "forget", "Remove what is kept about a person.", "Operate"),
    Entry("backup", "backup", "Copy the SQLite database while it is in use.", "Operate"),
    Entry("restore", "restore", "Put a backup back.", "Operate"),
    Entry("manifest", "manifest", "Print the Slack app manifest.", "Operate"),
)


class LazyCommand(TyperCommand):
    """Stands in the list for a command that is not imported yet."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(entry.name, help=entry.help, short_help=entry.help)
        self._entry = entry

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        return self.load().make_context(info_name, args, parent, **extra)

    def load(self) -> Any:
        """The real command, or one that says kindly that its part is not in this installation."""
        name = f"bot.commands.{self._entry.module}"
        try:
            module = import_module(name)
        except ModuleNotFoundError as error:
            if error.name != name:
                raise
            return _absent(self._entry)
        command: Any = typer.main.get_command(module.app)
        command.name, command.help = self._entry.name, self._entry.help
        command.rich_markup_mode = None  # help looks the same everywhere, and rich is not loaded for it
        return command


class Contents(TyperGroup):
    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        shells.teach()
        self.commands = {entry.name: LazyCommand(entry) for entry in CONTENTS}

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        for panel, entries in groupby(CONTENTS, lambda entry: entry.panel):
            with formatter.section(panel):
                formatter.write_dl([(entry.name, entry.help) for entry in entries])

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        with told_in_a_sentence():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: Any) -> Any:
        with _heard(), told_in_a_sentence():
            return super().invoke(ctx)


app = typer.Typer(
    cls=Contents,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Helps a team agree on words, find advice and hear of changes in time.",
    epilog="Exit codes: 0 done; 1 refused, or a check did not hold; 2 wrong use; 3 not in this installation; "
    "4 unreadable input; 130 interrupted.",
)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"parlance {version('parlance')}")
        raise typer.Exit


@app.callback()
def parlance(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    pass


@contextlib.contextmanager
def _heard() -> Iterator[None]:
    """What was said is out before we go. Our reader, `head` say, may have had enough; a disk may be full."""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except (BrokenPipeError, SystemExit) as error:
        if isinstance(error, SystemExit) and not isinstance(error.__context__, BrokenPipeError):
            raise  # rich makes a broken pipe an exit with 1
        _fall_silent()
        raise typer.Exit from error
    except OSError as error:
        if error.filename is None and error.errno == errno.ENOSPC:
            _fall_silent()
        raise


def _fall_silent() -> None:
    """What is still to be said goes nowhere: Python would try to say it at its end, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _absent(entry: Entry) -> Any:
    lone = typer.Typer(add_completion=False)

    @lone.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
    def absent() -> None:
        typer.echo(f"parlance {entry.name}: this part is not in this installation.", err=True)
        raise typer.Exit(3)

    return typer.main.get_command(lone)
