"""`parlance` as it is typed, but in this process: one of its own costs more time than what it is asked to do."""

import io
import sys
from dataclasses import dataclass

import pytest

from bot import parts
from bot.__main__ import main


@dataclass(frozen=True)
class Done:
    """What a process leaves behind."""

    returncode: int
    stdout: str
    stderr: str


def parlance(*arguments: str, **environment: str) -> Done:
    """From the arguments to the exit code, everything that `python -m bot` does."""
    out, err = _Stream(), _Stream()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", ["parlance", *arguments])
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        parts.settings.cache_clear()
        try:
            main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        finally:
            parts.settings.cache_clear()
    return Done(code, out.told(), err.told())


class _Stream(io.TextIOWrapper):
    """A file in memory."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="")

    def told(self) -> str:
        self.flush()
        told: bytes = self.buffer.getvalue()  # type: ignore[attr-defined]
        return told.decode()
