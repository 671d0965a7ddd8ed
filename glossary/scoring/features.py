"""How well a mention fits each sense, in figures; the same for every term, so that weights learned on some serve all."""

import numpy as np

from glossary.scoring.evidence import CueWords, Evidence
from glossary.scoring.passage import VIEWS, Seen
from glossary.scoring.wording import TOLD
from index.encoder.protocol import Vectors

NAMES = (
    *(f"shown_{view}" for view in VIEWS),
    *(f"told_{what}" for what in TOLD),
    "cue_tokens",
    "cue_words",
    "counter_cues",
)
MOST_WORDS = 3  # a fourth cue word in one message adds nothing


def sense_features(seen: Seen, words: frozenset[str], evidence: Evidence, cues: CueWords) -> Vectors:
    """One row for each sense, one column for each of NAMES."""
    count = evidence.senses
    views = seen.turned if evidence.whole else seen.views
    shown = np.einsum("cvd,vd->cv", evidence.shown_turned[:count], views)
    told = evidence.told_turned @ views[0]
    rows = [
        shown,
        told,
        _cue_tokens(seen, evidence)[:, None],
        _overlap(words, cues.cues),
        _overlap(words, cues.counter),
    ]
    return np.concatenate(rows, axis=1).astype(np.float32)


def sidelong(seen: Seen, evidence: Evidence) -> Vectors:
    """Likeness to each sense's messages, to everyday and to unclear ones, view by view, in the space as it is."""
    likeness: Vectors = np.einsum("cvd,vd->cv", evidence.shown, seen.views)
    return likeness


def _cue_tokens(seen: Seen, evidence: Evidence) -> Vectors:
    """For each content token its most alike cue token of the sense, averaged."""
    found = np.zeros(evidence.senses, np.float32)
    if not len(seen.tokens) or not len(evidence.cues):
        return found
    rows, starts = np.unique(evidence.cue_of, return_index=True)  # the tokens of a sense stand together
    found[rows] = np.maximum.reduceat(seen.tokens @ evidence.cues.T, starts, axis=1).mean(axis=0)
    return found


def _overlap(words: frozenset[str], cues: tuple[tuple[frozenset[str], ...], ...]) -> Vectors:
    counts = [min(MOST_WORDS, sum(cue <= words for cue in of_sense)) for of_sense in cues]
    return np.array(counts, np.float32)[:, None]
