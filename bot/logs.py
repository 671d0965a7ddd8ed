"""One line per event with fixed keys: pretty on a terminal, JSON elsewhere, never a message's text, never a secret."""

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any, Literal

import structlog

KEYS = {
    "answer": "what somebody did with a note: answered, dismissed, muted",
    "channel": "Slack's id of the channel",
    "error": "Slack's code, the database's words, or the kind of failure and where in our code",
    "kind": "the kind of thing the line is about",
    "mentions": "how many words of the glossary a message held",
    "mode": "how Slack reaches us: socket or http",
    "ms": "how long it took, in milliseconds",
    "name": "the name of a refusal or a failure",
    "port": "where the HTTP side listens",
    "reason": "why a note was written, or not",
    "reference": "the number a person was given for a surprise",
    "removed": "how many entries of the database went",
    "spoke": "1 when a note was written, else 0",
    "state": "how something ended",
    "style": "how a note appears: off, quiet, author, thread",
    "term": "the word of the glossary a line is about",
    "unnamed": "how many entries lost a name of somebody who is forgotten",
    "workspace": "Slack's id of the workspace",
}
OURS = frozenset({"event", "level", "timestamp", "exception", "exc_info", "logger"})
SECRET = re.compile(r"\bx(?:ox[a-z]|app|oxe)[.-][\w.-]+|(?<=token=)[\w.-]+", re.IGNORECASE)

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = frozenset({"bot", "changes", "glossary", "index", "playbooks", "store"})

log: Any = structlog.get_logger("parlance")


class UndocumentedKey(KeyError):
    """Somebody logs a key that docs/reference/logs.md does not explain."""


def configure(style: Literal["auto", "pretty", "json"], stream: Any = None) -> None:
    """Ours and the libraries' lines in the same form, to one place."""
    out = stream or sys.stderr
    pretty = style == "pretty" or (style == "auto" and out.isatty())
    shared: list[Any] = [structlog.stdlib.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True)]
    structlog.configure(
        processors=[_known_keys, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *shared],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                _without_secrets,
                structlog.dev.ConsoleRenderer(colors=out.isatty()) if pretty else structlog.processors.JSONRenderer(),
            ],
        )
    )
    _set_up_root(handler)


def kind_and_place(error: BaseException) -> str:
    """Enough to find it, and none of its words, which may be somebody's."""
    found = [(_place(frame.filename), frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    ours = next((f" at {place}:{line}" for place, line in reversed(found) if place), "")
    return f"{type(error).__name__}{ours}"


def _place(filename: str) -> str:
    """Nothing for what is not ours; a library may lie beneath our own folder."""
    path = Path(filename)
    inside = path.relative_to(ROOT) if path.is_relative_to(ROOT) else Path()
    return inside.as_posix() if inside.parts[:1] and inside.parts[0] in PACKAGES else ""


def _set_up_root(handler: logging.Handler) -> None:
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("parlance").setLevel(logging.INFO)


def _known_keys(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    unknown = set(event) - KEYS.keys() - OURS
    if unknown:
        raise UndocumentedKey(", ".join(sorted(unknown)))
    return event


def _without_secrets(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = SECRET.sub("[secret]", value)
    return event
