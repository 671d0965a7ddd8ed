"""When a change takes effect, as somebody wrote it: the span in the text that most likely says so."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

PATTERNS = Path(__file__).with_name("dates.yaml")
STARTS = ("from", "as of", "as from", "starting", "beginning", "effective", "with effect", "since")
ENDS = ("until", "till", "for", "before")
ITS_OWN_STOP = re.compile(r"(?:[ap]\.m|\b\d{1,2}\.(?:0?[1-9]|1[012]))\.$")  # 5 p.m., 24.12.


@dataclass(frozen=True)
class Span:
    start: int
    end: int


def date_span(text: str) -> Span | None:
    """The best of all that look like a time, by how they begin and where they stand."""
    low = text.lower() if len(text.lower()) == len(text) else text
    low = _pattern("RISES").sub(lambda match: " " * len(match.group()), low)
    found = [
        match
        for name in ("SPAN", "EVENTS")
        for match in _pattern(name).finditer(low)
        if not _pattern("NO TIME").fullmatch(match.group().strip())
    ]
    if not found:
        return None
    best = max(found, key=lambda match: (_weight(match.group(), match.start()), match.end() - match.start()))
    return Span(best.start(), best.start() + len(_bare(best.group())))


def _bare(written: str) -> str:
    """Without what ends the clause or the sentence it stands in."""
    bare = written.rstrip(" ,")
    return bare if ITS_OWN_STOP.search(bare) else bare.rstrip(".")


def _weight(written: str, place: int) -> float:
    """What begins like a beginning counts most; versions, ends, durations and the past count less; so does what comes late."""
    weight = 0.0
    if written.startswith(STARTS):
        weight += 2
    if written.startswith(ENDS):
        weight -= 1
    if _pattern("LONG PAST").match(written):
        weight -= 4
    if _pattern("BEFORE").match(written):
        weight -= 1.5
    if _pattern("HAS VERSION").search(written) and not _pattern("HAS TIME").search(written):
        weight -= 2
    if _pattern("VAGUE").fullmatch(written):
        weight -= 0.7
    if _pattern("NEAR").search(written):
        weight += 0.4
    return weight - place / 400


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_filled(_parts()[name]))


@cache
def _parts() -> dict[str, str]:
    """Each part is any of a list, or a single pattern; a part may use those above it."""
    content = yaml.load(PATTERNS.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {name: f"(?:{'|'.join(some)})" if isinstance(some, list) else some for name, some in content.items()}


def _filled(pattern: str) -> str:
    for name, part in reversed(_parts().items()):
        pattern = pattern.replace(f"<{name}>", part)
    return pattern
