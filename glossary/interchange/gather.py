"""Rows become terms: the same name twice is one term with two meanings, and a context we know is a discipline."""

import re
from collections.abc import Iterable
from dataclasses import replace

from glossary.disciplines import discipline_of
from glossary.editing import sense_id
from glossary.interchange.model import Incoming, Loss, Problem, Row
from glossary.model import DISCIPLINES, Term

OTHERWISE = "business"
LAST_PART = re.compile(r"[^./>|:]+$")


def gathered(rows: Iterable[Row], losses: Iterable[Loss] = (), problems: Iterable[Problem] = ()) -> Incoming:
    terms: dict[str, Term] = {}
    lost = list(losses)
    for row in rows:
        placed, loss = _placed(row)
        lost.extend(loss)
        key = placed.name.casefold()
        terms[key] = _joined(terms[key], placed) if key in terms else placed
    return Incoming(tuple(terms.values()), tuple(dict.fromkeys(lost)), tuple(problems))


def _placed(row: Row) -> tuple[Term, list[Loss]]:
    """The sense with a discipline of ours, and an id that remembers the context when there is none."""
    (sense,) = row.term.senses
    discipline = sense.discipline or _discipline(row.context)
    known = discipline in DISCIPLINES
    id_ = sense.id or sense_id(_last(row.context) if row.context and not known else row.term.name, ())
    placed = replace(row.term, senses=(replace(sense, id=id_, discipline=discipline if known else OTHERWISE),))
    if known:
        return placed, []
    what = f"“{row.context}” is no discipline we know" if row.context else "none is given"
    return placed, [Loss(row.term.name, "context", f"{what}; read as {OTHERWISE}")]


def _discipline(context: str) -> str:
    return (discipline_of(context) or discipline_of(_last(context)) or "") if context else ""


def _last(context: str) -> str:
    found = LAST_PART.search(context.strip().strip('"'))
    return found.group().strip() if found else context


def _joined(first: Term, more: Term) -> Term:
    (sense,) = more.senses
    names = {name.casefold() for name in first.names}
    aliases = tuple(name for name in more.aliases if name.casefold() not in names)
    joined = replace(
        first,
        aliases=(*first.aliases, *aliases),
        owner=first.owner or more.owner,
        reviewed=first.reviewed or more.reviewed,
        deprecated=first.deprecated or more.deprecated,
    )
    if any(one.definition == sense.definition and one.discipline == sense.discipline for one in first.senses):
        return joined
    taken = [one.id for one in first.senses]
    id_ = sense.id if sense.id not in taken else sense_id(sense.id, taken)
    return replace(joined, senses=(*joined.senses, replace(sense, id=id_)))
