"""A graph that became another on the disk, without becoming longer or shorter, is told from the one that was verified."""

from pathlib import Path

import pytest

from index.encoder.seal import is_as_built, seal


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    path = tmp_path / "model.onnx"
    path.write_bytes(b"weights" * 500_000)
    return path


def test_a_graph_is_as_built_until_one_bit_of_it_is_another(graph: Path) -> None:
    seal(graph)
    assert is_as_built(graph)

    with graph.open("r+b") as file:
        file.seek(3_000_000)
        file.write(b"\0")

    assert not is_as_built(graph)


def test_what_was_built_without_a_seal_is_believed(graph: Path) -> None:
    assert is_as_built(graph)


def test_a_seal_that_is_spoilt_itself_raises_nothing(graph: Path) -> None:
    seal(graph).write_bytes(b"\xff\xfe")

    assert not is_as_built(graph)
