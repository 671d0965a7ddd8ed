"""A throw-away PostgreSQL behind a socket in its own folder, or the reason why there is none."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

DEBIAN = Path("/usr/lib/postgresql")
PATIENCE = 100
SETTINGS = ("fsync=off", "full_page_writes=off", "max_connections=200", "shared_buffers=32MB", "autovacuum=off")
QUICK = [word for setting in SETTINGS for word in ("-c", setting)]


class DidNotStart(RuntimeError):
    """With the end of the server's own log."""


def binaries() -> Path | None:
    """The folder that holds initdb, if PostgreSQL is installed."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = sorted(DEBIAN.glob("*/bin/initdb"), reverse=True)
    return found[0].parent if found else None


@contextlib.contextmanager
def running(folder_of_binaries: Path) -> Iterator[str]:
    """Yields the URL of a server that lives as long as the block; a start that fails is tried once more."""
    with contextlib.ExitStack() as stack:
        try:
            url = stack.enter_context(_running(folder_of_binaries))
        except (DidNotStart, subprocess.SubprocessError):
            url = stack.enter_context(_running(folder_of_binaries))
        yield url


@contextlib.contextmanager
def _running(folder: Path) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="pg-") as home:  # short: a socket's path may have 107 characters
        user = _plain_user(home)
        run = _runner(folder, user)
        run("initdb", "-D", f"{home}/data", "-U", "parlance", "-A", "trust", "--no-sync", "-E", "UTF8")
        options = ["-k", home, "-c", "listen_addresses=", *QUICK]
        command = [str(folder / "postgres"), "-D", f"{home}/data", *options]
        with (
            (Path(home) / "log").open("wb") as log,
            subprocess.Popen(command, stdout=log, stderr=log, user=user, cwd="/", env=_environment()) as server,
        ):
            try:
                _until_it_answers(server, Path(home))
                yield f"postgresql://parlance@/postgres?host={home}"
            finally:
                server.send_signal(signal.SIGQUIT)  # at once, no farewells
                server.wait(PATIENCE)


def _until_it_answers(server: "subprocess.Popen[bytes]", home: Path) -> None:
    end = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < end:
        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(host=str(home), user="parlance", dbname="postgres", connect_timeout=5).close()
            return
        time.sleep(0.1)
    raise DidNotStart((home / "log").read_text(errors="replace")[-2_000:])


def _runner(folder: Path, user: str | None):  # type: ignore[no-untyped-def]
    def run(name: str, *arguments: str) -> None:
        command = [str(folder / name), *arguments]
        subprocess.run(
            command,
            check=True,
            stdout=subprocess.DEVNULL,
            user=user,
            cwd="/",
            timeout=PATIENCE,
            env=_environment(),
        )

    return run


def _plain_user(home: str) -> str | None:
    """PostgreSQL refuses to run as root: use the user its package made."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            os.chown(home, entry.pw_uid, entry.pw_gid)
            return name
    return None


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "HOME": "/"}
