"""What the commands about terms share: their options, and how the domain's refusals are told."""

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from bot import parts
from bot.errors import Refusal

if TYPE_CHECKING:
    from glossary.lexicon import Lexicon

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
InWorkspace = Annotated[str, typer.Option("--workspace", help="Which workspace, when several are kept here.")]
AT_THE_COMMAND_LINE = "command line"


def lexicon(workspace: str, *, begins: bool = False) -> "Lexicon":
    """A meaning that is changed here travels as one that is changed in Slack."""
    from functools import partial

    from bot import definitions
    from glossary.lexicon import Lexicon

    chosen = parts.settings()
    here = parts.workspace(chosen, workspace, begins=begins)
    return Lexicon(
        here, parts.shipped_terms(), heard=partial(definitions.told, partial(parts.announcing, chosen, here))
    )


@contextlib.contextmanager
def kindly() -> Iterator[None]:
    """The domain's refusals in one sentence each."""
    from glossary.editing import BadEdit
    from glossary.lexicon import AlreadyDefined, EditConflict, UnknownTerm

    try:
        yield
    except (AlreadyDefined, BadEdit, EditConflict, UnknownTerm) as error:
        raise Refusal(str(error.args[0])) from error
