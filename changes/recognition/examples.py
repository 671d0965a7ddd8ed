"""The messages that the recogniser learns from, with what is marked in them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml

HERE = Path(__file__).parent
MARKS = ("<<", ">>", "((", "))")
Harm = Literal["breaking", "harmless", "unclear"]
Place = tuple[int, int]


@dataclass(frozen=True)
class Announcement:
    text: str
    kind: str
    harm: Harm
    assets: tuple[Place, ...]
    date: Place | None


@dataclass(frozen=True)
class Other:
    """`what` it is instead: a question, a joke, an incident …"""

    text: str
    what: str


def announcements() -> list[Announcement]:
    groups = yaml.load((HERE / "announcements.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return [unmarked(text, group["kind"], group["harm"]) for group in groups for text in group["messages"]]


def others() -> list[Other]:
    groups = yaml.load((HERE / "others.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return [Other(text, group["what"]) for group in groups for text in group["messages"]]


def unmarked(marked: str, kind: str, harm: Harm) -> Announcement:
    """Take the marks out and note what stood between them. `((` marks a date only once; later ones are text."""
    text, assets, date, opened, begun = "", [], None, 0, 0
    place = 0
    while place < len(marked):
        mark = marked[place : place + 2]
        if mark not in MARKS or (mark in ("((", "))") and date is not None):
            text, place = text + marked[place], place + 1
            continue
        if mark == "<<":
            opened = len(text)
        elif mark == ">>":
            assets.append((opened, len(text)))
        elif mark == "((":
            begun = len(text)
        else:
            date = (begun, len(text))
        place += 2
    return Announcement(text, kind, harm, tuple(assets), date)
