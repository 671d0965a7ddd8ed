"""A team looks at itself: the guided form, and what its answers say; pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import mean

from playbooks.research import AssessmentQuestion, Research

TOP_LEVEL = 3
FAR_APART = 2  # levels between two people that make a question worth a talk
PAGES_TO_START_WITH = 3
AREAS: Mapping[str, tuple[str, ...]] = {
    "People and roles": ("Project and role", "ML component", "Team", "Interdisciplinary", "ML versus non-ML"),
    "Requirements": ("System requirements", "System correctness"),
    "Planning and change": ("Project planning", "Process", "Dealing with change", "Breaking change"),
    "Parts and interfaces": ("Components", "System decomposition", "Composition"),
    "Data": ("Data need", "Data quality", "Data understanding"),
    "Testing": ("ML component testing", "System testing"),
    "Operation and drift": ("Planning and monitoring", "Operations"),
    "Special qualities": ("Special qualities",),
    "Versions and records": ("Versioning", "Reusability"),
}


class BadAnswer(ValueError):
    """An answer the question does not offer."""


@dataclass(frozen=True)
class Section:
    """One screen of the form."""

    area: str
    questions: tuple[AssessmentQuestion, ...]


@dataclass(frozen=True)
class Answer:
    """`value` is a level as a digit, or the letter of an option."""

    person: str
    discipline: str
    question: str
    value: str


@dataclass(frozen=True)
class Level:
    """How one question stands: the mean of all, the extremes, and the mean of each discipline."""

    question: AssessmentQuestion
    mean: float
    lowest: int
    highest: int
    by_discipline: tuple[tuple[str, float], ...]

    @property
    def differs(self) -> bool:
        return self.highest - self.lowest >= FAR_APART


@dataclass(frozen=True)
class Choice:
    """How the work is organised: the option most named, and all votes. No pattern when two are even."""

    question: AssessmentQuestion
    pattern: str
    votes: tuple[tuple[str, int], ...]

    @property
    def differs(self) -> bool:
        return len(self.votes) > 1


@dataclass(frozen=True)
class Suggestion:
    """A page to start with; `because` are the questions that speak for it, the weakest first."""

    page: str
    weight: float
    because: tuple[AssessmentQuestion, ...]
    patterns: tuple[str, ...]


@dataclass(frozen=True)
class Results:
    people: int
    disciplines: tuple[str, ...]
    levels: tuple[Level, ...]
    choices: tuple[Choice, ...]
    areas: tuple[tuple[str, float], ...]
    by_discipline: Mapping[str, Mapping[str, float]]
    start_with: tuple[Suggestion, ...]
    sizes: Mapping[str, int] = field(default_factory=dict)

    def shown_by_discipline(self, fewest: int) -> dict[str, Mapping[str, float]]:
        """A column of one person would be that person's answers."""
        return {one: areas for one, areas in self.by_discipline.items() if self.sizes.get(one, 0) >= fewest}

    @property
    def differing(self) -> tuple[Level, ...]:
        """The widest apart first."""
        return tuple(sorted((one for one in self.levels if one.differs), key=lambda one: one.lowest - one.highest))

    @property
    def patterns(self) -> tuple[str, ...]:
        return tuple(one.pattern for one in self.choices if one.pattern)


def form(research: Research) -> tuple[Section, ...]:
    """The questions area by area, in about ten minutes."""
    by_area: dict[str, list[AssessmentQuestion]] = defaultdict(list)
    for question in research.questions:
        by_area[area_of(question)].append(question)
    return tuple(Section(area, tuple(by_area[area])) for area in AREAS if by_area[area])


def area_of(question: AssessmentQuestion) -> str:
    """By the longest opening of the topic: "ML component testing" is not "ML component"."""
    openings = {opening: area for area, topics in AREAS.items() for opening in topics}
    return openings[max((one for one in openings if question.topic.startswith(one)), key=len)]


def check(question: AssessmentQuestion, value: str) -> str:
    allowed = [letter for letter, _ in question.options] or [str(level) for level in range(TOP_LEVEL + 1)]
    if value not in allowed:
        raise BadAnswer(f"{question.id} is answered with one of {', '.join(allowed)}, not {value!r}.")
    return value


