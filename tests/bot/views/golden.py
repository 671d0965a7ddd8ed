"""What every view looks like, kept in files: `make golden` accepts the views as they look now."""

import json
import os
from pathlib import Path
from typing import Any

from bot.card import Card, Modal

FOLDER = Path(__file__).parent / "golden"


def shape(view: Card | Modal) -> dict[str, Any]:
    return view.view() if isinstance(view, Modal) else view.arguments()


def check(name: str, view: Card | Modal) -> None:
    check_shape(name, shape(view))


def check_shape(name: str, given: dict[str, Any]) -> None:
    """The same as last time, or the file is written when GOLDEN=write."""
    path = FOLDER / f"{name}.json"
    looks = json.dumps(given, indent=2, ensure_ascii=False) + "\n"
    if os.environ.get("GOLDEN") == "write":
        FOLDER.mkdir(exist_ok=True)
        path.write_text(looks, encoding="utf-8")
    assert path.exists(), f"{path.name} is new: look at it and accept it with `make golden`"
    assert looks == path.read_text(encoding="utf-8")
