"""What the papers found, as collected in sources/: challenges, recommendations, ways of organising, questions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from playbooks.files import SOURCES, read_yaml
from playbooks.model import Evidence

POINTS = {
    "requirements": "Requirements",
    "planning": "Planning",
    "training-data": "Training data",
    "data-engineering": "Data engineering",
    "model-development": "Model development",
    "integration": "Integration",
    "architecture": "Architecture",
    "quality-assurance": "Quality assurance",
    "process": "Process",
    "organization": "Organisation",
}


@dataclass(frozen=True)
class Challenge:
    """A problem as the papers tell it; `parent` when it is a finer case of another."""

    id: str
    title: str
    point: str
    summary: str
    evidence: tuple[Evidence, ...]
    patterns: tuple[str, ...]
    symptoms: tuple[str, ...]
    parent: str = ""


@dataclass(frozen=True)
class Recommendation:
    """What helps; `supported` when at least one of its steps stands in a paper."""

    id: str
    title: str
    what: str
    addresses: tuple[str, ...]
    supported: bool


@dataclass(frozen=True)
class Pattern:
    """A way of organising the work: what comes first, whence the data, how the model reaches the product."""

    id: str
    kind: str
    title: str
    recognise: str
    raises: tuple[str, ...]
    helps: tuple[str, ...]


@dataclass(frozen=True)
class AssessmentQuestion:
    """`choice` finds the pattern, `level` is answered on the common scale."""

    id: str
    topic: str
    kind: Literal["choice", "level"]
    ask: str
    options: tuple[tuple[str, str], ...]
    challenges: tuple[str, ...]
    recommendations: tuple[str, ...]


@dataclass(frozen=True)
class Research:
    challenges: Mapping[str, Challenge]
    recommendations: Mapping[str, Recommendation]
    patterns: Mapping[str, Pattern]
    questions: tuple[AssessmentQuestion, ...]
    scale: tuple[str, ...] = field(default=())

    @classmethod
    def load(cls, folder: Path = SOURCES) -> "Research":
        organised = read_yaml(folder / "organization_patterns.yaml")
        form = organised["questionnaire"]
        return cls(
            challenges={one["id"]: _challenge(one) for one in read_yaml(folder / "challenges.yaml")},
            recommendations={one["id"]: _recommendation(one) for one in read_yaml(folder / "recommendations.yaml")},
            patterns={one["id"]: _pattern(one) for one in organised["patterns"]},
            questions=tuple(_question(one) for one in form["questions"]),
            scale=tuple(words for _, words in sorted(form["scale"].items())),
        )


def _challenge(one: Mapping[str, Any]) -> Challenge:
    return Challenge(
        id=one["id"],
        title=one["title"],
        point=one["point"],
        summary=" ".join(one["summary"].split()),
        evidence=tuple(Evidence(e["source"], str(e.get("section") or ""), e["count"]) for e in one["evidence"]),
        patterns=tuple(one["patterns"]),
        symptoms=tuple(one["symptoms"]),
        parent=one.get("parent", ""),
    )


def _recommendation(one: Mapping[str, Any]) -> Recommendation:
    supported = any(step["from"] == "paper" for step in one["how_in_a_team"])
    what = " ".join(one["what"].split())
    return Recommendation(one["id"], one["title"], what, tuple(one["addresses"]), supported)


def _pattern(one: Mapping[str, Any]) -> Pattern:
    lists = tuple(one["raises"]), tuple(one["helps"])
    return Pattern(one["id"], one["kind"], one["title"], one["recognise"], *lists)


def _question(one: Mapping[str, Any]) -> AssessmentQuestion:
    return AssessmentQuestion(
        id=one["id"],
        topic=one["topic"],
        kind=one["kind"],
        ask=one["ask"],
        options=tuple(one.get("options", {}).items()),
        challenges=tuple(one["challenges"]),
        recommendations=tuple(one["recommendations"]),
    )
