"""Which meanings a note offers, by what a message leaves open and by who reads."""

from glossary.audience import Audience
from glossary.model import Sense, Term
from glossary.offering import offered

CHURN = Term(
    "churn",
    (
        Sense("customers", "business", "Customers who leave."),
        Sense("code", "software-engineering", "Code that changes often."),
        Sense("predictions", "data-science", "Answers that flip."),
        Sense("staff", "legal", "People who resign."),
    ),
)
EVEN = {sense.id: 0.25 for sense in CHURN.senses}


def names(chances: dict[str, float], audience: Audience) -> list[str]:
    return [sense for sense, _ in offered(CHURN, chances, audience)]


def test_of_equally_likely_meanings_those_of_the_people_here_are_offered() -> None:
    here = Audience("data-science", frozenset({"data-science", "legal"}), mixed=False)

    assert set(names(EVEN, here)[:2]) == {"predictions", "staff"}
    assert "code" not in names(EVEN, here)


def test_while_nothing_is_known_of_the_readers_the_entry_s_first_meanings_lead() -> None:
    assert names(EVEN, Audience())[:2] == ["customers", "code"]


def test_who_is_known_counts_for_less_while_others_may_be_reading_along() -> None:
    known = frozenset({"data-science"})
    alone, among = (dict(offered(CHURN, EVEN, Audience(None, known, mixed))) for mixed in (False, True))

    assert alone["predictions"] > among["predictions"] > 0.25


def test_what_the_message_says_plainly_is_offered_whoever_reads() -> None:
    plain = {"customers": 0.02, "code": 0.02, "predictions": 0.01, "staff": 0.95}

    assert (
        names(plain, Audience("business", frozenset({"business", "software-engineering"}), mixed=False))[0] == "staff"
    )


def test_a_meaning_that_nobody_here_would_use_is_left_out() -> None:
    open_ones = {"customers": 0.4, "code": 0.38, "predictions": 0.08, "staff": 0.14}

    assert names(open_ones, Audience("business", frozenset({"business", "software-engineering"}), mixed=False)) == [
        "customers",
        "code",
    ]


def test_two_meanings_are_offered_at_least_and_four_at_most() -> None:
    many = Term("x", tuple(Sense(str(at), "legal", "x") for at in range(5)))

    assert len(offered(CHURN, {"staff": 1.0}, Audience())) == 2
    assert len(offered(many, {str(at): 1 / 5 for at in range(5)}, Audience())) == 4
