"""What is missing is said in one sentence, and once it is there, the same command goes on."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="there is no make here")

# What the Makefile asks of Python, and nothing else. Where the file named network stands, pip finds what it looks for.
PYTHON = r"""#!/bin/sh
case "$*" in
    -V) echo "Python {version}" ;;
    *sys.version_info*) {fits} ;;
    *venv\ --clear*) rm -rf .venv && mkdir -p .venv/bin && ln -s ../../python .venv/bin/python ;;
    *install*) test -e network && echo "$*" >> installed ;;
esac
"""
DISK = """#!/bin/sh
echo "Filesystem 1024-blocks Used Available Capacity Mounted on"
echo "/dev/disk 100000000 1 {free} 1% /Volumes/A disk"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    here = tmp_path / "Zoë's clone"
    here.mkdir()
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, here)
    program(here / "bin/df", DISK.format(free=50_000_000))
    return here


def program(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


def python(folder: Path, version: str, *, fits: bool) -> str:
    program(folder / "python", PYTHON.format(version=version, fits="true" if fits else "false"))
    os.utime(folder / "python", (0, 0))  # older than all that is made with it, as Pythons are
    return "./python"


def make(folder: Path, *words: str) -> tuple[int, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    own = {**inherited, "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["make", *words], cwd=folder, env=own, capture_output=True, text=True, timeout=200, check=False
    )
    said = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    return done.returncode, "\n".join(said)


@pytest.mark.parametrize("version", ["3.10.13", "3.15.0"])
def test_a_python_that_does_not_fit_is_named_and_nothing_is_made(folder: Path, version: str) -> None:
    code, said = make(folder, "run", f"PYTHON={python(folder, version, fits=False)}")

    assert code == 2
    assert said == (
        f"Parlance needs Python 3.11 to 3.14; this is Python {version}. Name another with make run PYTHON=python3.12"
    )
    assert not (folder / ".venv").exists()


def test_a_python_that_is_not_there_is_asked_for(folder: Path) -> None:
    code, said = make(folder, "test", "PYTHON=no-such-python")

    assert code == 2
    assert said == ("Parlance needs Python 3.11 to 3.14: install it, or name it with make test PYTHON=/path/to/python3")


def test_a_disk_without_room_is_told_of_before_anything_is_made(folder: Path) -> None:
    program(folder / "bin/df", DISK.format(free=4_000_000))

    code, said = make(folder, "run", f"PYTHON={python(folder, '3.13.0', fits=True)}")

    assert code == 2
    assert said == "Parlance needs 4 GB of free disk here for its libraries and the language model"
    assert not (folder / ".venv").exists()


def test_an_installation_that_failed_is_explained_and_goes_on_with_the_same_command(folder: Path) -> None:
    here = f"PYTHON={python(folder, '3.13.0', fits=True)}"

    code, said = make(folder, ".venv/.installed", here)
    assert code == 2
    assert said.startswith("Not everything could be installed")

    (folder / "network").touch()
    assert make(folder, ".venv/.installed", here) == (0, "")
    assert "torch==2.13.0" in (folder / "installed").read_text(encoding="utf-8")


def test_what_is_installed_is_not_installed_again(folder: Path) -> None:
    (folder / "network").touch()
    here = f"PYTHON={python(folder, '3.13.0', fits=True)}"
    make(folder, ".venv/.installed-dev", here)
    before = (folder / "installed").read_text(encoding="utf-8")

    assert make(folder, ".venv/.installed-dev", here) == (0, "")
    assert (folder / "installed").read_text(encoding="utf-8") == before


def test_an_environment_whose_python_is_gone_is_made_anew(folder: Path) -> None:
    (folder / "network").touch()
    here = f"PYTHON={python(folder, '3.13.0', fits=True)}"
    make(folder, ".venv/.installed", here)
    (folder / ".venv/bin/python").unlink()
    (folder / ".venv/bin/python").symlink_to("/nowhere/python3.11")
    (folder / "installed").unlink()

    assert make(folder, ".venv/.installed", here) == (0, "")
    assert (folder / "installed").exists()
