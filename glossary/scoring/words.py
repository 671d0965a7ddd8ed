"""Words as evidence: which are worth comparing, and which are the same but for an ending."""

import re
from functools import lru_cache

from index.words import COMMON

WORD = re.compile(r"[a-z0-9](?:[a-z0-9'+/#.&-]*[a-z0-9+#])?")
ENDINGS = ("ingly", "edly", "ing", "ers", "ed", "es", "er", "s", "ly")


def stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in WORD.findall(text.casefold().replace("’", "'")) if word not in COMMON)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Blunt on purpose: it only has to treat a cue and a message alike."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)].rstrip("e")
    return word.rstrip("e") if len(word) > 3 else word
