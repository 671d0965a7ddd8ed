"""Should we speak? Plain values in, a decision with its reason out."""

from dataclasses import replace

from glossary.audience import Audience, misreading
from glossary.crossing import Crossing
from glossary.decision import Budget, Decision, Room, decide
from glossary.model import Mention, Reading, Sense, Term

PERFORMANCE = Term(
    "performance",
    (
        Sense("speed", "software-engineering", "How fast it is."),
        Sense("quality", "data-science", "How right it is."),
        Sense("results", "business", "How well it sells."),
    ),
    priority="core",
)
TERMS = {"performance": PERFORMANCE}
TEXT = "performance got worse"
MENTION = Mention("performance", 0, 11)
OPEN = Reading(
    MENTION, "ambiguous", None, 0.8, (("speed", 0.1), ("quality", 0.07), ("results", 0.01)), chances=(0.1, 0.8, 0.02)
)
SURE = Reading(
    MENTION, "sense", "speed", 0.96, (("speed", 0.96), ("quality", 0.01), ("results", 0.01)), chances=(0.96, 0.01, 0.01)
)
EVERYDAY = Reading(MENTION, "everyday", None, 0.9, (("speed", 0.05),), chances=(0.05, 0.05, 0.9))
MIXED = Room(Audience("product", frozenset({"product", "data-science"})))


def decided(reading: Reading, room: Room = MIXED, text: str = TEXT) -> Decision:
    return decide(text, [reading], TERMS, room)


def test_an_open_word_among_mixed_readers_is_asked_about() -> None:
    decision = decided(OPEN)

    assert decision.kind == "ask"
    assert {sense for sense, _ in decision.senses} == {"speed", "quality"}


def test_a_clear_word_is_left_alone() -> None:
    assert decided(SURE).gate == "clear"


def test_everyday_talk_is_left_alone() -> None:
    assert decided(EVERYDAY).gate == "everyday"


def test_nothing_is_said_twice_in_a_thread() -> None:
    assert decided(OPEN, replace(MIXED, said=frozenset({"performance"}))).gate == "said"


def test_a_pinned_word_is_settled() -> None:
    assert decided(OPEN, replace(MIXED, pinned=frozenset({"performance"}))).gate == "settled"


def test_a_word_that_was_spelled_out_is_settled() -> None:
    assert decided(replace(OPEN, reason="spelled out")).gate == "settled"


def test_the_author_can_ask_for_no_notes() -> None:
    assert decided(OPEN, text="performance got worse :no-parlance:").gate == "silenced"


def test_a_muted_place_stays_silent_with_the_reason_it_was_given() -> None:
    decision = decided(OPEN, replace(MIXED, silence="this thread is muted"))

    assert (decision.gate, decision.reason) == ("silenced", "this thread is muted")


def test_people_of_one_trade_who_are_all_known_need_no_note() -> None:
    alone = Audience("product", frozenset({"product"}), mixed=False)

    assert decided(OPEN, replace(MIXED, audience=alone)).gate == "audience"


def test_while_only_the_writer_has_spoken_a_channel_counts_as_mixed() -> None:
    only_writer = Audience("product", frozenset({"product"}))

    assert decided(OPEN, replace(MIXED, audience=only_writer)).speaks


def test_a_channel_that_had_its_notes_gets_no_more() -> None:
    assert decided(OPEN, replace(MIXED, budget=Budget(last_hour=6, an_hour=6))).gate == "budget"


def test_dismissals_shrink_the_budget_and_answers_earn_it_back() -> None:
    fresh, dismissed, answered = Budget(), Budget(dismissed=4), Budget(dismissed=4, answered=6)

    assert dismissed.allowance < answered.allowance < fresh.allowance
    assert dismissed.shyness > answered.shyness == 0


def test_words_inside_code_are_never_spoken_about() -> None:
    assert decided(replace(OPEN, mention=replace(MENTION, aside=True))).gate == "no word"


def test_only_words_that_are_often_misunderstood_are_noted() -> None:
    rare = {"performance": replace(PERFORMANCE, priority="more")}

    assert decide(TEXT, [OPEN], rare, MIXED).gate == "not ours"


def test_of_two_open_words_the_riskier_one_is_noted() -> None:
    other = Term("drift", PERFORMANCE.senses, priority="core")
    mild = replace(OPEN, mention=Mention("drift", 16, 21), chances=(0.4, 0.4, 0.02))

    decision = decide("performance and drift", [mild, OPEN], {**TERMS, "drift": other}, MIXED)

    assert decision.term == "performance"


def test_a_reader_of_the_other_trade_leans_to_their_own_sense() -> None:
    even = replace(OPEN, senses=(("speed", 0.4), ("quality", 0.4), ("results", 0.0)))

    apart = misreading(PERFORMANCE, even, Audience("software-engineering", frozenset({"data-science"})))

    assert apart.risk == 0.5
    assert misreading(PERFORMANCE, SURE, Audience("product", frozenset({"data-science"}))).risk < 0.1


CROSSED = Crossing(SURE, (("quality", 0.9), ("speed", 0.08), ("results", 0.02)), 0.8)


def answered(crossing: Crossing, room: Room = MIXED) -> Decision:
    return decide("0.91 on the test set", [], TERMS, room, [crossing])


def test_a_word_that_an_answer_takes_otherwise_is_asked_about_with_both_meanings() -> None:
    decision = answered(CROSSED)

    assert (decision.kind, decision.term) == ("ask", "performance")
    assert {sense for sense, _ in decision.senses[:2]} == {"speed", "quality"}


def test_a_word_that_an_answer_takes_as_it_was_meant_is_left_alone() -> None:
    assert answered(replace(CROSSED, chance=0.3)).gate == "clear"


def test_a_crossed_word_that_was_settled_or_explained_is_left_alone() -> None:
    assert answered(CROSSED, replace(MIXED, pinned=frozenset({"performance"}))).gate == "settled"
    assert answered(CROSSED, replace(MIXED, said=frozenset({"performance"}))).gate == "said"


def test_another_word_for_it_is_noted_less_readily_than_the_word_itself() -> None:
    mild = replace(OPEN, chances=(0.1, 0.4, 0.02))

    assert decided(mild).speaks
    assert decided(mild, text="throughputt got worse").gate == "clear"


def test_an_open_word_that_is_left_alone_is_not_called_clear() -> None:
    mild = replace(OPEN, chances=(0.1, 0.33, 0.02))
    careful = replace(MIXED, budget=Budget(caution=0.2))

    assert "open here, but notes were asked to be rarer" in decided(mild, careful).reason
    assert "too little for a note" in decided(replace(OPEN, chances=(0.1, 0.1, 0.02))).reason
    assert "clear enough" in decided(SURE).reason
