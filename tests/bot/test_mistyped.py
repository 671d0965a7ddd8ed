"""What was typed wrongly is told like every other refusal: one sentence beside the output, and exit code 2."""

from pathlib import Path

import pytest

from tests.bot.typed import parlance


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--vresion", "there is no option --vresion. Did you mean --version?"),
        ("bogus", "no such command 'bogus'; `parlance --help` says what it takes"),
        ("change upcomming", "no such command 'upcomming'. Did you mean 'upcoming'?"),
        ("read --json", "MESSAGE is missing; `parlance read --help` says what it takes"),
        ("change show --json", "ID is missing; `parlance change show --help` says what it takes"),
        ("read hello --nope --json", "there is no option --nope; `parlance read --help` says what it takes"),
        ("search slow --kind", "option '--kind' requires an argument"),
        ("search slow --kind mood", "--kind: 'mood' is not one of 'term', 'playbook', 'change'"),
        ("search slow --top many --json", "--top should be a valid integer"),
        ("change upcoming --days 0", "--days should be greater than or equal to 1"),
        ("forget Bob", "A member id begins with U or W, for example U024BE7LH"),
    ],
)
def test_what_was_typed_wrongly_is_told_in_one_sentence(line: str, said: str, tmp_path: Path) -> None:
    done = parlance(*line.split(), PARLANCE_HOME=str(tmp_path))

    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"parlance: {said}\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "line",
    [
        "change announce it-goes --kind mood",
        "change announce it-goes --severity endless",
        "change announce it-goes --when tomorrow --zone Mars/Base",
        "change announce it-goes --tell somebody",
        "change subscribe channel:C1 kind:mood",
        "change subscribe orders warehouse.*",
    ],
)
def test_a_value_that_means_nothing_about_changes_is_wrong_use_as_well(line: str, tmp_path: Path) -> None:
    done = parlance(*line.split(), PARLANCE_HOME=str(tmp_path))

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("parlance: ")


def test_a_group_of_commands_alone_shows_its_help() -> None:
    done = parlance("change")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Usage: parlance change")
