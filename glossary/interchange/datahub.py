"""DataHub's business glossary: disciplines are its nodes; what it has no field for travels in custom properties."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from glossary.interchange import cells
from glossary.interchange.gather import gathered
from glossary.interchange.model import Incoming, Loss, Outgoing, Problem, Row, UnreadableFile
from glossary.interchange.naming import placed
from glossary.loader import term_of
from glossary.model import DISCIPLINES, Sense, Term
from glossary.writer import as_plain
from index.foreign_yaml import look_through

OURS = "parlance"
UNREAD = ("inherits", "contains", "values", "custom_properties", "domain", "knowledge_links", "id")


@dataclass
class _Found:
    rows: list[Row] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(raw: bytes) -> Incoming:
    text = cells.decoded(raw)
    try:
        look_through(text)
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        content = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise UnreadableFile(f"not YAML: {error.problem}", line) from error
    if not isinstance(content, dict) or not ("nodes" in content or "terms" in content):
        raise UnreadableFile("a business glossary has nodes or terms at its top")
    found = _Found()
    _walk(content, node, (), found)
    return gathered(found.rows, found.losses, found.problems)


def write(terms: Iterable[Term]) -> Outgoing:
    known = list(terms)
    nodes: dict[str, list[dict[str, Any]]] = {}
    for term, sense, name in placed(known):
        nodes.setdefault(sense.discipline, []).append(_term(term, sense, name))
    content = {
        "version": 1,
        "source": "Parlance",
        "owners": {"users": ["parlance"]},
        "nodes": [
            {"name": one, "description": f"Words as {one} people mean them.", "terms": nodes[one]}
            for one in DISCIPLINES
            if one in nodes
        ],
    }
    text = yaml.dump(content, Dumper=yaml.SafeDumper, sort_keys=False, allow_unicode=True, width=110)
    losses = [Loss(term.name, part, "readable by Parlance only") for term in known for part in _private(term)]
    return Outgoing(text, tuple(losses))


def _walk(content: Mapping[str, Any], node: Any, path: tuple[str, ...], found: _Found) -> None:
    for one, where in _entries(content, node, "terms", found):
        _take(one, where, path, found)
    for one, where in _entries(content, node, "nodes", found):
        _walk(one, where, (*path, str(one.get("name", ""))), found)


def _entries(content: Mapping[str, Any], node: Any, name: str, found: _Found) -> Iterator[tuple[dict[str, Any], Any]]:
    """Each with the YAML node it came from, which knows its line."""
    listed = content.get(name) or []
    places = next((value for key, value in node.value if key.value == name), None)
    if not isinstance(listed, list) or places is None:
        return
    for one, where in zip(listed, places.value, strict=True):
        if isinstance(one, dict):
            yield one, where
        else:
            found.problems.append(Problem(_line(where), f"expected a name and a description, not {one!r}"))


def _take(one: dict[str, Any], where: Any, path: tuple[str, ...], found: _Found) -> None:
    name, definition = cells.one_line(str(one.get("name") or "")), cells.one_line(str(one.get("description") or ""))
    if not name or not definition:
        why = f"“{name}” has no description" if name else "a term without a name"
        found.problems.append(Problem(_line(where), why))
        return
    ours = _own(one)
    if ours:
        found.rows.append(Row(_line(where), _updated(ours, definition)))
        return
    context = path[-1] if path else ""
    sense = Sense("", "", definition, related=_related(one), source=_source(one))
    found.rows.append(Row(_line(where), Term(name, (sense,), owner=_owner(one)), context))
    found.losses += [Loss(name, part.replace("_", " "), "not read") for part in UNREAD if one.get(part)]


def _own(one: Mapping[str, Any]) -> Term | None:
    """Our whole entry, where it is ours and unharmed."""
    properties = one.get("custom_properties")
    try:
        return term_of(json.loads(properties[OURS])) if isinstance(properties, dict) and OURS in properties else None
    except (KeyError, TypeError, ValueError):
        return None


def _updated(term: Term, definition: str) -> Term:
    """The description may have been edited over there."""
    return replace(term, senses=tuple(replace(sense, definition=definition) for sense in term.senses[:1]))


def _related(one: Mapping[str, Any]) -> tuple[str, ...]:
    listed = one.get("related_terms") or ()
    return tuple(dict.fromkeys(str(path).rpartition(".")[2] for path in listed))


def _source(one: Mapping[str, Any]) -> str:
    return "; ".join(str(one[part]) for part in ("source_ref", "source_url") if one.get(part))


def _owner(one: Mapping[str, Any]) -> str:
    owners = one.get("owners")
    if not isinstance(owners, dict):
        return ""
    return ", ".join(str(name) for kind in ("users", "groups") for name in owners.get(kind) or ())


def _term(term: Term, sense: Sense, name: str) -> dict[str, Any]:
    alone = replace(term, senses=(sense,))
    plain: dict[str, Any] = {
        "name": name,
        "description": cells.one_line(sense.definition),
        "term_source": "EXTERNAL" if sense.source else "INTERNAL",
        "source_ref": sense.source,
        "owners": {"users": [term.owner]} if term.owner else None,
        "custom_properties": {OURS: json.dumps(as_plain(alone), ensure_ascii=False, default=str)},
    }
    return {key: value for key, value in plain.items() if value}


def _private(term: Term) -> list[str]:
    parts = [name for name in ("aliases", "everyday", "unclear", "deprecated", "reviewed") if getattr(term, name)]
    of_senses = ("examples", "cues", "counter_cues", "say_instead", "question", "described_as", "related")
    return parts + [name.replace("_", " ") for name in of_senses if any(getattr(sense, name) for sense in term.senses)]


def _line(where: Any) -> str:
    return f"line {where.start_mark.line + 1}"
