"""A file that cannot be understood is refused with its name and line, and no file makes us run or grow without end."""

from pathlib import Path

import pytest

from changes.diff.reading import ContractTooLarge, Source, UnreadableContract, read


def refusal(text: str) -> str:
    with pytest.raises(UnreadableContract) as caught:
        read(Source(text, "orders.yaml"))
    return str(caught.value)


def test_broken_json_names_file_and_line() -> None:
    with pytest.raises(UnreadableContract, match=r"orders\.json:2: not JSON"):
        read(Source('{"a": 1,\n "b": }', "orders.json"))


def test_broken_yaml_names_file_and_line() -> None:
    assert refusal("a: 1\nb: [1, 2\nc: 3\n").startswith("orders.yaml:3: not YAML")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableContract, match=r"missing\.yaml: No such file"):
        Source.of(tmp_path / "missing.yaml")


def test_a_file_that_is_no_text_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "picture.yaml"
    path.write_bytes(b"a: 1\nb: \xff\n")

    with pytest.raises(UnreadableContract, match=r"picture\.yaml:2: not UTF-8"):
        Source.of(path)


def test_words_of_older_yaml_stay_words() -> None:
    assert read(Source("country: NO\nday: 2026-01-02\nswitch: on\ntime: 12:30\n")) == {
        "country": "NO",
        "day": "2026-01-02",
        "switch": "on",
        "time": "12:30",
    }


def test_every_key_is_text() -> None:
    assert read(Source("200: ok\ntrue: yes\n")) == {"200": "ok", "true": "yes"}


def test_merged_mappings_are_laid_under_what_is_written() -> None:
    assert read(Source("x: &x {a: 1, b: 2}\ny:\n  <<: *x\n  b: 3\n"))["y"] == {"a": 1, "b": 3}


def test_a_key_may_be_named_by_an_anchor() -> None:
    assert read(Source("x: &x a\ny: {&z b: 1, *x : *z}\n"))["y"] == {"b": 1, "a": "b"}


def test_a_tag_that_asks_to_run_something_runs_nothing() -> None:
    assert read(Source("a: !!python/object/apply:os.system ['true']\n")) == {"a": ["true"]}


def test_an_alias_that_contains_itself_is_refused() -> None:
    assert "contains itself" in refusal("a: &a [*a]\n")


def test_aliases_that_explode_are_refused() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{i + 1}: &a{i + 1} [*a{i}, *a{i}, *a{i}, *a{i}]\n" for i in range(20))

    with pytest.raises(ContractTooLarge):
        read(Source(bomb))


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, '{"a":' * 100_000, "a: " + "[" * 3_000 + "]" * 3_000])
def test_endless_nesting_is_refused(text: str) -> None:
    assert "nested" in refusal(text) or "not JSON" in refusal(text)


def test_a_number_of_ten_thousand_digits_is_refused() -> None:
    assert "digits" in refusal('{"a": ' + "9" * 10_000 + "}")


def test_a_key_that_stands_twice_is_refused_where_it_stands_again() -> None:
    assert refusal("a: 1\nb: {c: 1,\n c: 2}\n") == "orders.yaml:3: not YAML: the key c stands twice in one place"


def test_nesting_and_numbers_without_end_are_named_with_their_line() -> None:
    assert refusal('{"a": "[[",\n "b": ' + "[" * 200 + "]" * 200 + "}").startswith("orders.yaml:2: nested more than")
    assert refusal('{"a": 1,\n "b": ' + "[" * 100_000 + "}").startswith("orders.yaml:2: ")
    assert refusal('{"a": 1,\n\n "b": ' + "9" * 5_000 + "}").startswith("orders.yaml:3: it holds a number")
