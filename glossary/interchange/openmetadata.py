"""OpenMetadata's glossary table, with its 14 columns or the 8 of older versions; disciplines are the parents."""

import html
import re
from collections.abc import Iterable

from glossary.interchange import cells
from glossary.interchange.gather import gathered
from glossary.interchange.left_out import left_out
from glossary.interchange.model import Incoming, Loss, Outgoing, Problem, Row, UnreadableFile
from glossary.interchange.naming import placed, unplaced
from glossary.model import DISCIPLINES, Replacement, Sense, Term

HEADER = (
    *("parent", "name*", "displayName", "description", "synonyms", "relatedTerms", "references", "tags"),
    *("reviewers", "owner", "glossaryStatus", "color", "iconURL", "extension"),
)
GLOSSARY = "Parlance"
KEPT = {"aliases", "related", "source", "owner", "deprecated"}
UNREAD = ("tags", "reviewers", "color", "iconURL", "extension")
TAG = re.compile(r"<[a-zA-Z/][^<>]*>")


def read(raw: bytes) -> Incoming:
    numbered = cells.rows(cells.decoded(raw))
    header = [one.strip().rstrip("*") for one in next(numbered, (1, []))[1]]
    if not is_header(header):
        raise UnreadableFile("the first line should begin with parent,name*,displayName,description", 1)
    found: list[Row] = []
    problems: list[Problem] = []
    losses: list[Loss] = []
    for line, values in numbered:
        row = dict(zip(header, values, strict=False))
        why = _wrong(header, values, row)
        if why:
            problems.append(Problem(f"line {line}", why))
        elif not _is_place(row):
            one = _row(f"line {line}", row)
            found.append(one)
            losses += [Loss(one.term.name, part, "not read") for part in UNREAD if row.get(part, "").strip()]
    return gathered(found, losses, problems)


def write(terms: Iterable[Term]) -> Outgoing:
    known = list(terms)
    used = {sense.discipline for term in known for sense in term.senses}
    places = [_cells(name=one, description=f"Words as {one} people mean them.") for one in DISCIPLINES if one in used]
    where = {term.name.casefold(): _path(sense.discipline, name) for term, sense, name in reversed(list(placed(known)))}
    lines = [_line(term, sense, name, where) for term, sense, name in placed(known)]
    losses = [*left_out(known, KEPT), *_unknown_relations(known, where)]
    return Outgoing(cells.table(HEADER, [*places, *lines]), tuple(losses))


def is_header(header: list[str]) -> bool:
    return [one.strip().rstrip("*") for one in header[:4]] == ["parent", "name", "displayName", "description"]


def _wrong(header: list[str], values: list[str], row: dict[str, str]) -> str:
    if len(values) != len(header):
        return f"the first line has {len(header)} columns, this one {len(values)}"
    if not row["name"].strip():
        return "the name is missing"
    return "" if _plain(row["description"]) or _is_place(row) else f"“{row['name']}” has no description"


def _is_place(row: dict[str, str]) -> bool:
    return row["name"] in DISCIPLINES and not row["parent"].strip()


def _row(where: str, row: dict[str, str]) -> Row:
    name, id_ = unplaced(cells.one_line(row["name"]), cells.one_line(row["displayName"]))
    references = cells.items(row.get("references", ""))
    sense = Sense(
        id=id_,
        discipline="",
        definition=_plain(row["description"]),
        related=tuple(dict.fromkeys(_leaf(one) for one in cells.items(row.get("relatedTerms", "")))),
        source="; ".join(references),
    )
    old = row.get("glossaryStatus", "").strip().casefold() == "deprecated"
    term = Term(
        name=name,
        senses=(sense,),
        aliases=cells.items(row.get("synonyms", "")),
        deprecated=Replacement("", "deprecated in OpenMetadata") if old else None,
        owner=row.get("owner", "").strip(),
    )
    return Row(where, term, ".".join(_steps(row["parent"])[-1:]))


def _plain(text: str) -> str:
    return cells.one_line(html.unescape(TAG.sub(" ", text))) if TAG.search(text) else cells.one_line(text)


def _line(term: Term, sense: Sense, name: str, where: dict[str, str]) -> list[str]:
    return _cells(
        parent=_path(sense.discipline),
        name=name,
        displayName=term.name,
        description=_as_html(cells.one_line(sense.definition)),
        synonyms=cells.listed(term.aliases),
        relatedTerms=cells.listed(where[one.casefold()] for one in sense.related if one.casefold() in where),
        references=cells.listed([cells.one_line(sense.source)]),
        owner=term.owner,
        glossaryStatus="Deprecated" if term.deprecated else "Approved",
    )


def _as_html(text: str) -> str:
    """Escaped where it would be taken for markup; a tag around it says that it was."""
    return f"<p>{html.escape(text, quote=False)}</p>" if TAG.search(text) else text


def _cells(**values: str) -> list[str]:
    return [values.get(column.rstrip("*"), "") for column in HEADER]


def _path(*steps: str) -> str:
    """A fully qualified name: steps that hold a dot or a quote are quoted."""
    return ".".join(_step(one) for one in (GLOSSARY, *steps))


def _step(name: str) -> str:
    return '"' + name.replace('"', '\\"') + '"' if "." in name or '"' in name else name


def _steps(path: str) -> list[str]:
    found = re.findall(r'"((?:[^"\\]|\\.)*)"|([^."]+)', path)
    return [quoted.replace('\\"', '"') or bare for quoted, bare in found]


def _leaf(path: str) -> str:
    """The name at the end of a path, without the meaning that we may have put behind it."""
    steps = _steps(path) or [path]
    return re.sub(r" \([a-z0-9-]+\)$", "", steps[-1]) if steps[0] == GLOSSARY else steps[-1]


def _unknown_relations(terms: list[Term], where: dict[str, str]) -> list[Loss]:
    return [
        Loss(term.name, "related", "terms that are not exported along are left out")
        for term in terms
        for sense in term.senses
        if any(one.casefold() not in where for one in sense.related)
    ]
