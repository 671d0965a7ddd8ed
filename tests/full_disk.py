"""A small disk of its own, full by the time it matters."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

FULL = """
mount -t tmpfs -o size=2m tmpfs {disk} || exit 77
{before} || exit 78
dd if=/dev/zero of={disk}/rest bs=1k 2>{disk}/../dd
exec {then}
"""


def on_a_full_disk(
    disk: Path, before: Sequence[str], then: Sequence[str], **environment: str
) -> "subprocess.CompletedProcess[str]":
    """What `then` says there, after `before` found room."""
    disk.mkdir()
    if shutil.which("unshare") is None:
        pytest.skip("this system has no unshare to give us a small disk")
    script = FULL.format(disk=shlex.quote(str(disk)), before=shlex.join(before), then=shlex.join(then))
    done = subprocess.run(
        ["unshare", "--mount", "--map-root-user", "sh", "-c", script],
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
        env={**os.environ, **environment},
    )
    if "unshare:" in done.stderr or done.returncode == 77:
        pytest.skip(f"this system gives us no small disk: {done.stderr.strip()}")
    return done