def results(answers: Sequence[Answer], research: Research) -> Results:
    by_question: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        by_question[answer.question].append(answer)
    asked = [question for question in research.questions if by_question[question.id]]
    levels = tuple(_level(one, by_question[one.id]) for one in asked if one.kind == "level")
    choices = tuple(_choice(one, by_question[one.id]) for one in asked if one.kind == "choice")
    disciplines = tuple(sorted({answer.discipline for answer in answers}))
    return Results(
        people=len({answer.person for answer in answers}),
        disciplines=disciplines,
        levels=levels,
        choices=choices,
        areas=_areas({level.question.id: level.mean for level in levels}, research),
        by_discipline={one: dict(_areas(_means_of(levels, one), research)) for one in disciplines},
        start_with=_start_with(levels, choices, research),
        sizes=Counter(discipline for _, discipline in {(answer.person, answer.discipline) for answer in answers}),
    )


def _level(question: AssessmentQuestion, answers: Sequence[Answer]) -> Level:
    values = [int(answer.value) for answer in answers]
    by_discipline: dict[str, list[int]] = defaultdict(list)
    for answer in answers:
        by_discipline[answer.discipline].append(int(answer.value))
    means = tuple((name, mean(those)) for name, those in sorted(by_discipline.items()))
    return Level(question, mean(values), min(values), max(values), means)


def _choice(question: AssessmentQuestion, answers: Iterable[Answer]) -> Choice:
    patterns = dict(question.options)
    votes = Counter(patterns[answer.value] for answer in answers).most_common()
    even = len(votes) > 1 and votes[0][1] == votes[1][1]
    return Choice(question, "" if even else votes[0][0], tuple(votes))


def _means_of(levels: Iterable[Level], discipline: str) -> dict[str, float]:
    return {level.question.id: dict(level.by_discipline).get(discipline, -1.0) for level in levels}


def _areas(means: Mapping[str, float], research: Research) -> tuple[tuple[str, float], ...]:
    """Areas that have an answer, in the order of the form."""
    found = []
    for section in form(research):
        known = [means[one.id] for one in section.questions if means.get(one.id, -1.0) >= 0]
        if known:
            found.append((section.area, mean(known)))
    return tuple(found)


def _start_with(levels: Sequence[Level], choices: Sequence[Choice], research: Research) -> tuple[Suggestion, ...]:
    """The weakest places first, but three different ones: no two of one point of the work while there is a choice."""
    chosen: list[Suggestion] = []
    ranked = sorted(_suggestions(levels, choices, research), key=lambda one: (-one.weight, one.page))
    for fresh_point_only in (True, False):
        for one in ranked:
            points = {research.challenges[other.page].point for other in chosen}
            reasons = {other.because[0].id for other in chosen}
            fresh = research.challenges[one.page].point not in points and one.because[0].id not in reasons
            if len(chosen) < PAGES_TO_START_WITH and one not in chosen and (fresh or not fresh_point_only):
                chosen.append(one)
    return tuple(chosen)


def _suggestions(levels: Sequence[Level], choices: Sequence[Choice], research: Research) -> list[Suggestion]:
    """A challenge weighs the gaps of its questions, more when people differ and when the way of organising raises it."""
    asked: dict[str, list[Level]] = defaultdict(list)
    for level in levels:
        for challenge in level.question.challenges:
            asked[challenge].append(level)
    raising = {
        challenge: tuple(one.pattern for one in choices if one.pattern and _raises(research, one.pattern, challenge))
        for challenge in asked
    }
    return [
        Suggestion(challenge, weight, _because(those), raising[challenge])
        for challenge, those in asked.items()
        if (weight := _weight(those, raised=bool(raising[challenge]))) > 0
    ]


def _raises(research: Research, pattern: str, challenge: str) -> bool:
    return challenge in research.patterns[pattern].raises


def _weight(levels: Sequence[Level], *, raised: bool) -> float:
    gap = sum(TOP_LEVEL - level.mean for level in levels) / TOP_LEVEL / (len(levels) + 0.5)
    differing = sum(level.differs for level in levels) / len(levels)
    return gap * (1.25 if raised else 1.0) * (1 + 0.2 * differing)


def _because(levels: Sequence[Level]) -> tuple[AssessmentQuestion, ...]:
    return tuple(level.question for level in sorted(levels, key=lambda one: one.mean))
