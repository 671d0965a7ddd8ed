"""Is one sense meant, could it be several, or is the word no jargon here at all?"""

import numpy as np

from glossary.scoring.evidence import Evidence
from glossary.scoring.passage import Seen
from glossary.scoring.weights import softmax
from index.encoder.protocol import Vectors

NAMES = (
    "best", "entropy", "margin", "support", "support_target", "cues_best", "cues_other",
    "everyday_sentence", "everyday_message", "everyday_target", "everyday_window",
    "unclear_sentence", "unclear_message", "unclear_window",
    "everyday_head", "vague_head", "no_everyday", "length", "senses",
    "one",
)  # fmt: skip
EVERYDAY_VIEWS = (0, 2)  # what the everyday head sees: sentence and target
VAGUE_VIEWS = (1, 3)


def kind_features(
    seen: Seen, evidence: Evidence, features: Vectors, scores: Vectors, heads: tuple[float, float]
) -> Vectors:
    """`features` are those of the senses, `scores` what the weights made of them."""
    chances = softmax(scores)
    order = np.argsort(-scores)
    entropy = float(-(chances * np.log(chances + 1e-9)).sum())
    shown = features[:, :4]
    everyday, unclear = np.einsum("cvd,vd->cv", evidence.shown[evidence.senses :], seen.views)
    against = everyday - shown.max(axis=0) if evidence.examples[-2] else np.zeros(4, np.float32)
    vague = unclear - shown.max(axis=0) if evidence.examples[-1] else np.zeros(4, np.float32)
    cue_words = features[:, -2]
    second = order[1] if len(order) > 1 else order[0]
    return np.array(
        [
            chances[order[0]],
            entropy,
            min(5.0, scores[order[0]] - scores[second]) if len(order) > 1 else 5.0,
            shown[:, 0].max(),
            shown[:, 2].max(),
            cue_words[order[0]],
            cue_words.sum() - cue_words[order[0]],
            *against,
            vague[0], vague[1], vague[3],
            *heads,
            float(not evidence.examples[-2]),
            np.log1p(seen.length),
            np.log(len(scores)),
            1.0,
        ],
        np.float32,
    )  # fmt: skip


def head(direction: Vectors, seen: Seen, views: tuple[int, ...]) -> float:
    """`direction` ends with its constant."""
    return float(direction[:-1] @ np.concatenate([seen.views[view] for view in views]) + direction[-1])
