"""What we write appears whole or not at all, be it a file or a folder of them: under another name first."""

import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from bot.errors import Refusal
from index.whole import UNFINISHED, sweep, whole


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
            with whole(target.resolve()) as half:  # a link goes on leading where it led
                half.write_text(text, encoding="utf-8", newline="")
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Unwritable(target, error) from error


def to_output(text: str) -> None:
    """What is written to be read by programs is UTF-8 there as well, whatever letters the terminal knows."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def write_folder(target: Path, contents: Mapping[str, str | bytes]) -> None:
    """Files by their places in it. All of them are on the disk before the first takes its place."""
    target = target.resolve()
    beside = target if target.is_dir() else next(one for one in target.parents if one.exists())
    try:
        for place in {target, target.parent, beside}:
            sweep(place, target.name)
        with tempfile.TemporaryDirectory(dir=beside, prefix=f".{target.name}.", suffix=UNFINISHED) as folder:
            for name, content in contents.items():
                _put(Path(folder) / name, content.encode() if isinstance(content, str) else content)
            for name in contents:
                (target / name).parent.mkdir(parents=True, exist_ok=True)
                os.replace(Path(folder) / name, target / name)
    except OSError as error:
        raise Unwritable(target, error) from error


def _put(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
