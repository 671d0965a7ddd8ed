"""A file that we write appears whole or not at all: under another name first."""

import os
from pathlib import Path

from bot.errors import Refusal


class Unwritable(Refusal):
    """Nothing was written, and what was there is as it was."""

    def __init__(self, target: Path, error: OSError) -> None:
        super().__init__(f"cannot write {target}: {error.strerror or error}")


def write(target: Path, text: str) -> None:
    """What is no plain file (a pipe, /dev/stdout) cannot be replaced and is written to as it is."""
    try:
        if target.exists() and not target.is_file():
            target.write_text(text, encoding="utf-8", newline="")
        else:
            _replace(target.resolve(), text)  # a link goes on leading where it led
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Unwritable(target, error) from error


def _replace(target: Path, text: str) -> None:
    half = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        half.write_text(text, encoding="utf-8", newline="")
        os.replace(half, target)
    finally:
        half.unlink(missing_ok=True)
