"""One labelled set, measured by what it holds: meanings, conversations, changes, words or playbooks."""

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


def labelled(path: Path, glossary: "Glossary", encoder: "Encoder", plot: Path | None) -> Figures:
    from glossary.evaluation import sets

    jsonlines.text_of(path)  # says of which line it is no text
    try:
        kind = sets.kind_of(path)
        if kind is None:
            raise Unreadable(str(path), 1, "a labelled set of no kind we know; see parlance eval --help")
        return {"set": path.name, "kind": kind, **_measured(kind, path, glossary, encoder, plot)}
    except sets.BadSet as error:
        raise Unreadable(str(path), None, str(error).removeprefix(f"{path}:")) from error
    except KeyError as error:
        raise Unreadable(str(path), None, f"an object lacks {error.args[0]}") from error
    except OSError as error:
        raise Unreadable(str(path), None, error.strerror or str(error)) from error


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
    jsonlines.text_of(path)
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
