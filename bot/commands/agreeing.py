"""What cannot be taken back is asked about first, beside what is told; where nobody answers nothing is done."""

import sys

import typer

from bot.errors import WrongUse


def agreed(question: str) -> bool:
    typer.echo(f"{question} [y/N]: ", nl=False, err=True)
    answer = sys.stdin.readline()
    if not answer:
        typer.echo(err=True)
        raise WrongUse("nobody answers here; --yes says it beforehand")
    return answer.strip().casefold() in ("y", "yes")
