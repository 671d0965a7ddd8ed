"""`parlance change …` and `parlance recognise`: kind, exact, and fit for CI."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot import parts
from bot.cli import app
from bot.errors import Refusal
from changes.answering import Answering
from changes.model import Ack, Destination

OLD = "create table orders (id int not null, amount numeric);"
NEW = "create table orders (id int not null, total numeric);"


class Shell:
    """Runs the command as a person would, on a home folder of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        (home / "old.sql").write_text(OLD)
        (home / "new.sql").write_text(NEW)

    def __call__(self, *words: str) -> Result:
        parts.settings.cache_clear()
        return CliRunner().invoke(app, list(words), env={"PARLANCE_HOME": str(self.home), "DATABASE_URL": ""})

    def said(self, *words: str) -> str:
        done = self(*words)
        assert done.exit_code == 0, done.exception or done.output
        return done.output

    def compare(self, *more: str) -> Result:
        return self(
            "change",
            "announce",
            "--from-sql",
            str(self.home / "old.sql"),
            str(self.home / "new.sql"),
            "--name",
            "shop",
            *more,
        )


@pytest.fixture
def parlance(tmp_path: Path, migrated_file: Path) -> Shell:
    shutil.copy(migrated_file, tmp_path / "parlance.db")
    return Shell(tmp_path)


def test_ci_announces_once_and_revises_nothing_when_it_says_the_same(parlance: Shell) -> None:
    parlance.said("change", "subscribe", "channel:C1", "shop.orders.* breaking")

    first, again = parlance.compare(), parlance.compare()

    assert "announced: shop: the column `amount`" in first.output
    assert "unchanged" in again.output
    assert len(parlance.said("change", "list", "--json").splitlines()) == 1


def test_the_gate_stays_shut_while_a_consumer_is_silent_and_the_summary_says_so(
    parlance: Shell, tmp_path: Path
) -> None:
    parlance.said("change", "subscribe", "channel:C1", "shop.orders.*")

    shut = parlance.compare("--gate", "--summary", str(tmp_path / "pr.md"))

    assert shut.exit_code == 1
    assert "waiting for channel:C1" in shut.output
    assert "0 of 1 consumer team acknowledged" in (tmp_path / "pr.md").read_text()


def test_a_dry_run_stores_nothing(parlance: Shell) -> None:
    assert "would reach nobody" in parlance.compare("--dry-run").output
    assert parlance.said("change", "list") == "Nothing is announced.\n"


def test_an_announcement_by_hand_that_reaches_nobody_is_refused_unless_it_is_meant(parlance: Shell) -> None:
    words = ("change", "announce", "Rename amount", "--asset", "shop.orders.amount")

    assert isinstance(parlance(*words).exception, Refusal)
    assert "announced" in parlance.said(*words, "--to-nobody")


