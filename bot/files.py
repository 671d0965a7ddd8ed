"""A file that we write appears whole or not at all: under another name first."""

import os
from pathlib import Path


def write(target: Path, text: str) -> None:
    """What is no plain file (a pipe, /dev/stdout) cannot be replaced and is written to as it is."""
    if target.exists() and not target.is_file():
        target.write_text(text, encoding="utf-8", newline="")
        return
    target = target.resolve()  # a link goes on leading where it led
    half = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        half.write_text(text, encoding="utf-8", newline="")
        os.replace(half, target)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error
    finally:
        half.unlink(missing_ok=True)
