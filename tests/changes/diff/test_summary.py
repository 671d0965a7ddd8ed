"""A pull request is told what breaks, who has answered, and whether it may be merged."""

from datetime import date

from changes.diff.summary import Answer, gate, markdown, spoken
from changes.model import Difference, Draft

COLUMN = "the column `{}` of the table `orders` was {}"
GONE = Difference("sql-column-removed", "high", COLUMN.format("amount", "removed"), "orders", breaking=True)
NEW = Difference("sql-column-added", "low", COLUMN.format("total", "added"), "orders")


def draft(*found: Difference, to_do: str = "") -> Draft:
    breaking = any(one.breaking for one in found)
    return Draft("orders change", "schema", ("orders",), breaking, to_do=to_do, differences=found, fingerprint="abc")


BREAKING, HARMLESS = draft(GONE, NEW, to_do="• Use total."), draft(NEW)
TEAMS = [Answer(name, "no impact") for name in ("billing", "crm", "web")]


def test_the_share_of_teams_is_said_in_one_line() -> None:
    assert (
        spoken([*TEAMS, Answer("ml", "adapting", date(2026, 5, 1)), Answer("ops")])
        == "4 of 5 consumer teams acknowledged"
    )


def test_a_breaking_change_waits_for_every_team() -> None:
    decision = gate(BREAKING, [*TEAMS, Answer("ops")])

    assert (decision.open, decision.why) == (False, "3 of 4 consumer teams acknowledged; waiting for ops.")


def test_blocked_and_asking_teams_have_not_acknowledged() -> None:
    assert not gate(BREAKING, [Answer("ops", "blocked")]).open
    assert not gate(BREAKING, [Answer("ops", "question")]).open


def test_a_breaking_change_that_nobody_was_told_of_stays_out() -> None:
    assert not gate(BREAKING, told=False).open


def test_a_breaking_change_that_all_can_live_with_may_be_merged() -> None:
    assert gate(BREAKING, TEAMS).open


def test_what_breaks_nobody_may_be_merged() -> None:
    assert gate(HARMLESS, told=False).open


def test_the_summary_shows_what_breaks_and_folds_the_rest() -> None:
    text = markdown(BREAKING, [*TEAMS, Answer("ops")])

    assert "| breaks | the column `amount` of the table `orders` was removed | `sql-column-removed` |" in text
    assert "<details><summary>1 harmless</summary>" in text
    assert "**3 of 4 consumer teams acknowledged**" in text
    assert text.index("| ops | no answer yet") < text.index("| billing | no impact")
    assert "- Use total." in text


def test_a_summary_of_what_breaks_nobody_asks_nobody() -> None:
    assert "acknowledged" not in markdown(HARMLESS, TEAMS)


def test_names_out_of_the_files_cannot_mention_or_mark_up() -> None:
    nasty = Difference("r", "high", "a | b <script> @everyone\n# title", "a", breaking=True)

    text = markdown(draft(nasty), [Answer("@all | x", "blocked", note="<b>")])

    assert "<script>" not in text
    assert "@everyone" not in text
    assert "a \\| b" in text
    assert "\n# title" not in text


def test_a_very_long_summary_is_cut_where_pull_requests_end() -> None:
    found = [Difference("r", "high", f"{number} " + "long " * 300, "a", breaking=True) for number in range(200)]

    assert len(markdown(draft(*found))) < 65_000
