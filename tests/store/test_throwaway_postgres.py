"""The throw-away PostgreSQL of the tests goes away, also when the run that started it was killed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import postgres

START = (
    "import sys; from pathlib import Path; from tests import postgres; print(postgres.start(*map(Path, sys.argv[1:])))"
)
ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.postgres


def test_what_a_killed_run_left_behind_is_cleared_by_the_next() -> None:
    found = postgres.binaries()
    if found is None:
        pytest.skip("PostgreSQL is not installed")
    where = postgres.roomiest() / f"p{os.getpid()}"  # short, for the socket, and open to the server's own user
    where.mkdir()
    alone = {name: value for name, value in os.environ.items() if name != "PYTEST_XDIST_WORKER"}
    try:
        told = subprocess.run(
            [sys.executable, "-c", START, str(found), str(where)],
            cwd=ROOT,
            env=alone,
            capture_output=True,
            text=True,
            check=True,
            timeout=200,
        )  # a process that is gone now, as one that was killed would be
        left = Path(told.stdout.strip())
        assert (left / "data" / "postmaster.pid").exists()

        postgres.clear_abandoned(found, where)

        assert list(where.iterdir()) == []
    finally:
        where.rmdir()
