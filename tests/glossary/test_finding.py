"""Questions with known answers: counted by the place of the right one, whatever it is called."""

from pathlib import Path

from glossary.evaluation import finding, sets

LINES = {
    "lookup": '{"id": "1", "query": "the slowest", "gold_term": "tail latency", "also_accept": ["p99"]}',
    "playbooks": '{"id": "1", "query": "labels disagree", "accept": ["labels"]}',
    "senses": '{"id": "1", "message": "m", "term": "t", "accept": ["a"]}',
    "threads": '{"id": "1", "messages": [], "gold": {}}',
    "announcements": '{"id": "1", "message": "m", "is_announcement": false}',
    "chat": '{"conversation_id": "1", "user": "u", "text": "hello"}',
}


def test_a_set_is_known_by_what_it_holds(tmp_path: Path) -> None:
    for kind, line in LINES.items():
        (tmp_path / "set.jsonl").write_text(line + "\n", encoding="utf-8")

        assert sets.kind_of(tmp_path / "set.jsonl") == kind


def test_a_right_answer_counts_by_any_of_its_names(tmp_path: Path) -> None:
    (tmp_path / "set.jsonl").write_text(LINES["lookup"] + "\n", encoding="utf-8")
    asked = finding.questions(tmp_path / "set.jsonl")

    second = finding.figures(asked, lambda query: [("latency",), ("tail", "P99")])

    assert (second.first, second.among_three, second.mean_reciprocal_rank) == (0.0, 1.0, 0.5)
    assert finding.figures(asked, lambda query: []).mean_reciprocal_rank == 0.0
