"""What confirmed uses teach, and what they do not keep."""

from glossary.confirmed import MOST, REMEMBERED, Confirmed, Experience
from glossary.model import Sense, Term

DRIFT = Term("drift", (Sense("data-drift", "data-science", "…"), Sense("config-drift", "operations", "…")))


def learned(*senses: str) -> Experience:
    experience = Experience()
    for number, sense in enumerate(senses):
        experience = experience.confirm(Confirmed("drift", sense, str(number)))
    return experience


def leaning(experience: Experience) -> float:
    return experience.usual([DRIFT])["drift"]["config-drift"]


def test_one_confirmation_is_felt_at_once() -> None:
    usual = learned("config-drift").usual([DRIFT])["drift"]

    assert usual["config-drift"] > 0 > usual["data-drift"]


def test_more_confirmations_weigh_more() -> None:
    assert leaning(learned(*["config-drift"] * 5)) > leaning(learned("config-drift"))


def test_however_much_is_confirmed_its_weight_has_a_bound() -> None:
    experience = learned(*["config-drift"] * (3 * REMEMBERED))

    assert max(map(abs, experience.usual([DRIFT])["drift"].values())) <= MOST
    assert len(experience.uses) == REMEMBERED


def test_what_is_taken_back_leaves_no_trace() -> None:
    before = learned("data-drift")
    use = Confirmed("drift", "config-drift", "1716.1")

    assert before.confirm(use).take_back(use) == before


def test_a_place_that_uses_all_meanings_alike_has_no_habit() -> None:
    assert leaning(learned("config-drift", "data-drift")) == 0


def test_a_place_without_experience_leans_nowhere() -> None:
    assert Experience().usual([DRIFT]) == {}
    assert learned("a-sense-that-was-deleted").usual([DRIFT]) == {}
