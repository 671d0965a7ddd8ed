"""Sometimes the writer says it: "performance, i.e. latency", "performance (response time)", "accuracy as in F1"."""

import re

from glossary.model import Sense, Term
from glossary.scoring.words import stems

SAYS = re.compile(
    r"^[\w'’-]{0,12}[\s,;:*_\"']*"
    r"(?:\(\s*(?:i\.?\s?e\.?|meaning|read|=|as in|in the sense of|not)?[\s,:]*(?P<aside>[^)]{3,80})\)"
    r"|(?:i\.?\s?e\.?|meaning|that is|that's|as in|in the sense of|by which i mean|=)[\s,:]+(?P<after>[^.;!?\n]{3,80}))",
    re.IGNORECASE,
)


def spelled_out(term: Term, text: str, end: int) -> str | None:
    """The sense whose own wording follows the mention at once, or None."""
    said = SAYS.match(text[end:])
    if said is None:
        return None
    words = stems(said.group("aside") or said.group("after") or "")
    scores = {sense.id: _told(words, sense) for sense in term.senses}
    ranked = sorted(scores.values(), reverse=True)
    if not ranked or ranked[0] <= 0 or (len(ranked) > 1 and ranked[0] == ranked[1]):
        return None
    return max(scores, key=lambda id_: scores[id_])


def _told(words: frozenset[str], sense: Sense) -> float:
    """Its own wording counts most; a cue, or the name of a word that belongs to it, as much as one another."""
    wording = stems(sense.say_instead)
    share = len(words & wording) / len(wording) if wording else 0.0
    hints = map(stems, (*sense.cues, *sense.related))
    return share + sum(0.4 for hint in hints if hint and hint <= words)
