"""A throw-away PostgreSQL behind a socket in its own folder, or the reason why there is none."""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
MEMORY = Path("/dev/shm")
ROOM = 2 * 1024**3  # bytes, many times what all tests fill
PATIENCE = 100
UNTIL_DONE = ("-w", "-t", str(PATIENCE))
UNSAFE = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "wal_level=minimal", "max_wal_senders=0")
SMALL = ("shared_buffers=32MB", "min_wal_size=32MB", "max_wal_size=64MB", "max_connections=200", "autovacuum=off")
USER = "parlance"
PREFIX, RUN = "pg-", "run"


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
    """Yields the URL of a server that lives on the disk as long as the block."""
    home = start(folder_of_binaries, Path(tempfile.gettempdir()))
    try:
        yield address(home, "postgres")
    finally:
        stop(folder_of_binaries, home)


def address(home: Path, database: str) -> str:
    return f"postgresql://{USER}@/{database}?host={home}"


def roomiest() -> Path:
    """Memory where there is enough of it: a database is hundreds of files, made for one test and then unmade."""
    roomy = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    return MEMORY if roomy else Path(tempfile.gettempdir())


def start(folder_of_binaries: Path, where: Path) -> Path:
    """The home of a server that outlives who started it; a start that fails is tried once more."""
    clear_abandoned(folder_of_binaries, where)
    try:
        return _started(folder_of_binaries, where)
    except (DidNotStart, subprocess.SubprocessError):
        return _started(folder_of_binaries, where)


def stop(folder_of_binaries: Path, home: Path) -> None:
    """At once, no farewells."""
    try:
        _run(folder_of_binaries, home, "pg_ctl", "stop", "-D", f"{home}/data", "-m", "immediate", *UNTIL_DONE)
    finally:
        shutil.rmtree(home)


def clear_abandoned(folder_of_binaries: Path, where: Path) -> None:
    """What a run left behind that was killed before it could clear anything away."""
    for note in where.glob(f"{PREFIX}*/{RUN}"):
        with contextlib.suppress(OSError, ValueError, subprocess.SubprocessError):
            if note.stat().st_uid == os.geteuid() and not _lives(int(note.read_text())):
                stop(folder_of_binaries, note.parent)


def _this_run() -> int:
    """The process that ends last: of a run in several processes, the one that started them."""
    return os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _started(folder: Path, where: Path) -> Path:
    home = Path(tempfile.mkdtemp(prefix=PREFIX, dir=where))  # short: a socket's path may have 107 characters
    try:
        (home / RUN).write_text(str(_this_run()))
        _give_away(home)
        _run(folder, home, "initdb", "-D", f"{home}/data", "-U", USER, "-A", "trust", "--no-sync", "-E", "UTF8")
        with (home / "data" / "postgresql.conf").open("a") as settings:
            settings.writelines(f"{line}\n" for line in (*UNSAFE, *SMALL, "listen_addresses=''"))
            settings.write(f"unix_socket_directories='{home}'\n")
        _run(folder, home, "pg_ctl", "start", "-D", f"{home}/data", "-l", f"{home}/log", *UNTIL_DONE)
    except subprocess.SubprocessError as error:
        log = home / "log"
        said = log.read_text(errors="replace")[-2_000:] if log.exists() else str(error)
        shutil.rmtree(home, ignore_errors=True)
        raise DidNotStart(said) from error
    return home


def _run(folder: Path, home: Path, name: str, *arguments: str) -> None:
    subprocess.run(
        [str(folder / name), *arguments],
        check=True,
        stdout=subprocess.DEVNULL,
        user=home.stat().st_uid if os.geteuid() == 0 else None,
        cwd="/",
        timeout=2 * PATIENCE,
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "HOME": "/"},
    )


def _give_away(home: Path) -> None:
    """PostgreSQL refuses to run as root: use the user its package made."""
    if os.geteuid() != 0:
        return
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            os.chown(home, entry.pw_uid, entry.pw_gid)
            return
