"""Our own YAML, several entries in one file: nothing is lost."""

from collections.abc import Iterable

import yaml

from glossary.interchange.cells import decoded
from glossary.interchange.model import Incoming, Outgoing, Problem, UnreadableFile
from glossary.loader import term_of
from glossary.model import Term
from glossary.writer import as_yaml
from index.foreign_yaml import look_through


def read(raw: bytes) -> Incoming:
    text = decoded(raw)
    try:
        look_through(text)
        nodes = list(yaml.compose_all(text, Loader=yaml.CSafeLoader))
        documents = list(yaml.load_all(text, Loader=yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise UnreadableFile(f"not YAML: {error.problem}", line) from error
    terms: list[Term] = []
    problems: list[Problem] = []
    for node, document in zip(nodes, documents, strict=True):
        try:
            terms.append(term_of(document))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            why = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)
            problems.append(Problem(f"line {node.start_mark.line + 1 if node else 1}", why))
    return Incoming(tuple(terms), (), tuple(problems))


def write(terms: Iterable[Term]) -> Outgoing:
    return Outgoing("---\n".join(as_yaml(term) for term in terms))
