"""`python -m benchmarks.fit_crossing`: what tells that two people talk past each other, fitted on our own conversations.

Half of the conversations is fitted on and the other half judged, then the other way round; the weights are of all.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.fit_weights import fit_classes
from glossary.crossing import NAMES, SHIPPED, Heard, features, open_words
from glossary.evaluation import sets
from glossary.evaluation.threads import Conversation
from glossary.glossary import Glossary
from glossary.loader import load_terms
from glossary.model import Utterance
from glossary.replay import hear
from index.encoder.choose import Choice, open_encoder

ROOT = Path(__file__).parents[1]
OWN = ROOT / "tests" / "data" / "threads_own.jsonl"
IN_TIME = 2  # messages: an answer after that comes to a word that was misread before
HARMLESS = 0.65  # the share of answers to a core word in which nothing is crossed; in life more, but these are tempting
RIDGE = 0.3


def pairs(glossary: Glossary, conversations: Sequence[Conversation]) -> Iterator[tuple[np.ndarray, int]]:
    """Each answer to a word: crossed in conversations of a misread word, and not in harmless ones."""
    for one in conversations:
        before: list[Heard] = []
        for index, answer in enumerate(one.messages):
            for term, row in _rows(glossary, before, answer):
                if one.harmless:
                    yield row, 0
                elif term == one.term and one.first is not None and index <= one.first + IN_TIME:
                    yield row, 1
            before.append(hear(glossary, answer, before))


def fit(rows: Sequence[tuple[np.ndarray, int]]) -> np.ndarray:
    table = np.array([row for row, _ in rows], np.float64)
    labels = np.array([label for _, label in rows])
    both = fit_classes(table, labels, len(rows) * np.array([HARMLESS, 1 - HARMLESS]), RIDGE)
    weights: np.ndarray = both[1] - both[0]
    return weights


def auc(weights: np.ndarray, rows: Sequence[tuple[np.ndarray, int]]) -> float:
    crossed = np.array([row @ weights for row, label in rows if label])
    fine = np.array([row @ weights for row, label in rows if not label])
    return float((crossed[:, None] > fine[None]).mean())


def main() -> int:
    glossary = Glossary.open(
        load_terms(), open_encoder(Choice(ROOT / ".artifacts" / "models")), ROOT / ".artifacts" / "senses.db"
    )
    conversations = sets.threads(OWN)
    halves = [list(pairs(glossary, conversations[start::2])) for start in (0, 1)]
    unseen = [auc(fit(halves[0]), halves[1]), auc(fit(halves[1]), halves[0])]
    fitted = fit([*halves[0], *halves[1]])
    content = {
        "made by": "python -m benchmarks.fit_crossing",
        "area under the curve, unseen half": [round(one, 3) for one in unseen],
        "weights": {name: round(float(value), 3) for name, value in zip(NAMES, fitted, strict=True)},
    }
    SHIPPED.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(content, indent=1))
    return 0


def _rows(glossary: Glossary, before: Sequence[Heard], answer: Utterance) -> Iterator[tuple[str, np.ndarray]]:
    words = open_words(before, answer, glossary.match(answer.text), glossary.terms)
    for word, scores in glossary.disambiguator.taken(words, answer):
        yield word.term.name, features(word, answer, scores)


if __name__ == "__main__":
    sys.exit(main())
