"""What was found is told one to a line, as JSON on request; nothing found is one sentence for people, no line for programs."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import typer

from bot import jsonlines

T = TypeVar("T")


def tell(
    found: Sequence[T],
    row: Callable[[T], Mapping[str, Any]],
    line: Callable[[T], str],
    nothing: str,
    *,
    as_json: bool,
) -> None:
    for one in found:
        if as_json:
            jsonlines.emit(row(one))
        else:
            typer.echo(line(one))
    if not found and not as_json:
        typer.echo(nothing)
