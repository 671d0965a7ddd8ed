"""What the form of a message gives away: who speaks, of which time, asking or telling, sure or guessing, about what."""

import re
from functools import cache
from pathlib import Path

import numpy as np
import yaml

from index.encoder.protocol import Vectors

PATTERNS = Path(__file__).with_name("cues.yaml")
NOISE = re.compile(
    r"```.*?```|<[@#!](?!here|channel|everyone)[^>\n]*>|<(?:https?|mailto)[^>\n]*>|https?://\S+|(?<!\w)@[\w:.-]+"
    r"|\bu_[0-9a-f]{6,}\b:?|:(?<![\w:]:)[a-z0-9_+'-]+:(?![\w:])|\b[0-9a-f]{12,}\b",
    re.DOTALL,
)
MARKED = re.compile(r"`[^`\n]+`|<[^>\n]*>|:[a-z_+-]+:|https?://\S+")
CODE_SIGNS = re.compile(r"[{}\[\]();=<>|$\\\"/:_]")
TO_ALL = ("@here", "@channel", "@all", "@everyone")
SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
DEEDS = frozenset(
    (
        *(
            "we will",
            "we are doing",
            "we do",
            "starts with deed",
            "passive future",
            "passive done",
            "goes",
            "no longer",
        ),
        *("arrow", "is new", "now", "instead", "becomes another", "deed word"),
    )
)
TIMES = frozenset(
    (
        *("from then on", "on a day", "a day", "a date", "a time", "in a while", "now", "a period", "from an event"),
        "of the past week",
    )
)
LOOKED_FOR = ("deed word", *sorted((DEEDS | TIMES) - {"deed word"}))
SOFT = frozenset(
    ("maybe", "guess", "if", "proposal", "please do", "denial", "unfinished", "asks", "question word first", "long ago")
)
THINGS = frozenset(("a thing", "name with underscore", "dotted name", "path", "code"))
TOGETHER = (
    *(
        "deed with time",
        "deed with time first",
        "deed",
        "deed of a thing",
        "soft deed",
        "asked deed",
        "thing with time",
    ),
    *("all asked", "deed of a thing with time"),
)
SIZES = ("short", "long", "very long", "symbols")


def names() -> tuple[str, ...]:
    return (*_patterns(), *TOGETHER, *SIZES)


def cues(text: str) -> Vectors:
    """One number for each of `names()`: is it there."""
    plain = readable(text).lower()
    whole = _seen(plain)
    parts = [part for part in SENTENCE.split(plain) if part.strip()]
    sentences = [_seen(part) for part in parts] if len(parts) > 1 else [whole]
    numbers = [*(name in whole for name in _patterns()), *_together(sentences), *_size(plain)]
    return np.array(numbers, np.float32)


def readable(text: str) -> str:
    """People, links, emoji and code blocks blanked; every other character stays where it was."""
    return NOISE.sub(_blank, text.replace("’", "'"))


def worth_reading(text: str) -> bool:
    """The cheap look before the costly one: without a deed or a time nothing is announced, nor by code and logs."""
    low = text.lower()
    return any(_patterns()[name].search(low) for name in LOOKED_FOR) and not is_code(text)


def is_code(text: str) -> bool:
    """Pasted programs, logs and error messages: long, and every twelfth letter is a bracket or the like."""
    plain = MARKED.sub(" ", text)
    return len(plain) > 60 and len(CODE_SIGNS.findall(plain)) > len(plain) / 12


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    content = yaml.load(PATTERNS.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    words = {f"<{name}>": f"(?:{'|'.join(some)})" for name, some in content["words"].items()}
    return {name: re.compile(_filled("|".join(some), words), re.MULTILINE) for name, some in content["cues"].items()}


def _filled(pattern: str, words: dict[str, str]) -> str:
    for name, some in words.items():
        pattern = pattern.replace(name, some)
    return pattern


def _blank(match: re.Match[str]) -> str:
    found = match.group()
    return found if found.lower() in TO_ALL else " " * len(found)


def _seen(text: str) -> frozenset[str]:
    return frozenset(name for name, pattern in _patterns().items() if pattern.search(text))


def _together(sentences: list[frozenset[str]]) -> list[bool]:
    """What stands in one sentence: a deed told with its time weighs more than a deed here and a time there."""
    deeds = [seen for seen in sentences if seen & DEEDS]
    told = [seen for seen in deeds if not seen & SOFT]
    timed = [seen for seen in told if seen & TIMES]
    return [
        bool(timed),
        bool(timed) and timed[0] is sentences[0],
        bool(told),
        any(seen & THINGS for seen in told),
        len(told) < len(deeds),
        any("asks" in seen for seen in deeds),
        any(seen & TIMES and seen & THINGS and not seen & SOFT for seen in sentences),
        bool(sentences) and all("asks" in seen or "question word first" in seen for seen in sentences),
        any(seen & THINGS for seen in timed),
    ]


def _size(text: str) -> list[float]:
    words = len(text.split())
    symbols = sum(not (letter.isalnum() or letter.isspace()) for letter in text) / max(len(text), 1)
    return [float(words < 5), float(words > 45), float(words > 80), min(symbols, 0.3) * 3]
