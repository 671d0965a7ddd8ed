"""`parlance` and `python -m bot`."""

import atexit
import errno
import gc
import io
import os
import sys

from bot.errors import UNREADABLE, Refusal

LAST_STREAM = 2
STOPPED = 130  # 128 and the number of SIGINT, as shells have it
SELDOM = 10_000  # new objects, after which Python looks for garbage; by itself after 700
DISK = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.ENOTDIR)


def main() -> None:
    _look_seldom_for_garbage()
    _open_what_is_closed()
    _speak_with_few_letters()
    try:
        from bot.cli import app

        app(prog_name="parlance")
    except KeyboardInterrupt:
        sys.exit(STOPPED)
    except Refusal as refusal:
        sys.stderr.write(f"parlance: {refusal}\n")
        sys.exit(refusal.exit_code)
    except UnicodeEncodeError:
        sys.stderr.write(
            "parlance: what was given is not all text: it holds a byte that is not UTF-8, or half an emoji\n"
        )
        sys.exit(UNREADABLE)
    except OSError as error:
        if error.errno not in DISK or (error.filename is None and error.errno != errno.ENOSPC):
            raise
        sys.stderr.write(f"parlance: cannot write {error.filename or 'what was found'}: {error.strerror}\n")
        sys.exit(1)


def _look_seldom_for_garbage() -> None:
    """A command is over before there is any: a quarter of its time went into the search, most of that at its end."""
    gc.set_threshold(SELDOM)
    atexit.register(gc.freeze)  # what must be closed is closed by whoever opened it


def _open_what_is_closed() -> None:
    """Somebody may start us without input, output or both: then there is nothing to read, and what is said goes nowhere."""
    while (unused := os.open(os.devnull, os.O_RDWR)) <= LAST_STREAM:
        pass  # else the next file to be opened, a database say, would be taken for a stream
    os.close(unused)
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: SIM115 - open as long as we are


def _speak_with_few_letters() -> None:
    """A terminal that lacks a letter shows a question mark for it. What programs read is no question of the terminal."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


if __name__ == "__main__":
    main()
