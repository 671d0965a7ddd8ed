"""The table everybody can make: term, meaning, context, notes; one row for each meaning."""

import re
from collections.abc import Iterable
from datetime import date

from glossary.interchange import cells
from glossary.interchange.gather import gathered
from glossary.interchange.left_out import left_out
from glossary.interchange.model import Incoming, Loss, Outgoing, Problem, Row, UnreadableFile
from glossary.model import Replacement, Sense, Term

HEADER = ("term", "meaning", "context", "notes")
CALLED = {
    "term": ("term", "word", "name", "acronym", "abbreviation"),
    "meaning": ("meaning", "definition", "description", "explanation", "stands for"),
    "context": ("context", "team", "discipline", "domain", "area", "department"),
    "notes": ("notes", "note", "comment", "comments", "remarks"),
}
KEPT = {"aliases", "say_instead", "related", "source", "owner", "reviewed", "deprecated", "id"}
NOTE = re.compile(r"(Also|Say instead|See|Source|Owner|Still right on|Replaced by|Meaning): (.*)")


def read(raw: bytes) -> Incoming:
    text = cells.decoded(raw)
    numbered = cells.rows(text, _delimiter(text))
    columns = _columns(next(numbered, (1, []))[1])
    found: list[Row] = []
    problems: list[Problem] = []
    losses: list[Loss] = []
    width = columns.pop("")
    for line, values in numbered:
        why = _wrong(values, columns, width)
        if why:
            problems.append(Problem(f"line {line}", why))
            continue
        row, free = _row(f"line {line}", {name: values[place].strip() for name, place in columns.items()})
        found.append(row)
        losses += [Loss(row.term.name, "notes", "kept as the end of the definition")] if free else []
    return gathered(found, losses, problems)


def write(terms: Iterable[Term]) -> Outgoing:
    known = list(terms)
    lines = [
        (term.name, cells.one_line(sense.definition), sense.discipline, "\n".join(_notes(term, sense)))
        for term in known
        for sense in term.senses
    ]
    return Outgoing(cells.table(HEADER, lines), tuple(left_out(known, KEPT)))


def is_header(values: list[str]) -> bool:
    folded = {one.strip().casefold() for one in values}
    return bool(folded & set(CALLED["term"])) and bool(folded & set(CALLED["meaning"]))


def _delimiter(text: str) -> str:
    head = text.lstrip("\n").partition("\n")[0]
    return max(",;\t", key=head.count)


def _columns(header: list[str]) -> dict[str, int]:
    """Where each of our columns stands; under "" how many there are."""
    folded = [one.strip().casefold() for one in header]
    places = {
        name: place
        for name, called in CALLED.items()
        for place in [next((folded.index(one) for one in called if one in folded), None)]
        if place is not None
    }
    if "term" not in places or "meaning" not in places:
        raise UnreadableFile(f"the first line should name the columns {', '.join(HEADER)}", 1)
    return {**places, "": len(header)}


def _wrong(values: list[str], columns: dict[str, int], width: int) -> str:
    if len(values) != width:
        return f"the first line has {width} columns, this one {len(values)}; is a comma not in quotes?"
    if not values[columns["term"]].strip():
        return "the term is missing"
    return "" if values[columns["meaning"]].strip() else f"“{values[columns['term']].strip()}” has no meaning"


def _row(where: str, values: dict[str, str]) -> tuple[Row, str]:
    notes: dict[str, str] = {}
    free: list[str] = []
    for line in values.get("notes", "").splitlines():
        found = NOTE.fullmatch(line.strip())
        if found:
            notes[found[1]] = found[2]
        elif line.strip():
            free.append(line.strip())
    sense = Sense(
        id=notes.get("Meaning", ""),
        discipline="",
        definition=cells.one_line(" ".join([values["meaning"], *free])),
        say_instead=notes.get("Say instead", ""),
        related=cells.items(notes.get("See", "")),
        source=notes.get("Source", ""),
    )
    term = Term(
        name=cells.one_line(values["term"]),
        senses=(sense,),
        aliases=cells.items(notes.get("Also", "")),
        deprecated=Replacement(*_pair(notes["Replaced by"])) if "Replaced by" in notes else None,
        owner=notes.get("Owner", ""),
        reviewed=_date(notes.get("Still right on", "")),
    )
    return Row(where, term, values.get("context", "")), " ".join(free)


def _pair(text: str) -> tuple[str, str]:
    parts = cells.items(text)
    return (parts[0], " ".join(parts[1:])) if parts else ("", "")


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _notes(term: Term, sense: Sense) -> list[str]:
    replaced = term.deprecated and cells.listed([term.deprecated.term, term.deprecated.why])
    notes = {
        "Also": cells.listed(term.aliases),
        "Say instead": sense.say_instead,
        "See": cells.listed(sense.related),
        "Source": sense.source,
        "Owner": term.owner,
        "Still right on": term.reviewed.isoformat() if term.reviewed else "",
        "Replaced by": replaced or "",
        "Meaning": sense.id,
    }
    return [f"{name}: {cells.one_line(value)}" for name, value in notes.items() if value]
