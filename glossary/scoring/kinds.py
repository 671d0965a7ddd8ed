"""Is one sense meant, could it be several, or is the word no jargon here at all?"""

import numpy as np

from glossary.scoring.evidence import Evidence
from glossary.scoring.features import NAMES as SENSE_NAMES
from glossary.scoring.passage import VIEWS, Seen
from glossary.scoring.weights import softmax
from index.encoder.protocol import Vectors

NAMES = (
    "best",
    "entropy",
    "margin",
    "cues_of_best",
    "cues_of_others",
    *(f"everyday_{view}" for view in VIEWS),
    *(f"unclear_{view}" for view in VIEWS),
    "everyday_head",
    "no_everyday",
    "support_sentence",
    "support_target",
    "one",
)
HEAD_VIEWS = (0, 2)  # what the everyday head sees: sentence and target
MOST_CUES, MOST_MARGIN = 2.0, 5.0


def kind_features(evidence: Evidence, likeness: Vectors, features: Vectors, scores: Vectors, head: float) -> Vectors:
    """`features` are those of the senses, `scores` what the weights made of them, `likeness` that of `sidelong`."""
    chances = softmax(scores)
    best, *others = np.sort(scores)[::-1]
    top = int(scores.argmax())
    *senses, everyday, unclear = likeness
    shown = np.max(senses, axis=0)
    has_everyday, has_unclear = evidence.examples[-2:] > 0
    cues = features[:, SENSE_NAMES.index("cue_words")]
    return np.array(
        [
            chances[top],
            -(chances * np.log(chances + 1e-9)).sum(),
            min(MOST_MARGIN, best - others[0]) if others else MOST_MARGIN,
            min(MOST_CUES, cues[top]),
            min(MOST_CUES, cues.sum() - cues[top]),
            *(everyday - shown) * has_everyday,
            *(unclear - shown) * has_unclear,
            head,
            not has_everyday,
            shown[0],
            shown[2],
            1.0,
        ],
        np.float32,
    )


def everyday_head(direction: Vectors, seen: Seen) -> float:
    """What talk about the world outside looks like, whatever the term; `direction` ends with its constant."""
    return float(direction[:-1] @ head_view(seen) + direction[-1])


def head_view(seen: Seen) -> Vectors:
    return np.concatenate([seen.views[view] for view in HEAD_VIEWS])
