"""The glossary's own messages as labelled data: each is seen as if its entry had been written without it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from glossary.model import Example, Sense, Term
from glossary.scoring.evidence import (
    CueWords,
    Evidence,
    centroids,
    encoded_texts,
    evidence,
    example_text,
    finder,
    see,
    texts_of,
)
from glossary.scoring.features import sense_features
from glossary.scoring.passage import Seen, content_tokens
from glossary.scoring.wording import told_of, wording
from glossary.scoring.words import stems
from index.encoder.protocol import Encoded, Encoder
from index.vectors import digest

EVERYDAY, UNCLEAR = -2, -1
BARE = 0.1  # what a message robbed of its thread counts beside one written to be unclear
CUES_KEPT = 0.45  # then 44 % of clear messages hold a cue word of their sense, as they do in the shared sample
Texts = dict[str, Encoded]


@dataclass(frozen=True)
class Labelled:
    """`label` is the row of the sense, or EVERYDAY, or UNCLEAR; `features` and `evidence` were made without the message."""

    term: Term
    text: str
    label: int
    counts: float
    seen: Seen
    evidence: Evidence
    features: np.ndarray


def labelled(terms: Sequence[Term], texts: Texts) -> Iterator[Labelled]:
    """Needs every text; `encode_missing` encodes those that `texts` lacks."""
    for term in terms:
        if len(term.senses) > 1:
            yield from _of_term(term, texts)


def within_senses(terms: Iterable[Term], texts: Texts) -> np.ndarray:
    """How each example differs, view by view, from the middle of its sense."""
    several = [(finder(term), sense) for term in terms if len(term.senses) > 1 for sense in term.senses]
    groups = [np.array([see(one, find, texts).views for one in sense.examples]) for find, sense in several]
    return np.concatenate([group - group.mean(axis=0) for group in groups if len(group) > 1])


def encode_missing(terms: Iterable[Term], encoder: Encoder, texts: Texts) -> int:
    wanted = {text for term in terms for text in (*texts_of(term), *_bare(term), *_shortened(term))}
    missing = sorted(wanted - texts.keys())
    texts.update(encoded_texts(encoder, missing))
    return len(missing)


def _bare(term: Term) -> Iterator[str]:
    for sense in term.senses:
        yield from (example.text for example in sense.examples if example.after)


def _shortened(term: Term) -> Iterator[str]:
    for sense in term.senses:
        for example in sense.examples:
            yield ", ".join(without_own_cues(sense, example).cues) or sense.definition


def _of_term(term: Term, texts: Texts) -> Iterator[Labelled]:
    find = finder(term)
    whole = evidence(term, texts)
    words = CueWords.of(term)
    groups = [sense.examples for sense in term.senses] + [term.everyday, term.unclear]
    seen = [[see(example, find, texts) for example in group] for group in groups]
    width = whole.shown.shape[-1]
    for row, group in enumerate(groups):
        label = row if row < len(term.senses) else row - len(groups)
        for place, example in enumerate(group):
            others = [one.views for at, one in enumerate(seen[row]) if at != place]
            shown = whole.shown.copy()
            shown[row] = centroids(others, width)
            without, cues = replace(whole, shown=shown), words
            if label >= 0 and not _kept(example):
                without, cues = _without_cues(term, row, example, without, words, texts)
            without = whole.altered(row, without)
            yield _labelled(term, example, label, seen[row][place], without, cues)
            if example.after and label >= 0:
                bare = Example(example.text)
                robbed = _labelled(term, bare, UNCLEAR, see(bare, find, texts), without, cues)
                yield replace(robbed, counts=BARE)


def _kept(example: Example) -> bool:
    """Whether the example's own cues stay: so often that a cue is met as often as in messages of other hands."""
    return int(digest(example.text), 16) % 100 < 100 * CUES_KEPT


def _labelled(term: Term, example: Example, label: int, seen: Seen, known: Evidence, cues: CueWords) -> Labelled:
    text = example_text(example)
    counts = 1.0 if term.everyday else 0.5
    return Labelled(term, text, label, counts, seen, known, sense_features(seen, stems(text), known, cues))


def without_own_cues(sense: Sense, example: Example) -> Sense:
    """Cues that this example alone bears out are left out with it: their author took them from it."""
    said = stems(example_text(example))
    elsewhere = [stems(example_text(other)) for other in sense.examples if other != example]
    kept = [cue for cue in sense.cues if not stems(cue) <= said or any(stems(cue) <= other for other in elsewhere)]
    return replace(sense, cues=tuple(kept))


def _without_cues(
    term: Term, row: int, example: Example, known: Evidence, words: CueWords, texts: Texts
) -> tuple[Evidence, CueWords]:
    sense = without_own_cues(term.senses[row], example)
    if sense.cues == term.senses[row].cues:
        return known, words
    told, without = known.told.copy(), tuple(other for other in sense.examples if other != example)
    told[row] = told_of(replace(sense, examples=without), texts, known.shown[row])
    tokens = [content_tokens(texts[cue], cue) for cue in sense.cues or wording(sense)]
    others = known.cue_of != row
    cues = np.concatenate([known.cues[others], *tokens])
    cue_of = np.concatenate([known.cue_of[others], *(np.full(len(one), row) for one in tokens)])
    order = np.argsort(cue_of, kind="stable")  # evidence keeps the tokens of a sense together
    fewer = CueWords.of(replace(term, senses=tuple(sense if at == row else one for at, one in enumerate(term.senses))))
    return replace(known, told=told, cues=cues[order], cue_of=cue_of[order]), fewer
