"""`parlance eval`: how well this installation reads, measured on labelled sets."""

import dataclasses
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot import jsonlines, parts
from bot.errors import Refusal, Unreadable

if TYPE_CHECKING:
    from glossary.evaluation.senses import SenseFigures
    from glossary.glossary import Glossary

app = typer.Typer(add_completion=False)

Figures = Mapping[str, Any]
SENSE_LINES = (
    ("clear senses, strict macro accuracy", "strict"),
    ("  answered only", "answered_only"),
    ("  coverage", "coverage"),
    ("ambiguous, precision", "ambiguous_precision"),
    ("ambiguous, recall", "ambiguous_recall"),
    ("everyday, precision", "everyday_precision"),
    ("everyday, recall", "everyday_recall"),
    ("calibration error", "calibration_error"),
)
THREAD_LINES = (
    ("right word noted", "right_term"),
    ("  at that message or the next", "in_time"),
    ("harmless conversations disturbed", "false_alarms"),
)


@app.command(epilog="Example: parlance eval --set my-team.jsonl --plot reliability.png")
def evaluate(
    set_: Annotated[list[Path] | None, typer.Option("--set", help="A labelled set; may be repeated.")] = None,
    evals: Annotated[Path, typer.Option(help="Where senses.jsonl and threads.jsonl are.")] = Path("../shared/evals"),
    chat: Annotated[
        Path | None, typer.Option(help="Real chat without labels (with conversation_id): how noisy?")
    ] = None,
    coarsewsd: Annotated[Path | None, typer.Option(help="The CoarseWSD-20 folder, if you have it.")] = None,
    plot: Annotated[Path | None, typer.Option(help="Where to draw the reliability plot (PNG).")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per set.")] = False,
) -> None:
    paths = set_ or [path for name in ("senses", "threads") if (path := evals / f"{name}.jsonl").is_file()]
    if not paths and chat is None and coarsewsd is None:
        raise Refusal(f"no labelled set in {evals}: name one with --set, or a folder with --evals")
    glossary = parts.glossary(parts.settings(), parts.encoder(parts.settings()))
    for figures in _measured(glossary, paths, chat, coarsewsd, plot):
        if as_json:
            jsonlines.emit(figures)
        else:
            _show(figures)


def _measured(
    glossary: "Glossary", paths: list[Path], chat: Path | None, coarsewsd: Path | None, plot: Path | None
) -> Iterator[Figures]:
    for path in paths:
        yield _labelled(glossary, path, plot)
    if chat is not None:
        yield _noise(glossary, chat)
    if coarsewsd is not None:
        yield from _coarse(glossary, coarsewsd)


def _labelled(glossary: "Glossary", path: Path, plot: Path | None) -> Figures:
    from glossary.evaluation import senses, sets, threads

    try:
        if sets.is_threads(path):
            notes = threads.replay_all(glossary, sets.threads(path))
            return {"set": path.name, "kind": "threads", **dataclasses.asdict(threads.figures(notes))}
        figures = senses.figures(senses.read_all(glossary, sets.senses(path)))
    except sets.BadSet as error:
        raise Unreadable(str(path), None, str(error).removeprefix(f"{path}:")) from error
    except OSError as error:
        raise Unreadable(str(path), None, error.strerror or str(error)) from error
    if plot is not None:
        _draw(figures, plot, path.stem)
    return {"set": path.name, "kind": "senses", **dataclasses.asdict(figures)}


def _draw(figures: "SenseFigures", target: Path, name: str) -> None:
    from glossary.evaluation.plot import reliability

    reliability(figures.bins, target, f"{name}: calibration error {figures.calibration_error:.3f}")


def _noise(glossary: "Glossary", path: Path) -> Figures:
    from glossary.evaluation import sets, threads

    figures = threads.noise(threads.replay_all(glossary, sets.chat(path)))
    return {
        "set": path.name,
        "kind": "chat",
        **dataclasses.asdict(figures),
        "messages_a_note": round(figures.messages_a_note, 1),
    }


def _coarse(glossary: "Glossary", folder: Path) -> Iterator[Figures]:
    from glossary.evaluation import coarse

    try:
        for shots, figures in coarse.measure(glossary.disambiguator, folder):
            yield {"set": folder.name, "kind": "coarsewsd", "examples_a_sense": shots, **dataclasses.asdict(figures)}
    except coarse.NoWords as error:
        raise Refusal(str(error)) from error


def _show(figures: Figures) -> None:
    typer.echo(f"\n{figures['set']}")
    lines = {"senses": SENSE_LINES, "threads": THREAD_LINES}.get(figures["kind"])
    if lines is None:
        for name, value in list(figures.items())[2:]:
            typer.echo(f"  {name.replace('_', ' '):<38} {value:,.4g}")
        return
    for label, name in lines:
        typer.echo(f"  {label:<38} {figures[name]:.3f}")
    typer.echo(f"  {'items':<38} {figures.get('items') or figures['misread'] + figures['harmless']}")
