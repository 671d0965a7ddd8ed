"""Two versions of a contract, compared: shown as they differ, or made into the draft of an announcement."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, cast

import typer

from bot import jsonlines
from bot.commands.change_common import kindly, now
from bot.commands.change_options import Files, Said
from bot.commands.options import AsJson, grouped
from bot.errors import FAILED, WrongUse

if TYPE_CHECKING:
    from changes.diff.drafts import About
    from changes.model import Difference, Draft, When


@dataclass(frozen=True)
class Shown:
    gate: Annotated[bool, typer.Option("--gate", help="Exit 1 when something breaks.")] = False
    as_json: AsJson = False


@grouped(Files, Shown)
def diff(files: Files, shown: Shown) -> None:
    """Show how two versions differ; nothing is announced."""
    with kindly():
        draft = compared_in(files, Said())
    if draft is None:
        raise WrongUse("say what to compare with one of the --from options; `--help` lists them")
    for one in draft.differences:
        _show(one, as_json=shown.as_json)
    if not draft.differences and not shown.as_json:
        typer.echo("Both versions say the same.")
    if shown.gate and draft.breaking:
        raise typer.Exit(FAILED)


def compared_in(files: Files, said: Said) -> "Draft | None":
    """None when nothing was to be compared."""
    from changes.diff import drafts
    from changes.diff.reading import Source

    if len(files.pairs) + bool(files.from_oasdiff) > 1:
        raise WrongUse("one comparison at a time: give a single --from option")
    about = _about(files, said)
    if files.from_oasdiff:
        return drafts.from_oasdiff(Source.of(files.from_oasdiff), about)
    for sort, (old, new) in files.pairs.items():
        return cast("Draft", getattr(drafts, f"from_{sort}")(Source.of(old), Source.of(new), about))
    return None


def when_of(said: Said) -> "When | None":
    from changes.recognition.moments import read_moment
    from changes.wish.request import checked_zone

    if not said.when:
        return None
    with kindly():
        moment = read_moment(said.when, now(), checked_zone(said.zone))
    if moment is None:
        raise WrongUse(f"--when {said.when!r} names no day; write it as 2026-05-01 or 2026-05-01 14:00")
    return moment


def _about(files: Files, said: Said) -> "About":
    from changes.diff.drafts import About

    return About(
        name=files.name,
        dialect=files.dialect,
        grace_days=files.grace_days,
        key=said.key,
        why=said.why,
        contact=said.contact,
        link=said.link,
        when=when_of(said),
    )


def _show(one: "Difference", *, as_json: bool) -> None:
    from changes.diff.levels import level_of

    if as_json:
        fields = {"rule": one.rule, "level": level_of(one), "asset": one.asset, "text": one.text}
        jsonlines.emit({**fields, "breaking": one.breaking, "severity": one.severity})
    else:
        typer.echo(f"{level_of(one):<4}  {one.text}  [{one.rule}]")
