"""The house style where a machine can see it."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("bot", "changes", "glossary", "index", "playbooks", "playground", "store")
SOURCES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
NAMES = [str(path.relative_to(ROOT)) for path in SOURCES]


def test_a_module_starts_with_its_law() -> None:
    told = {
        name: ast.get_docstring(ast.parse(path.read_text("utf-8"))) for name, path in zip(NAMES, SOURCES, strict=True)
    }

    assert [name for name, law in told.items() if not law] == []


def test_a_package_says_what_it_is_for_and_nothing_else() -> None:
    packages = [path for path in SOURCES if path.name == "__init__.py"]

    assert [str(path) for path in packages if len(ast.parse(path.read_text(encoding="utf-8")).body) != 1] == []


def test_only_settings_read_the_environment() -> None:
    readers = [
        name for name, path in zip(NAMES, SOURCES, strict=True) if re.search(r"os\.(environ|getenv)", path.read_text())
    ]

    shell = "bot/shells.py"  # what a shell completes it says in its variables
    libraries = ["index/encoder/fast.py", "index/encoder/reference.py"]  # which are told in no other way to be quiet
    assert sorted(readers) == ["bot/parts.py", shell, *libraries, "playground/__main__.py"]


def test_no_view_looks_at_a_clock() -> None:
    """What is imported tells it of `time`; a `datetime` may be shown, and must not be asked for the hour."""
    views = sorted((ROOT / "bot" / "views").rglob("*.py"))

    assert [str(path) for path in views if re.search(r"\.(utc)?(now|today)\(", path.read_text(encoding="utf-8"))] == []


def test_each_decision_has_a_number_of_its_own() -> None:
    numbers = [path.name[:5] for path in (ROOT / "docs" / "adr").glob("*.md")]

    assert [number for number in numbers if not re.fullmatch(r"\d{4}-", number)] == []
    assert sorted(set(numbers)) == sorted(numbers)
