"""A team's look at itself: what its answers say, and who may see it."""

import itertools

import pytest

from playbooks.assessment import Answer, BadAnswer, form, results
from playbooks.assessments import Assessments, Closed, NotYours, UnknownAssessment
from playbooks.pictures import heat_map, radar
from store.database import Database
from store.workspace import Workspace
from tests import shipped

RESEARCH = shipped.research()
LEVELS = [question.id for question in RESEARCH.questions if question.kind == "level"]


@pytest.fixture
def assessments(database: Database) -> Assessments:
    numbers = itertools.count(1)
    return Assessments(Workspace(database, "T1"), RESEARCH, lambda: f"a-{next(numbers)}")


def answers(person: str, discipline: str, **said: str) -> list[Answer]:
    return [Answer(person, discipline, question, value) for question, value in said.items()]


def test_every_question_stands_once_in_the_form_and_no_screen_is_long() -> None:
    asked = [question.id for section in form(RESEARCH) for question in section.questions]

    assert sorted(asked) == [question.id for question in RESEARCH.questions]
    assert max(len(section.questions) for section in form(RESEARCH)) <= 9


def test_every_question_leads_to_known_challenges_and_patterns() -> None:
    assert {id_ for one in RESEARCH.questions for id_ in one.challenges} <= set(RESEARCH.challenges)
    assert {pattern for one in RESEARCH.questions for _, pattern in one.options} <= set(RESEARCH.patterns)


def test_an_area_is_the_mean_of_its_answered_questions() -> None:
    told = results(answers("ana", "data-science", q23="1", q24="3"), RESEARCH)

    assert told.areas == (("Data", 2.0),)


def test_people_far_apart_make_a_finding_with_the_view_of_each_discipline() -> None:
    said = answers("ana", "data-science", q30="0", q23="2") + answers("ben", "product", q30="3", q23="3")

    told = results(said, RESEARCH)

    assert [one.question.id for one in told.differing] == ["q30"]
    assert told.differing[0].by_discipline == (("data-science", 0), ("product", 3))
    assert told.by_discipline == {"data-science": {"Data": 1.0}, "product": {"Data": 3.0}}


def test_the_way_of_organising_is_what_most_say_and_open_when_votes_are_even() -> None:
    two = answers("ana", "data-science", q01="a", q22="c") + answers("ben", "product", q01="b", q22="c")
    three = two + answers("cem", "legal", q01="a")

    assert results(two, RESEARCH).patterns == ("in-house-data",)
    assert results(three, RESEARCH).patterns == ("model-first", "in-house-data")


def test_the_three_pages_to_start_with_come_from_the_weakest_answers_of_different_kinds() -> None:
    strong = dict.fromkeys(LEVELS, "3")
    weak = {"q30": "0", "q36": "0", "q41": "0"}

    told = results(answers("ana", "data-science", **(strong | weak)), RESEARCH)

    assert {one.page for one in told.start_with} == {"labeling-ambiguity", "no-data-model-versioning", "jargon"}
    assert {one.because[0].id for one in told.start_with} == set(weak)


def test_a_pattern_that_raises_a_problem_puts_its_page_forward() -> None:
    weak = dict.fromkeys(LEVELS, "1")

    plain = results(answers("ana", "data-science", **weak), RESEARCH)
    hired = results(answers("ana", "data-science", **weak, q22="b"), RESEARCH)

    assert all(one.patterns == () for one in plain.start_with)
    assert hired.start_with[0].patterns == ("external-data",)


def test_a_team_without_weak_answers_is_sent_nowhere() -> None:
    assert results(answers("ana", "data-science", **dict.fromkeys(LEVELS, "3")), RESEARCH).start_with == ()


def test_an_answer_the_question_does_not_offer_is_refused_and_nothing_of_it_kept(assessments: Assessments) -> None:
    made = assessments.begin("fraud", "March", "ana", 1.0)

    with pytest.raises(BadAnswer, match="q01"):
        assessments.answer(made.id, "ana", "data-science", {"q02": "1", "q01": "3"}, 2.0)

    assert assessments.answered_by(made.id, "ana") == {}


