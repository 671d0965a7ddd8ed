"""A throw-away PostgreSQL on a free port, or the reason why there is none."""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")


def binaries() -> Path | None:
    """The folder that holds initdb, if PostgreSQL is installed."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    found = sorted(DEBIAN.glob("*/bin/initdb"), reverse=True)
    return found[0].parent if found else None


@contextlib.contextmanager
def running(folder_of_binaries: Path) -> Iterator[str]:
    """Yields the URL of a server that lives as long as the block."""
    with tempfile.TemporaryDirectory(prefix="parlance-postgres-") as home:
        user = _plain_user(home)
        port = _free_port()
        data = f"{home}/data"
        run = _runner(folder_of_binaries, user)
        run("initdb", "-D", data, "-U", "parlance", "-A", "trust", "--no-sync", "-E", "UTF8")
        options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200"
        run("pg_ctl", "-D", data, "-o", options, "-l", f"{home}/log", "-w", "-t", "150", "start")
        try:
            yield f"postgresql://parlance@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _runner(folder: Path, user: str | None):  # type: ignore[no-untyped-def]
    def run(name: str, *arguments: str) -> None:
        command = [str(folder / name), *arguments]
        subprocess.run(
            command, check=True, stdout=subprocess.DEVNULL, user=user, cwd="/", timeout=180, env=_environment()
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


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
