"""Assessments as they are kept: private to the team until one of it shares them; people see levels, never names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from playbooks.assessment import Answer, Results, check, results
from playbooks.research import Research
from playbooks.runs import new_id
from playbooks.store import answers, assessments, members
from store.workspace import Workspace


class NotYours(PermissionError):
    """The team keeps its assessment to itself so far."""

    def __init__(self) -> None:
        super().__init__("This team keeps its results to itself. Ask one of them to share.")


class Closed(ValueError):
    def __init__(self) -> None:
        super().__init__("This assessment is closed. Open a new one to answer again.")


class UnknownAssessment(LookupError):
    def __init__(self, id_: str) -> None:
        super().__init__(f"There is no assessment {id_} here (any more).")


@dataclass(frozen=True)
class Assessment:
    """`shared_at` and `closed_at` are nought until it happens."""

    id: str
    team: str
    title: str
    opened_by: str
    opened_at: float
    closed_at: float = 0.0
    shared_by: str = ""
    shared_at: float = 0.0

    @property
    def is_open(self) -> bool:
        return not self.closed_at

    @property
    def is_shared(self) -> bool:
        return bool(self.shared_at)


@dataclass(frozen=True)
class Shared:
    """What other teams may see of one: its areas, and nothing that leads to a person."""

    team: str
    title: str
    at: float
    people: int
    areas: tuple[tuple[str, float], ...]
    patterns: tuple[str, ...]


@dataclass(frozen=True)
class Assessments:
    ours: Workspace
    research: Research
    new_id: Callable[[], str] = new_id

    def begin(self, team: str, title: str, by: str, at: float) -> Assessment:
        """The one that is open, or a new one; of two who begin at once both get the same."""
        with self.ours.database.begin() as connection:
            self._lock(connection, team, by, at)
            there = [one for one in self._read(connection, assessments.c.team == team) if one.is_open]
            if there:
                return there[-1]
            made = Assessment(self.new_id(), team, title, by, at)
            row = {"id": made.id, "team": team, "title": title, "opened_by": by, "opened_at": at}
            self.ours.add(connection, assessments, **row)
            return made

    def belong(self, team: str, person: str, at: float) -> None:
        """Whoever knows who is in the team says so."""
        with self.ours.database.begin() as connection:
            self._join(connection, team, person, at)

    def of_team(self, team: str, viewer: str) -> list[Assessment]:
        """Oldest first; nothing for those who do not belong."""
        return self._of(assessments.c.team == team) if self._belongs(team, viewer) else []

    def answer(self, assessment: str, person: str, discipline: str, said: Mapping[str, str], at: float) -> None:
        """All or nothing; the last word of a person on a question counts. May be done in several sittings."""
        if not self._seen_by(assessment, person).is_open:
            raise Closed
        questions = {question.id: question for question in self.research.questions}
        checked = {id_: check(questions[id_], value) for id_, value in said.items()}
        with self.ours.database.begin() as connection:
            for question, value in checked.items():
                key = {"assessment": assessment, "person": person, "question": question}
                self.ours.put(connection, answers, key, discipline=discipline, value=value, at=at)

    def answered_by(self, assessment: str, person: str) -> Mapping[str, str]:
        """To go on where one stopped."""
        wish = self.ours.select(answers).where(answers.c.assessment == assessment, answers.c.person == person)
        with self.ours.database.read() as connection:
            return {row["question"]: row["value"] for row in connection.execute(wish).mappings()}

    def results(self, assessment: str, viewer: str) -> Results:
        found = self.get(assessment)
        if not found.is_shared:
            self._seen_by(assessment, viewer)
        return self._results(assessment)

    def over_time(self, team: str, viewer: str) -> list[tuple[Assessment, Results]]:
        """The team's assessments, oldest first: all for its members, the shared ones for others."""
        mine = self._belongs(team, viewer)
        return [(one, self._results(one.id)) for one in self._of(assessments.c.team == team) if mine or one.is_shared]

    def share(self, assessment: str, by: str, at: float) -> None:
        self._seen_by(assessment, by)
        self._set(assessment, shared_by=by, shared_at=at)

    def unshare(self, assessment: str, by: str) -> None:
        self._seen_by(assessment, by)
        self._set(assessment, shared_by="", shared_at=0.0)

    def close(self, assessment: str, by: str, at: float) -> None:
        self._seen_by(assessment, by)
        self._set(assessment, closed_at=at)

    def across_teams(self) -> list[Shared]:
        """The newest shared one of each team."""
        newest = {one.team: one for one in self._of(assessments.c.shared_at > 0)}
        return [self._shared(one) for _, one in sorted(newest.items())]

    def get(self, assessment: str) -> Assessment:
        found = self._of(assessments.c.id == assessment)
        if not found:
            raise UnknownAssessment(assessment)
        return found[0]

    def _shared(self, one: Assessment) -> Shared:
        whole = self._results(one.id)
        return Shared(one.team, one.title, one.opened_at, whole.people, whole.areas, whole.patterns)

    def _results(self, assessment: str) -> Results:
        wish = self.ours.select(answers).where(answers.c.assessment == assessment).order_by(answers.c.at)
        with self.ours.database.read() as connection:
            rows = connection.execute(wish).mappings().all()
        said = [Answer(row["person"], row["discipline"], row["question"], row["value"]) for row in rows]
        return results(said, self.research)

    def _seen_by(self, assessment: str, person: str) -> Assessment:
        found = self.get(assessment)
        if not self._belongs(found.team, person):
            raise NotYours
        return found

    def _belongs(self, team: str, person: str) -> bool:
        wish = self.ours.select(members).where(members.c.team == team, members.c.person == person)
        with self.ours.database.read() as connection:
            return connection.execute(wish).first() is not None

    def _join(self, connection: sa.Connection, team: str, person: str, at: float) -> None:
        self.ours.claim(connection, members, team=team, person=person, at=at)

    def _set(self, assessment: str, **values: object) -> None:
        with self.ours.database.begin() as connection:
            connection.execute(self.ours.update(assessments).where(assessments.c.id == assessment).values(**values))

    def _lock(self, connection: sa.Connection, team: str, by: str, at: float) -> None:
        """On Postgres two transactions would both find none open: the team's oldest member row makes one wait."""
        self._join(connection, team, by, at)
        first = self.ours.select(members).where(members.c.team == team).order_by(members.c.at, members.c.person)
        connection.execute(first.with_for_update()).first()

    def _of(self, where: sa.ColumnElement[bool]) -> list[Assessment]:
        with self.ours.database.read() as connection:
            return self._read(connection, where)

    def _read(self, connection: sa.Connection, where: sa.ColumnElement[bool]) -> list[Assessment]:
        wish = self.ours.select(assessments).where(where).order_by(assessments.c.opened_at)
        rows = connection.execute(wish).mappings().all()
        return [Assessment(**{n: row[n] for n in row if n not in ("workspace", "version")}) for row in rows]
