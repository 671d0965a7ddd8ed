"""Pages from their YAML files; a file that cannot be understood is named with its line and nothing of it is used."""

from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, cast

from index.parsed import Parse, parse, parsed
from playbooks.files import LIBRARY, SAYINGS, BadPage, line_of, read_yaml
from playbooks.model import HORIZONS, ROLES, Advice, Evidence, Horizon, Origin, Page, Question, Step

FIELDS = frozenset(field.name for field in fields(Page)) - {"sayings"}
STEP_FIELDS = frozenset(("id", "do", "role", "effort", "output", "from", "recommendation", "due"))


def load_pages(folder: Path = LIBRARY, kept: Path | None = None) -> list[Page]:
    """`kept` is where what was parsed is kept for the next time."""
    with parsed(kept) as parse:
        pages = [load_page(path, parse) for path in sorted(folder.glob("*.yaml"))]
        if not pages:
            raise BadPage(folder, None, "no pages here")
        return [replace(page, sayings=_sayings(SAYINGS / f"{page.id}.yaml", parse)) for page in pages]


def load_page(path: Path, parse: Parse = parse) -> Page:
    content = read_yaml(path, parse)
    if not isinstance(content, dict):
        raise BadPage(path, 1, "expected `id: …` and the other parts of a page, as library/README.md tells")
    try:
        _no_strangers(content, FIELDS, "a page")
        page = _page(content)
    except KeyError as error:
        raise BadPage(path, None, f"{error.args[0]!r} is missing") from error
    except (TypeError, ValueError) as error:
        raise BadPage(path, _line(path, str(error)), str(error)) from error
    if page.id != path.stem:
        raise BadPage(path, line_of(path, "id:"), f"the file should be named {page.id}.yaml")
    return page


def _sayings(path: Path, parse: Parse) -> tuple[str, ...]:
    """A page need not have any."""
    if not path.exists():
        return ()
    content = read_yaml(path, parse)
    if not isinstance(content, list) or not all(isinstance(one, str) for one in content):
        raise BadPage(path, 1, "expected a list of sentences in quotes")
    return tuple(content)


def _page(content: Mapping[str, Any]) -> Page:
    page = Page(
        id=_text(content, "id"),
        title=_text(content, "title"),
        point=_text(content, "point"),
        open_when=_texts(content, "open_when"),
        summary=_text(content, "summary"),
        why=_text(content, "why"),
        evidence=tuple(_evidence(one) for one in content.get("evidence") or ()),
        steps=tuple(_steps(content["steps"])),
        patterns=tuple(Advice(_text(one, "pattern"), _text(one, "advice")) for one in content.get("patterns") or ()),
        ask=tuple(Question(_role(one, "to"), _text(one, "question")) for one in content.get("ask") or ()),
        artefact=str(content.get("artefact") or ""),
        terms=_texts(content, "terms"),
        related=_texts(content, "related"),
    )
    _unique("symptom", page.open_when)
    _unique("step", [step.id for step in page.steps])
    return page


def _evidence(content: Mapping[str, Any]) -> Evidence:
    return Evidence(_text(content, "source"), str(content.get("section") or ""), _text(content, "count"))


def _steps(content: Any) -> list[Step]:
    if not isinstance(content, dict):
        raise TypeError("steps should have the parts now, this_week and this_quarter")
    _no_strangers(content, frozenset(HORIZONS), "steps")
    return [_step(one, horizon) for horizon in HORIZONS for one in content.get(horizon) or ()]


def _step(content: Mapping[str, Any], horizon: Horizon) -> Step:
    _no_strangers(content, STEP_FIELDS, "a step")
    origin, due = content["from"], content["due"]
    if origin not in ("paper", "practice"):
        raise ValueError(f"from: {origin!r} should be paper or practice")
    if not isinstance(due, int) or isinstance(due, bool) or due < 0:
        raise ValueError(f"due: {due!r} should be a number of working days")
    return Step(
        id=_text(content, "id"),
        do=_text(content, "do"),
        role=_role(content, "role"),
        effort=_text(content, "effort"),
        output=_text(content, "output"),
        origin=cast(Origin, origin),
        recommendation=_text(content, "recommendation"),
        due=due,
        horizon=horizon,
    )


def _role(content: Mapping[str, Any], name: str) -> str:
    role = _text(content, name)
    if role not in ROLES:
        raise ValueError(f"{name}: {role!r} is none of {', '.join(ROLES)}")
    return role


def _texts(content: Mapping[str, Any], name: str) -> tuple[str, ...]:
    found = content.get(name) or ()
    if not isinstance(found, list | tuple):
        raise TypeError(f"{name} should be a list")
    for one in found:
        if not isinstance(one, str):
            raise TypeError(f"{name}: {one!r} should be text in quotes")
    return tuple(found)


def _text(content: Mapping[str, Any], name: str) -> str:
    value = content[name]
    if not isinstance(value, str) or not value.strip():
        raise TypeError(f"{name}: {value!r} should be text in quotes")
    return " ".join(value.split())


def _no_strangers(content: Mapping[str, Any], known: frozenset[str], where: str) -> None:
    strangers = sorted(set(content) - known)
    if strangers:
        raise ValueError(f"{strangers[0]!r} is no part of {where}; there are {', '.join(sorted(known))}")


def _unique(what: str, values: Any) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise ValueError(f"{what} {value!r} stands here twice")
        seen.add(value)


def _line(path: Path, why: str) -> int | None:
    """The line of the value an error quotes."""
    quoted = why.split("'")
    return line_of(path, quoted[1]) if len(quoted) > 2 else None
