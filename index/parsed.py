"""What YAML said is kept as JSON, which is read twenty times as fast; a text that changed is parsed anew."""

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from index.foreign_yaml import every_error_has_its_line
from index.whole import whole

Parse = Callable[[str], Any]


@lru_cache(maxsize=4096)
def parse(text: str) -> Any:
    """What comes of it is shared: it is read, and never changed."""
    with every_error_has_its_line(text):
        return yaml.load(text, Loader=yaml.CSafeLoader)


@contextlib.contextmanager
def parsed(kept: Path | None) -> Iterator[Parse]:
    """What is parsed inside is kept in that file, when all went well; dates come back from it as text.

    Without a folder to keep it in, or one that may only be read, everything is parsed each time.
    """
    known = _read(kept) if kept else {}
    used: dict[str, Any] = {}

    def content(text: str) -> Any:
        name = hashlib.sha256(text.encode()).hexdigest()
        used[name] = known[name] if name in known else parse(text)
        return used[name]

    yield content
    if kept and used.keys() != known.keys():
        with contextlib.suppress(OSError), whole(kept) as half:
            half.write_text(json.dumps(used, default=str, ensure_ascii=False), encoding="utf-8")


def _read(kept: Path) -> dict[str, Any]:
    """A file that is not there, or is none of ours, knows nothing."""
    with contextlib.suppress(OSError, ValueError):
        known = json.loads(kept.read_bytes())
        if isinstance(known, dict):
            return known
    return {}
