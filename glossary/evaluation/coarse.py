"""The CoarseWSD-20 protocol through our engine: n examples a sense and one-line definitions, test sentences read."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from glossary.disambiguator import Disambiguator
from glossary.model import Example, Mention, Sense, Term
from glossary.scoring.evidence import CueWords, encoded_texts, evidence, texts_of
from glossary.scoring.features import sense_features
from glossary.scoring.passage import look, passages
from glossary.scoring.words import stems

GLOSSES = Path(__file__).parent / "coarse_glosses.yaml"
SHOTS = (1, 3, 10)
DRAWS = 3  # a few examples are a matter of luck
AT_ONCE = 64


class NoWords(FileNotFoundError):
    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} holds no words of CoarseWSD-20 (a folder per word with train.data.txt and others)")


@dataclass(frozen=True)
class Sentence:
    text: str
    start: int
    end: int
    sense: str


@dataclass(frozen=True)
class CoarseFigures:
    """Means over words; micro is over sentences."""

    macro_f1: float
    micro: float
    words: int
    sentences: int


def measure(reader: Disambiguator, folder: Path, shots: Sequence[int] = SHOTS) -> Iterator[tuple[int, CoarseFigures]]:
    words = sorted(path.parent for path in folder.glob("*/train.data.txt"))
    if not words:
        raise NoWords(folder)
    glosses = yaml.safe_load(GLOSSES.read_text(encoding="utf-8"))
    for count in shots:
        results = [_word(reader, word, glosses, count, draw) for word in words for draw in range(DRAWS)]
        yield (
            count,
            CoarseFigures(
                float(np.mean([macro_f1(gold, said) for gold, said in results])),
                float(np.mean([one == other for gold, said in results for one, other in zip(gold, said, strict=True)])),
                len(words),
                sum(len(gold) for gold, _ in results) // DRAWS,
            ),
        )


def macro_f1(gold: Sequence[str], said: Sequence[str]) -> float:
    """Every sense counts alike, however rare."""
    return float(np.mean([_f1(sense, gold, said) for sense in sorted(set(gold))]))


def _f1(sense: str, gold: Sequence[str], said: Sequence[str]) -> float:
    both = sum(g == s == sense for g, s in zip(gold, said, strict=True))
    return 2 * both / (gold.count(sense) + said.count(sense)) if both else 0.0


def _word(
    reader: Disambiguator, folder: Path, glosses: Mapping[str, str], shots: int, draw: int
) -> tuple[list[str], list[str]]:
    train, test = _sentences(folder, "train"), _sentences(folder, "test")
    term = _term(folder.name, train, glosses, shots, draw)
    return [one.sense for one in test], list(_read(reader, term, test))


def _term(word: str, train: Sequence[Sentence], glosses: Mapping[str, str], shots: int, draw: int) -> Term:
    chance = np.random.default_rng([draw, shots])
    senses = []
    for sense in sorted({one.sense for one in train}):
        own = [one for one in train if one.sense == sense]
        drawn = chance.permutation(len(own))[:shots]
        examples = tuple(Example(own[row].text) for row in drawn)
        title = sense.removeprefix(f"{word}_").replace("_", " ")
        senses.append(Sense(sense, "", glosses.get(sense) or title, examples))
    return Term(word, tuple(senses))


def _read(reader: Disambiguator, term: Term, test: Sequence[Sentence]) -> Iterator[str]:
    known = evidence(term, encoded_texts(reader.encoder, list(texts_of(term))))
    cues = CueWords.of(term)
    for one in test:
        mention = Mention(term.name, one.start, one.end)
        passage = passages(reader.encoder, one.text, (), [mention])[mention]
        features = sense_features(look(passage, mention), stems(one.text), known, cues)
        yield term.senses[int((features @ reader.weights.senses).argmax())].id


def _sentences(folder: Path, part: str) -> list[Sentence]:
    classes = json.loads((folder / "classes_map.txt").read_text(encoding="utf-8"))
    lines = (folder / f"{part}.data.txt").read_text(encoding="utf-8").splitlines()
    gold = (folder / f"{part}.gold.txt").read_text(encoding="utf-8").split()
    return [_sentence(line, classes[label]) for line, label in zip(lines, gold, strict=True)]


def _sentence(line: str, sense: str) -> Sentence:
    """The first token says which of the others is the word."""
    at, _, text = line.partition("\t")
    words = text.split(" ")
    start = sum(len(word) + 1 for word in words[: int(at)])
    return Sentence(text, start, start + len(words[int(at)]), sense)
