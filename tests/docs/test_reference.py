"""The reference says what the code says: generated, and fresh."""

import json
from pathlib import Path

import pytest

from bot.commands.manifest import made
from docs.generate import PAGES, REFERENCE

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_fresh(name: str) -> None:
    assert (REFERENCE / name).read_text(encoding="utf-8") == PAGES[name](), "run `make docs`"


def test_the_manifest_is_fresh() -> None:
    assert json.loads((ROOT / "manifest.json").read_text(encoding="utf-8")) == made(), "run `make manifest`"
