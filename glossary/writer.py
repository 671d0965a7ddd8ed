"""A term back as YAML, in the order in which people read it; what `load_term` reads is what was written."""

from typing import Any

import yaml

from glossary.model import Example, Sense, Term


def as_yaml(term: Term) -> str:
    return yaml.dump(as_plain(term), Dumper=_Readable, sort_keys=False, allow_unicode=True, width=110)


def as_plain(term: Term) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "term": term.name,
        "priority": None if term.priority == "plain" else term.priority,
        "aliases": list(term.aliases),
        "senses": [_sense(sense) for sense in term.senses],
        "everyday": [_example(one) for one in term.everyday],
        "unclear": [_example(one) for one in term.unclear],
        "case_sensitive": term.case_sensitive,
        "deprecated": term.deprecated and {"replaced_by": term.deprecated.term, "why": term.deprecated.why},
        "owner": term.owner,
        "reviewed": term.reviewed,
    }
    return {name: value for name, value in plain.items() if value}


def _sense(sense: Sense) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "id": sense.id,
        "discipline": sense.discipline,
        "definition": sense.definition,
        "examples": [_example(one) for one in sense.examples],
        "cues": list(sense.cues),
        "counter_cues": list(sense.counter_cues),
        "say_instead": sense.say_instead,
        "question": sense.question,
        "described_as": list(sense.described_as),
        "related": list(sense.related),
        "source": sense.source,
    }
    return {name: value for name, value in plain.items() if value}


def _example(example: Example) -> Any:
    if not example.after and not example.by:
        return example.text
    parts = {"by": example.by, "after": example.after, "say": example.text}
    return {name: value for name, value in parts.items() if value}


class _Readable(yaml.SafeDumper):
    """Lists indented under their key, as people write them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)
