"""The CoarseWSD-20 protocol through our engine: n examples a sense and one-line definitions, test sentences read."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from glossary.disambiguator import Disambiguator
from glossary.model import Example, Mention, Sense, Term
from glossary.scoring.evidence import CueWords, encoded_texts, evidence, texts_of
from glossary.scoring.features import sense_features
from glossary.scoring.passage import Seen, look, passages
from glossary.scoring.words import stems

GLOSSES = Path(__file__).parent / "coarse_glosses.yaml"
OWN_GLOSSES = "definitions.yaml"  # in the folder: a line for each sense, by the name it has in classes_map.txt
SHOTS = (1, 3, 10)
DRAWS = 5  # a few examples are a matter of luck
DRAWN = re.compile(r"(?P<word>.+)_(?P<shots>\d+)")  # mole_10 of the set's own n-shot folders: examples drawn already
Answers = tuple[list[str], list[str]]  # gold, said


class NoWords(FileNotFoundError):
    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} holds no words of CoarseWSD-20 (a folder per word with train.data.txt and others)")


class BadWord(ValueError):
    """The files of a word are not all there, or do not fit together."""


@dataclass(frozen=True)
class Sentence:
    text: str
    start: int
    end: int
    sense: str


@dataclass(frozen=True)
class Word:
    """`shots` is set where the folder holds examples that were drawn already."""

    name: str
    train: tuple[Sentence, ...]
    test: tuple[Sentence, ...]
    shots: int | None


@dataclass(frozen=True)
class CoarseFigures:
    """Means over words; micro is over sentences, spread the standard deviation of macro-F1 from draw to draw."""

    macro_f1: float
    spread: float
    micro: float
    words: int
    sentences: int


def measure(reader: Disambiguator, folder: Path, shots: Sequence[int] = SHOTS) -> Iterator[tuple[int, CoarseFigures]]:
    folders = sorted(path.parent for path in folder.rglob("train.data.txt"))
    if not folders:
        raise NoWords(folder)
    definitions = glosses(folder)
    answers: dict[int, dict[str, list[Answers]]] = {count: {} for count in shots}
    for place in folders:
        word = word_of(place)
        for count, found in answers_of(reader, word, definitions, shots).items():
            answers[count].setdefault(word.name, []).extend(found)
    yield from ((count, figures(list(found.values()))) for count, found in answers.items() if found)


def answers_of(
    reader: Disambiguator, word: Word, definitions: Mapping[str, str], shots: Sequence[int]
) -> dict[int, list[Answers]]:
    """For each number of examples, several draws; each sentence passes the encoder once."""
    seen = [_seen(reader, word.name, one) for one in word.test]
    gold = [one.sense for one in word.test]
    counts, draws = (shots, DRAWS) if word.shots is None else ([word.shots] if word.shots in shots else [], 1)
    return {
        count: [
            (gold, list(_read(reader, term_of(word, definitions, count, draw), word.test, seen)))
            for draw in range(draws)
        ]
        for count in counts
    }


def figures(words: Sequence[Sequence[Answers]]) -> CoarseFigures:
    """`words` holds for each word its draws."""
    draws = min(len(word) for word in words)
    scores = np.array([[macro_f1(gold, said) for gold, said in word[:draws]] for word in words])
    right = [one == other for word in words for gold, said in word for one, other in zip(gold, said, strict=True)]
    return CoarseFigures(
        float(scores.mean()),
        float(scores.mean(axis=0).std()),
        float(np.mean(right)),
        len(words),
        sum(len(word[0][0]) for word in words),
    )


def macro_f1(gold: Sequence[str], said: Sequence[str]) -> float:
    """Every sense counts alike, however rare."""
    return float(np.mean([_f1(sense, gold, said) for sense in sorted(set(gold))]))


def _f1(sense: str, gold: Sequence[str], said: Sequence[str]) -> float:
    both = sum(g == s == sense for g, s in zip(gold, said, strict=True))
    return 2 * both / (gold.count(sense) + said.count(sense)) if both else 0.0


def glosses(folder: Path) -> Mapping[str, str]:
    """Ours for the twenty words, and before them those that lie in the folder."""
    own = folder / OWN_GLOSSES
    ours: dict[str, str] = yaml.safe_load(GLOSSES.read_text(encoding="utf-8"))
    return ours | (yaml.safe_load(own.read_text(encoding="utf-8")) if own.exists() else {})


def term_of(word: Word, definitions: Mapping[str, str], shots: int, draw: int) -> Term:
    """A sense's class name says in other words what it is: apple_(fruit)."""
    chance = np.random.default_rng([draw, shots])
    senses = []
    for sense in sorted({one.sense for one in word.train}):
        own = [one for one in word.train if one.sense == sense]
        examples = tuple(Example(own[row].text) for row in chance.permutation(len(own))[:shots])
        title = sense.removeprefix(f"{word.name}_").replace("_", " ")
        definition = definitions.get(sense) or definitions.get(f"{word.name}_{sense}") or title
        senses.append(Sense(sense, "", definition, examples, say_instead=title))
    return Term(word.name, tuple(senses))


def _seen(reader: Disambiguator, word: str, one: Sentence) -> Seen:
    mention = Mention(word, one.start, one.end)
    return look(passages(reader.encoder, one.text, (), [mention])[mention], mention)


def _read(reader: Disambiguator, term: Term, test: Sequence[Sentence], seen: Sequence[Seen]) -> Iterator[str]:
    known = evidence(term, encoded_texts(reader.encoder, list(texts_of(term))))
    cues = CueWords.of(term)
    for one, view in zip(test, seen, strict=True):
        features = sense_features(view, stems(one.text), known, cues)
        yield term.senses[int((features @ reader.weights.senses).argmax())].id


def word_of(folder: Path) -> Word:
    drawn = DRAWN.fullmatch(folder.name)
    name, shots = (drawn["word"], int(drawn["shots"])) if drawn else (folder.name, None)
    try:
        return Word(name, tuple(_sentences(folder, "train")), tuple(_sentences(folder, "test")), shots)
    except OSError as error:
        raise BadWord(f"{error.filename}: {error.strerror}") from error
    except (ValueError, LookupError) as error:
        raise BadWord(f"{folder}: its files do not fit together ({error})") from error


def _sentences(folder: Path, part: str) -> Iterator[Sentence]:
    classes = json.loads((folder / "classes_map.txt").read_text(encoding="utf-8"))
    lines = _lines(folder / f"{part}.data.txt")
    gold = _lines(folder / f"{part}.gold.txt")
    yield from (_sentence(line, classes[label.strip()]) for line, label in zip(lines, gold, strict=True))


def _lines(path: Path) -> list[str]:
    """Only a line feed ends a line: text from the web holds other signs that Python takes for one."""
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def _sentence(line: str, sense: str) -> Sentence:
    """The first token says which of the others is the word."""
    at, _, text = line.partition("\t")
    words = text.split()
    start = sum(len(word) + 1 for word in words[: int(at)])
    return Sentence(" ".join(words), start, start + len(words[int(at)]), sense)
