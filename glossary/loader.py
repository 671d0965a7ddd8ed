"""Terms from their YAML files; a file that cannot be understood is named with its line and nothing of it is used."""

import datetime
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

import yaml

from glossary.model import DISCIPLINES, Example, Priority, Replacement, Sense, Term
from index.parsed import Parse, parse, parsed

SHIPPED = Path(__file__).parent / "terms"
LISTS = ("cues", "counter_cues", "described_as", "related")
SPELLED = {"c++": "cpp", "c#": "csharp"}


class BadTerm(ValueError):
    """A glossary file that cannot be used; the message names file and line."""

    def __init__(self, path: Path, line: int | None, why: str) -> None:
        super().__init__(f"{path}:{line}: {why}" if line else f"{path}: {why}")
        self.path, self.line, self.why = path, line, why


def load_terms(kept: Path | None = None) -> list[Term]:
    """`kept` is where what was parsed is kept for the next time."""
    with parsed(kept) as content:
        terms = [load_term(path, content) for path in sorted(SHIPPED.glob("*.yaml"))]
    _check_unique(terms)
    return terms


def load_term(path: Path, content: Parse = parse) -> Term:
    try:
        return _understood(content(path.read_text(encoding="utf-8")))
    except UnicodeDecodeError as error:
        raise BadTerm(path, path.read_bytes()[: error.start].count(b"\n") + 1, "not UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise BadTerm(path, line, f"not YAML: {error.problem}") from error
    except _NoTerm as error:
        raise BadTerm(path, 1, "expected `term: …` with its senses") from error
    except (KeyError, TypeError, ValueError) as error:
        why = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)
        raise BadTerm(path, None, why) from error


class _NoTerm(Exception):
    pass


def _understood(content: Any) -> Term:
    if not isinstance(content, dict):
        raise _NoTerm
    return term_of(content)


def file_name(term: str) -> str:
    """`A/B test` lives in a-b-test.yaml."""
    folded = term.lower()
    for written, spelled in SPELLED.items():
        folded = folded.replace(written, spelled)
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-") + ".yaml"


def term_of(content: Mapping[str, Any]) -> Term:
    """A term from its YAML, already parsed."""
    return Term(
        name=_text(content["term"]),
        senses=tuple(_sense(one) for one in content["senses"]),
        aliases=_texts(content, "aliases"),
        priority=_priority(content.get("priority")),
        everyday=_examples(content.get("everyday")),
        unclear=_examples(content.get("unclear")),
        case_sensitive=bool(content.get("case_sensitive", False)),
        deprecated=_replacement(content.get("deprecated")),
        owner=str(content.get("owner", "")),
        reviewed=_date(content.get("reviewed")),
    )


def _sense(content: Mapping[str, Any]) -> Sense:
    if content["discipline"] not in DISCIPLINES:
        raise ValueError(f"unknown discipline {content['discipline']!r}")
    lists = {name: _texts(content, name) for name in LISTS}
    return Sense(
        id=_text(content["id"]),
        discipline=content["discipline"],
        definition=" ".join(_text(content["definition"]).split()),
        examples=_examples(content.get("examples")),
        say_instead=str(content.get("say_instead") or ""),
        question=str(content.get("question") or ""),
        source=str(content.get("source") or ""),
        **lists,
    )


def _examples(items: Iterable[Any] | None) -> tuple[Example, ...]:
    return tuple(_example(item) for item in items or ())


def _example(item: Any) -> Example:
    if isinstance(item, Mapping):
        return Example(_text(item["say"]), str(item.get("after", "")), str(item.get("by", "")))
    return Example(_text(item))


def _replacement(content: Any) -> Replacement | None:
    return Replacement(_text(content["replaced_by"]), str(content.get("why", ""))) if content else None


def _priority(value: Any) -> Priority:
    if value not in (None, "core", "more"):
        raise ValueError(f"unknown priority {value!r}")
    return cast(Priority, value or "plain")


def _date(value: Any) -> datetime.date | None:
    """YAML knows dates, JSON writes them as text."""
    if isinstance(value, str):
        return datetime.date.fromisoformat(value)
    return value if isinstance(value, datetime.date) else None


def _texts(content: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(_text(item) for item in content.get(name) or ())


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} should be text in quotes")
    return value


def _check_unique(terms: list[Term]) -> None:
    seen: dict[str, str] = {}
    for term in terms:
        if term.name.lower() in seen:
            raise BadTerm(SHIPPED / file_name(term.name), None, f"{term.name!r} is defined twice")
        seen[term.name.lower()] = term.name