def test_a_day_long_past_is_announced_when_that_is_meant(parlance: Shell) -> None:
    words = ("change", "announce", "Amounts became cents", "--when", "2021-05-01", "--to-nobody")

    assert "1 May 2021 is more than a month ago: is the year right?" in parlance.said(*words, "--dry-run")
    assert "is the year right" not in parlance.said(*words, "--dry-run", "--past")
    assert "announced" in parlance.said(*words, "--past")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("change", "subscribe", "channel:C1", "shop.* brekaing"), "Did you mean `breaking`"),
        (("change", "subscribe", "C1", "shop.*"), "channel:"),
        (("change", "subscribe", "channel:C1", "shop.*", "--zone", "Mars/One"), "Mars/One"),
        (("change", "announce", "X", "--when", "31 February", "--to-nobody"), "names no day"),
        (("change", "announce", "X", "--when", "2021-05-01", "--to-nobody"), "--past announces it all the same"),
        (("change", "announce", "X", "--when", "2199-05-01", "--to-nobody", "--past"), "more than five years ahead"),
        (("change", "announce", "X", "--kind", "shema", "--to-nobody"), "no kind"),
        (("change", "announce"), "--from"),
        (("change", "show", "nope"), "no change"),
        (("change", "unsubscribe", "nope"), "no subscription"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(parlance: Shell, words: tuple[str, ...], why: str) -> None:
    refused = parlance(*words).exception

    assert isinstance(refused, Refusal)
    assert why in str(refused)


def test_who_owns_and_whom_it_would_reach(parlance: Shell) -> None:
    parlance.said(
        "change", "owns", "group:S1", "shop.orders", "--contact", "ann@example.com", "--consumer", "channel:C9"
    )

    assert "ann@example.com" in parlance.said("change", "who", "shop.orders.amount")
    assert json.loads(parlance.said("change", "impact", "shop.orders", "--json"))["told"] == ["channel:C9", "group:S1"]


def test_what_is_exported_can_be_imported_again(parlance: Shell, tmp_path: Path) -> None:
    parlance.said(
        "change", "subscribe", "channel:C1", "shop.orders.* breaking daily at 8:30", "--zone", "Europe/Berlin"
    )
    (tmp_path / "parlance.yaml").write_text(parlance.said("change", "export"))

    assert "1 declared by parlance.yaml: 0 new, 0 ended" in parlance.said(
        "change", "import", str(tmp_path / "parlance.yaml")
    )


@pytest.mark.parametrize(("token", "why"), [("", "SLACK_BOT_TOKEN is not set"), ("a-token", "it does not answer")])
def test_names_that_cannot_be_looked_up_are_refused_in_one_sentence(
    parlance: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, token: str, why: str
) -> None:
    (tmp_path / "parlance.yaml").write_text("subscriptions:\n- to: '#orders'\n  hear: shop.orders.*\n")
    monkeypatch.setenv("SLACK_BOT_TOKEN", token)
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:1/api/")

    imported = parlance("change", "import", str(tmp_path / "parlance.yaml"))
    key = parlance("change", "key", "ci", "--for", "@orders")

    for refused in (imported, key):
        assert isinstance(refused.exception, Refusal)
        assert str(refused.exception) == (
            f"Slack did not tell me which names there are ({why}); write channel:ID, group:ID or person:ID."
        )


def test_answers_and_proof_come_as_rows(parlance: Shell) -> None:
    parlance.said("change", "subscribe", "channel:C1", "shop.orders.*")
    id_ = json.loads(parlance.compare("--json").output)["id"]

    here = parts.workspace(parts.settings())
    Answering(here).give(Ack(id_, Destination("channel", "C1"), "blocked", "UANA", datetime.now(UTC), 1, note="=1+1"))

    assert parlance.said("change", "matrix", id_, "--csv").splitlines()[1].startswith("channel:C1,blocked,")
    assert ",'=1+1" in parlance.said("change", "matrix", id_, "--csv")  # no spreadsheet takes it for a formula
    assert json.loads(parlance.said("change", "proof", id_))["status"] == "queued"
    assert "withdrawn" in parlance.said("change", "withdraw", id_)


@pytest.mark.model
def test_a_message_is_recognised_with_the_fields_other_tools_rely_on(
    parlance: Shell, models: Path, tmp_path: Path
) -> None:
    (tmp_path / "models").symlink_to(models)
    (tmp_path / "in.jsonl").write_text(
        '{"id": 7, "text": "we drop `stock_raw` on Friday, use stock_clean"}\n{"id": 8, "text": "ok"}\n'
    )

    told, silent = (
        json.loads(line) for line in parlance.said("recognise", "--json", str(tmp_path / "in.jsonl")).splitlines()
    )

    assert list(told) == ["id", "announcement", "p", "kind", "assets", "breaking", "effective"]
    assert (told["announcement"], "stock_raw" in told["assets"], told["effective"]) == (True, True, "on Friday")
    assert (silent["announcement"], silent["kind"]) == (False, None)


def test_what_a_key_may_do_is_shown_when_it_is_made_and_when_it_is_listed(parlance: Shell) -> None:
    made = parlance("change", "key", "orders-ci", "shop.*", "--for", "channel:C1")
    parlance.said("change", "key", "declares", "--for", "everyone")

    listed = parlance.said("change", "keys")
    shown = [json.loads(line) for line in parlance.said("change", "keys", "--json").splitlines()]
    parlance.said("change", "revoke", shown[0]["id"])

    assert "may announce changes of shop.* and declare what channel:C1 follows" in made.stderr
    assert "declares may declare what everyone follows" in listed
    assert (shown[0]["announces"], shown[0]["declares"], shown[1]["announces"]) == ("shop.*", ["channel:C1"], "")
    assert made.stdout.strip() not in listed
    assert len(parlance.said("change", "keys").splitlines()) == 1
