"""Options that many commands have; and those of a command with many as values, a frozen dataclass for each group."""

from collections.abc import Callable
from dataclasses import MISSING, fields
from inspect import Parameter, Signature
from typing import Annotated, Any, get_type_hints

import typer

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
InWorkspace = Annotated[str, typer.Option("--workspace", help="Which workspace, when several are kept here.")]
AT_THE_COMMAND_LINE = "the command line"
"""Who did it, where no person of Slack did."""


def grouped(*groups: type) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The command gets one value of each group; the command line has all their fields, in this order."""

    def of(command: Callable[..., None]) -> Callable[..., None]:
        def flat(**given: Any) -> None:
            command(*(group(**{one.name: given[one.name] for one in fields(group)}) for group in groups))

        hints = {name: hint for group in groups for name, hint in get_type_hints(group, include_extras=True).items()}
        named = [one for group in groups for one in fields(group)]
        shape = [
            Parameter(
                one.name,
                Parameter.KEYWORD_ONLY,
                default=Parameter.empty if one.default is MISSING else one.default,
                annotation=hints[one.name],
            )
            for one in named
        ]
        flat.__signature__ = Signature(shape)  # type: ignore[attr-defined] # how Typer is told
        flat.__annotations__ = hints
        flat.__doc__, flat.__name__ = command.__doc__, command.__name__
        return flat

    return of
