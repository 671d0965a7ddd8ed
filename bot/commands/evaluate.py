"""`parlance eval`: how well this installation reads, recognises and finds, measured on labelled sets."""

from pathlib import Path
from typing import Annotated

import typer

from bot import jsonlines, parts
from bot.commands.evaluate_sets import Figures, check, coarse, kind_of, labelled, noise, our_own
from bot.errors import Refusal, Unreadable

app = typer.Typer(add_completion=False)

LINES = {
    "senses": (
        ("clear senses, strict macro accuracy", "strict"),
        ("  answered only", "answered_only"),
        ("  coverage", "coverage"),
        ("ambiguous, precision", "ambiguous_precision"),
        ("ambiguous, recall", "ambiguous_recall"),
        ("everyday, precision", "everyday_precision"),
        ("everyday, recall", "everyday_recall"),
        ("calibration error", "calibration_error"),
    ),
    "threads": (
        ("right word noted", "right_term"),
        ("  at that message or the next", "in_time"),
        ("harmless conversations disturbed", "false_alarms"),
        ("misread conversations", "misread"),
        ("harmless conversations", "harmless"),
    ),
}
WHAT_TO_GIVE = (
    "give a folder of labelled sets, or one with --set: JSON lines with message, term and accept (meanings), "
    "messages and gold (conversations), message and is_announcement (changes), query and gold_term (words) "
    "or query and accept (playbooks)"
)

COARSE = (
    "The folder of CoarseWSD-20, or words in its form: WORD/train.data.txt, test.data.txt (place of the word, tab, tokens), "
    "train.gold.txt, test.gold.txt (numbers of senses), classes_map.txt (their names), and beside the words, "
    "if you like, definitions.yaml (name of a sense: definition; without it ours, or the class name)."
)


@app.command(epilog="Example: parlance eval our-sets/ --plot reliability.png")
def evaluate(
    folder: Annotated[Path | None, typer.Argument(help="A folder with labelled sets (*.jsonl).")] = None,
    set_: Annotated[list[Path] | None, typer.Option("--set", help="A labelled set; may be repeated.")] = None,
    evals: Annotated[Path | None, typer.Option(help="The same as the folder.", hidden=True)] = None,
    chat: Annotated[
        Path | None, typer.Option(help="Real chat without labels (with conversation_id): how noisy?")
    ] = None,
    coarsewsd: Annotated[Path | None, typer.Option(help=COARSE)] = None,
    plot: Annotated[Path | None, typer.Option(help="Where to draw the reliability plot (PNG).")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per set.")] = False,
) -> None:
    others = chat is not None or coarsewsd is not None
    paths = [*(set_ or []), *_in(folder or evals)]
    if not paths and folder is None and evals is None and not others:
        paths = our_own()
    if not paths and not others:
        raise Refusal(WHAT_TO_GIVE)
    kinds = [kind_of(path) for path in paths]
    if chat is not None:
        check(chat, "chat")
    if coarsewsd is not None and not coarsewsd.is_dir():
        raise Unreadable(str(coarsewsd), None, "this is no folder")
    chosen = parts.settings()
    encoder = parts.encoder(chosen)
    glossary = parts.glossary(chosen, encoder)
    for path, kind in zip(paths, kinds, strict=True):
        _tell(labelled(path, kind, glossary, encoder, plot), as_json=as_json)
    if chat is not None:
        _tell(noise(glossary, chat), as_json=as_json)
    for figures in coarse(glossary, coarsewsd) if coarsewsd is not None else ():
        _tell(figures, as_json=as_json)


def _in(folder: Path | None) -> list[Path]:
    if folder is not None and not folder.is_dir():
        raise Unreadable(str(folder), None, "this is no folder; name a single set with --set")
    return sorted(folder.glob("*.jsonl")) if folder is not None else []


def _tell(figures: Figures, *, as_json: bool) -> None:
    if as_json:
        jsonlines.emit(figures)
        return
    typer.echo(f"\n{figures['set']} ({figures['kind']})")
    lines = LINES.get(figures["kind"], tuple((name.replace("_", " "), name) for name in list(figures)[2:]))
    for label, name in lines:
        typer.echo(f"  {label:<38} {figures[name]:,.3f}".removesuffix(".000"))
