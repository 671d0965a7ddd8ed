"""What is installed is pinned, down to the last library: the same today and in a year."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PINNED = dict(line.split("==") for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").split())
WITH_PYTHON = {"pip"}
GRAPHICS = re.compile("cuda-|nvidia-|triton$")  # what torch's large build brings for graphics cards, torch pins


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def direct() -> list[Requirement]:
    project = PROJECT["project"]
    own = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    return [Requirement(one) for one in own]


def needed() -> set[str]:
    """By us, and by whatever we need, as far as it is installed here."""
    todo, seen = direct(), set()
    while todo:
        one = todo.pop()
        known = (plain(one.name), *sorted(one.extras))
        if known in seen:
            continue
        seen.add(known)
        todo += [further for further in _of(one.name) if _wanted(further, one.extras)]
    return {known[0] for known in seen}


def test_every_library_that_is_needed_is_pinned() -> None:
    missing = needed() - WITH_PYTHON - {plain(name) for name in PINNED}

    assert {name for name in missing if not GRAPHICS.match(name)} == set()


def test_torch_is_the_small_one_and_what_builds_us_is_pinned_alike() -> None:
    assert "torch==2.13.0" in {str(one) for one in direct()}
    assert PINNED["torch"] == "2.13.0"
    assert PROJECT["build-system"]["requires"] == [f"setuptools=={PINNED['setuptools']}"]


def _of(name: str) -> list[Requirement]:
    try:
        return [Requirement(one) for one in requires(name) or []]
    except PackageNotFoundError:  # what only the benchmarks need
        return []


def _wanted(one: Requirement, extras: set[str]) -> bool:
    return one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in extras or {""})
