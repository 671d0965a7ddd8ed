"""YAML and Markdown as they lie on the disk; what cannot be read is named by file and line."""

from pathlib import Path
from typing import Any

import yaml

from index.foreign_yaml import look_through
from index.parsed import Parse, parse

HOME = Path(__file__).parent
LIBRARY, TEMPLATES, SOURCES, SAYINGS = HOME / "library", HOME / "templates", HOME / "sources", HOME / "sayings"


class BadPage(ValueError):
    """A file that cannot be used; the message names it and, where known, the line."""

    def __init__(self, path: Path, line: int | None, why: str) -> None:
        super().__init__(f"{path}:{line}: {why}" if line else f"{path}: {why}")
        self.path, self.line, self.why = path, line, why


def read_yaml(path: Path, content: Parse = parse) -> Any:
    try:
        text = path.read_text(encoding="utf-8")
        if HOME not in path.parents:  # what came along is sound
            look_through(text)
        return content(text)
    except UnicodeDecodeError as error:
        raise BadPage(path, path.read_bytes()[: error.start].count(b"\n") + 1, "not UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise BadPage(path, line, f"not YAML: {error.problem}") from error
    except OSError as error:
        raise BadPage(path, None, error.strerror or str(error)) from error


def line_of(path: Path, word: str) -> int | None:
    """Where `word` first stands in the file, to point a reader there."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if word in line), None)
