"""What the commands about terms share: their options, and how the domain's refusals are told."""

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from bot import parts
from bot.errors import Refusal

if TYPE_CHECKING:
    from glossary.lexicon import Lexicon


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


def known_discipline(title: str) -> str:
    """Of a discipline's name, or of what somebody is called."""
    from glossary.disciplines import discipline_of
    from glossary.model import DISCIPLINES

    found = discipline_of(title)
    if found is None:
        raise typer.BadParameter(f"“{title}” is no discipline we know: {', '.join(DISCIPLINES)}")
    return found


@contextlib.contextmanager
def kindly(words: "Lexicon") -> Iterator[None]:
    """The domain's refusals in one sentence each; for a word that is not there, what may have been meant."""
    from glossary.editing import BadEdit
    from glossary.lexicon import AlreadyDefined, EditConflict, UnknownTerm

    try:
        yield
    except UnknownTerm as error:
        raise Refusal(f"{error}{_did_you_mean(error.name, words)}") from error
    except (AlreadyDefined, BadEdit, EditConflict) as error:
        raise Refusal(str(error.args[0])) from error


def _did_you_mean(name: str, words: "Lexicon") -> str:
    from bot.word_finder import near_names

    near = near_names(name, words.terms())
    return f" Did you mean {', '.join(near)}?" if near else " Try: parlance search and what it is, in your own words."
