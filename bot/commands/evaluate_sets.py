"""One labelled set, measured by what it holds: meanings, conversations, changes, words or playbooks."""

import contextlib
import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot import jsonlines, parts
from bot.errors import Refusal, Unreadable

if TYPE_CHECKING:
    from glossary.evaluation.senses import SenseFigures
    from glossary.glossary import Glossary
    from index.encoder.protocol import Encoder

Figures = Mapping[str, Any]
TOP = 10
OWN = Path(__file__).parents[2] / "tests" / "data"  # only where the project was checked out
WORDS, SEVERAL, MAYBE, ANY = (str,), (list,), (str, type(None)), (object,)
HOLDS: dict[str, dict[str, tuple[type, ...]]] = {
    "senses": {"id": ANY, "term": WORDS, "message": WORDS, "accept": SEVERAL},
    "threads": {"id": ANY, "messages": SEVERAL, "gold": (dict,)},
    "announcements": {
        "message": WORDS,
        "is_announcement": (bool,),
        "kind": MAYBE,
        "assets": SEVERAL,
        "breaking": (bool, type(None)),
        "effective": MAYBE,
    },
    "lookup": {"query": WORDS, "gold_term": WORDS},
    "playbooks": {"query": WORDS, "accept": SEVERAL},
    "chat": {"conversation_id": ANY, "user": ANY, "text": WORDS},
}


def our_own() -> list[Path]:
    """Those that came with the project; beside them lies what only its benchmarks read."""
    from glossary.evaluation import sets

    return [path for path in sorted(OWN.glob("*.jsonl")) if sets.kind_of(path)]


def kind_of(path: Path) -> str:
    """Every line of it is looked at, before a model is loaded to measure the first."""
    from glossary.evaluation import sets

    next(jsonlines.objects(path), None)  # says of which line it is no text
    with _kindly(path):
        kind = sets.kind_of(path)
        if kind is None:
            raise Unreadable(str(path), 1, "a labelled set of no kind we know; see parlance eval --help")
        check(path, kind)
        return kind


def labelled(path: Path, kind: str, glossary: "Glossary", encoder: "Encoder", plot: Path | None) -> Figures:
    with _kindly(path):
        return {"set": path.name, "kind": kind, **_measured(kind, path, glossary, encoder, plot)}


@contextlib.contextmanager
def _kindly(path: Path) -> Iterator[None]:
    from glossary.evaluation.sets import BadSet

    try:
        yield
    except BadSet as error:
        raise Unreadable(str(path), error.line, error.why) from error


def check(path: Path, kind: str) -> None:
    for number, row in jsonlines.objects(path, *HOLDS[kind]):
        wrong = [name for name, types in HOLDS[kind].items() if not isinstance(row[name], types)]
        if wrong:
            raise Unreadable(str(path), number, f"{', '.join(wrong)} of another kind than in a set of {kind}")


def _measured(kind: str, path: Path, glossary: "Glossary", encoder: "Encoder", plot: Path | None) -> Figures:
    if kind == "senses":
        return _senses(glossary, path, plot)
    if kind == "announcements":
        return _announcements(encoder, path)
    if kind == "lookup":
        return _words(glossary, path)
    if kind == "playbooks":
        return _playbooks(encoder, path)
    return _threads(glossary, path) if kind == "threads" else _quiet(glossary, path)


def noise(glossary: "Glossary", path: Path) -> Figures:
    with _kindly(path):
        return {"set": path.name, "kind": "chat", **_quiet(glossary, path)}


def coarse(glossary: "Glossary", folder: Path) -> Iterator[Figures]:
    from glossary.evaluation import coarse

    try:
        for shots, figures in coarse.measure(glossary.disambiguator, folder):
            yield {"set": folder.name, "kind": "coarsewsd", "examples_a_sense": shots, **dataclasses.asdict(figures)}
    except (coarse.NoWords, coarse.BadWord) as error:
        raise Refusal(str(error)) from error


def _senses(glossary: "Glossary", path: Path, plot: Path | None) -> Figures:
    from glossary.evaluation import senses, sets

    figures = senses.figures(senses.read_all(glossary, sets.senses(path)))
    if plot is not None:
        _draw(figures, plot, path.stem)
    return dataclasses.asdict(figures)


def _draw(figures: "SenseFigures", target: Path, name: str) -> None:
    from glossary.evaluation.plot import reliability

    reliability(figures.bins, target, f"{name}: calibration error {figures.calibration_error:.3f}")


def _threads(glossary: "Glossary", path: Path) -> Figures:
    from glossary.evaluation import sets, threads

    return dataclasses.asdict(threads.figures(threads.replay_all(glossary, sets.threads(path))))


def _quiet(glossary: "Glossary", path: Path) -> Figures:
    from glossary.evaluation import sets, threads

    figures = threads.noise(threads.replay_all(glossary, sets.chat(path)))
    return {**dataclasses.asdict(figures), "messages_a_note": round(figures.messages_a_note, 1)}


def _announcements(encoder: "Encoder", path: Path) -> Figures:
    from changes.evaluation import figures, judge_file

    found = figures(judge_file(path, parts.recogniser(encoder).recognise))
    return {"right kind" if name == "kind" else name: value for name, value in found.items()}


def _words(glossary: "Glossary", path: Path) -> Figures:
    from glossary.evaluation import finding

    lookup = parts.lookup(parts.settings(), glossary.terms.values())

    def found(query: str) -> list[Sequence[str]]:
        return [one.term.names for one in lookup.find(query, top=TOP)]

    return dataclasses.asdict(finding.figures(finding.questions(path), found))


def _playbooks(encoder: "Encoder", path: Path) -> Figures:
    from glossary.evaluation import finding

    finder = parts.finder(parts.settings(), encoder)

    def found(query: str) -> list[Sequence[str]]:
        return [(one.page.id,) for one in finder.search(query, top=TOP)]

    return dataclasses.asdict(finding.figures(finding.questions(path), found))
