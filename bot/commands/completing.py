"""What a shell may complete a value with. Only a key was pressed: nothing is made, and nothing complained of."""

import contextlib
from collections.abc import Iterable
from pathlib import Path

from bot import parts
from bot.errors import Refusal


def terms(incomplete: str) -> list[str]:
    """The workspace's own too, where there is a database to ask."""
    known = {name for term in parts.shipped_terms() for name in term.names}
    with contextlib.suppress(Refusal, OSError):
        if _there():
            known |= {name for term in parts.lexicon(parts.workspace(parts.settings())).terms() for name in term.names}
    return _beginning(incomplete, known)


def pages(incomplete: str) -> list[str]:
    return _beginning(incomplete, [page.id for page in parts.pages()])


def disciplines(incomplete: str) -> list[str]:
    from glossary.model import DISCIPLINES

    return _beginning(incomplete, DISCIPLINES)


def changes(incomplete: str) -> list[tuple[str, str]]:
    """With their titles, where the shell shows them."""
    from changes.ledger import Ledger
    from changes.model import LIVE

    with contextlib.suppress(Refusal, OSError):
        if _there():
            found = Ledger(parts.workspace(parts.settings())).among((*LIVE, "done", "withdrawn"))
            return [(one.id, one.title) for one in found if one.id.startswith(incomplete)]
    return []


def _there() -> bool:
    """A server may take its time to answer, or be away; a file is asked when it is there."""
    kind, _, path = parts.settings().database.partition(":///")
    return kind == "sqlite" and Path(path).is_file()


def _beginning(incomplete: str, names: Iterable[str]) -> list[str]:
    return sorted((one for one in names if one.startswith(incomplete)), key=str.casefold)
