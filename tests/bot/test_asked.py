"""What people type after `/define` is read as they mean it."""

import pytest

from bot.asked import Asked, as_question, asked


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("churn", Asked("churn")),
        ("churn = customers who leave", Asked("churn", "customers who leave")),
        ("churn=customers who leave", Asked("churn", "customers who leave")),
        ("“gold set” = two labellers agree", Asked("gold set", "two labellers agree")),
        ('"a = b" = an assignment', Asked("a = b", "an assignment")),
        ("a == b", Asked("a == b")),
        ("x &gt;= y", Asked("x >= y")),
        ("R&amp;D", Asked("R&D")),
        ("LTV =", Asked("LTV", "")),
        ("= nothing", Asked("", "nothing")),
        ("== is what?", Asked("== is what?")),
        ("", Asked("")),
        ("`customer_id`", Asked("customer_id")),
        ("*gold set* = two labellers agree", Asked("gold set", "two labellers agree")),
        ("_customer_id_ = theirs", Asked("customer_id", "theirs")),
        ("__init__", Asked("__init__")),
        ("*args", Asked("*args")),
        ("A*", Asked("A*")),
        ("**", Asked("**")),
    ],
)
def test_a_line_is_a_question_or_a_definition(typed: str, meant: Asked) -> None:
    assert asked(typed) == meant


@pytest.mark.parametrize(
    ("said", "word"),
    [("PSI?", "PSI"), ("the PSI mean?", "PSI"), ("a feature store", "feature store"), ("C++", "C++"), ("?", "?")],
)
def test_a_question_is_about_its_word(said: str, word: str) -> None:
    assert as_question(said) == word
