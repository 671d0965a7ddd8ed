"""`python -m docs.generate`: the pages that say what the code says, written from the code; a test keeps them fresh."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from bot.app import abouts
from bot.cli import CONTENTS, LazyCommand
from bot.logs import KEYS
from bot.manifest import scopes
from bot.metrics import Metrics
from bot.parts import unplugged
from bot.settings import Settings

REFERENCE = Path(__file__).parent / "reference"
EXIT_CODES = (
    ("0", "done"),
    ("1", "refused, or a check did not hold"),
    ("2", "wrong use: something is missing, means nothing, or asks for two things at once"),
    ("3", "this part is not in the installation"),
    ("4", "input that cannot be read; the sentence names file and line"),
    ("130", "interrupted with Ctrl-C"),
)


def main() -> None:
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8")


def scopes_page() -> str:
    lines = ["# Scopes", "", "What Parlance asks of Slack, and what for. It asks for nothing else.", ""]
    for scope, reasons in scopes(abouts(unplugged())).items():
        lines += [f"## `{scope}`", "", *(f"- {reason}." for reason in reasons), ""]
    return _page(lines)


def settings_page() -> str:
    intro = "Settings are read once, from the environment. Everything has a default; secrets never appear in logs."
    rows = [
        (f"`{one.metadata['env']}`", _default(one), one.metadata["doc"], "secret" if not one.repr else "")
        for one in fields(Settings)
    ]
    return _page(["# Settings", "", intro, "", *_table(("variable", "default", "what for", ""), rows)])


def metrics_page() -> str:
    intro = "Prometheus finds these at `/metrics`, on the port where the bot listens, and on `PARLANCE_WORKER_PORT`."
    rows = [(f"`{name}`", kind, help_, ", ".join(labels)) for name, kind, help_, labels in _metrics()]
    return _page(["# Metrics", "", intro, "", *_table(("name", "kind", "what it counts", "labels"), rows)])


def logs_page() -> str:
    intro = (
        "One line per event: pretty on a terminal, JSON elsewhere.\n"
        "No line ever holds the text of a message, the name of a person or a secret.\n"
        "An undocumented key is refused, so this list is complete."
    )
    rows = [(f"`{key}`", KEYS[key]) for key in sorted(KEYS)]
    return _page(["# Logs", "", intro, "", *_table(("key", "what it says"), rows)])


def commands_page() -> str:
    intro = (
        "`parlance --install-completion` lets bash, zsh and fish complete commands, options and known values.\n"
        "With `--json` standard output holds one object a line and nothing else."
    )
    lines = ["# Commands", "", intro, "", *_table(("exit code", "when"), EXIT_CODES), ""]
    for entry in CONTENTS:
        for name, command in _commands(f"parlance {entry.name}", LazyCommand(entry).load()):
            lines += [f"## `{name}`", "", *_told(command), ""]
    return _page(lines)


def _commands(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    inner = getattr(command, "commands", {})
    if not inner:
        yield name, command
    for more, one in inner.items():
        yield from _commands(f"{name} {more}", one)


def _told(command: Any) -> Iterator[str]:
    """What it does, how it looks, and what it takes."""
    yield from (" ".join(command.help.split()), "", f"`{command.epilog.removeprefix('Example: ')}`")
    shown = [one for one in command.params if not one.hidden]
    rows = [(f"`{_called(one)}`", " ".join((one.help or "").split())) for one in shown]
    if rows:
        yield from ("", *_table(("takes", "what for"), rows))


def _called(one: Any) -> str:
    argument = one.param_type_name == "argument"
    return one.metavar or one.name.upper() if argument else ", ".join([*one.opts, *one.secondary_opts])


def _metrics() -> Iterable[tuple[str, str, str, tuple[str, ...]]]:
    """The family's own name and documentation, as Prometheus shows them."""
    metrics = Metrics.fresh()
    known = {one._name: one._labelnames for one in vars(metrics).values() if hasattr(one, "_labelnames")}
    for family in metrics.registry.collect():
        name = f"{family.name}_total" if family.type == "counter" else family.name
        yield name, family.type, family.documentation, tuple(known[family.name])


def _default(one: Any) -> str:
    return f"`{one.default}`" if str(one.default) else ""


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    lines = [head, tuple("---" for _ in head), *rows]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in lines]


def _page(lines: list[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands_page,
    "logs.md": logs_page,
    "metrics.md": metrics_page,
    "scopes.md": scopes_page,
    "settings.md": settings_page,
}

if __name__ == "__main__":
    main()
