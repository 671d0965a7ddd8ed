"""Nothing of a killed build stays, and nobody takes away what somebody still builds."""

import signal
import subprocess
import sys
from pathlib import Path

from index.encoder.workshop import sweep, workshop

BUILDER = """
import sys
from pathlib import Path
from index.encoder.workshop import workshop
with workshop(Path(sys.argv[1])) as folder:
    (folder / "graph.onnx").write_text("half")
    print("building", flush=True)
    sys.stdin.read()
"""


def test_what_a_killed_builder_left_goes_at_once_and_what_a_living_one_builds_stays(tmp_path: Path) -> None:
    command = [sys.executable, "-c", BUILDER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as builder:
        assert builder.stdout is not None
        builder.stdout.readline()

        sweep(tmp_path)
        while_it_lived = len(list(tmp_path.iterdir()))
        builder.send_signal(signal.SIGKILL)
        builder.wait()
        sweep(tmp_path)

    assert (while_it_lived, list(tmp_path.iterdir())) == (1, [])


def test_a_finished_build_leaves_nothing_behind(tmp_path: Path) -> None:
    with workshop(tmp_path / "new") as folder:
        (folder / "graph.onnx").write_text("whole")
        sweep(tmp_path / "new")

        assert (folder / "graph.onnx").exists()

    sweep(tmp_path / "absent")
    assert list((tmp_path / "new").iterdir()) == []