def test_one_may_stop_go_on_and_change_ones_mind(assessments: Assessments) -> None:
    made = assessments.begin("fraud", "March", "ana", 1.0)
    assessments.answer(made.id, "ana", "data-science", {"q02": "1"}, 2.0)
    assessments.answer(made.id, "ana", "data-science", {"q02": "2", "q03": "0"}, 3.0)

    assert assessments.answered_by(made.id, "ana") == {"q02": "2", "q03": "0"}
    assert assessments.results(made.id, "ana").people == 1


def test_results_are_private_to_the_team_until_shared_and_again_afterwards(assessments: Assessments) -> None:
    made = assessments.begin("fraud", "March", "ana", 1.0)
    assessments.belong("fraud", "ben", 2.0)

    with pytest.raises(NotYours):
        assessments.results(made.id, "eve")
    assert assessments.results(made.id, "ben").people == 0
    assessments.share(made.id, "ben", 3.0)
    assert assessments.results(made.id, "eve").people == 0
    assessments.unshare(made.id, "ana")
    with pytest.raises(NotYours):
        assessments.results(made.id, "eve")


@pytest.mark.parametrize("deed", ["answer", "share", "unshare", "close"])
def test_a_stranger_can_do_nothing_to_an_assessment(assessments: Assessments, deed: str) -> None:
    made = assessments.begin("fraud", "March", "ana", 1.0)
    deeds = {
        "answer": lambda: assessments.answer(made.id, "eve", "legal", {"q02": "1"}, 2.0),
        "share": lambda: assessments.share(made.id, "eve", 2.0),
        "unshare": lambda: assessments.unshare(made.id, "eve"),
        "close": lambda: assessments.close(made.id, "eve", 2.0),
    }

    with pytest.raises(NotYours):
        deeds[deed]()

    assert assessments.get(made.id) == made


def test_other_teams_see_the_areas_of_the_newest_shared_one_only(assessments: Assessments) -> None:
    for at, team in enumerate(("fraud", "fraud", "search"), start=1):
        made = assessments.begin(team, f"number {at}", "ana", float(at))
        assessments.answer(made.id, "ana", "data-science", {"q30": str(at)}, 9.0)
        if team == "fraud":
            assessments.share(made.id, "ana", 10.0)
            assessments.close(made.id, "ana", 11.0)

    seen = assessments.across_teams()

    assert [(one.team, one.title, one.areas) for one in seen] == [("fraud", "number 2", (("Data", 2.0),))]


def test_a_team_sees_itself_over_time_and_others_see_what_was_shared(assessments: Assessments) -> None:
    first = assessments.begin("fraud", "March", "ana", 1.0)
    assessments.close(first.id, "ana", 2.0)
    assessments.begin("fraud", "September", "ana", 3.0)
    assessments.share(first.id, "ana", 4.0)

    assert [one.title for one, _ in assessments.over_time("fraud", "ana")] == ["March", "September"]
    assert [one.title for one, _ in assessments.over_time("fraud", "eve")] == ["March"]


def test_a_closed_assessment_takes_no_more_answers(assessments: Assessments) -> None:
    made = assessments.begin("fraud", "March", "ana", 1.0)
    assessments.close(made.id, "ana", 2.0)

    with pytest.raises(Closed):
        assessments.answer(made.id, "ana", "data-science", {"q02": "1"}, 3.0)


def test_an_assessment_of_another_workspace_does_not_exist_here(assessments: Assessments, database: Database) -> None:
    made = assessments.begin("fraud", "March", "ana", 1.0)

    with pytest.raises(UnknownAssessment):
        Assessments(Workspace(database, "T2"), RESEARCH).results(made.id, "ana")


def test_results_become_pictures_even_with_holes() -> None:
    told = results(answers("ana", "data-science", q30="1") + answers("ben", "legal", q02="2"), RESEARCH)

    assert radar("How we work", {"March": told.areas}).startswith(b"\x89PNG")
    assert heat_map("How we work", told.by_discipline).startswith(b"\x89PNG")


def test_a_discipline_of_one_person_is_no_column_of_its_own() -> None:
    question = next(one for one in RESEARCH.questions if one.kind == "level")
    people = (("U1", "product"), ("U2", "product"), ("U3", "legal"))

    found = results([Answer(person, discipline, question.id, "1") for person, discipline in people], RESEARCH)

    assert list(found.shown_by_discipline(2)) == ["product"]
