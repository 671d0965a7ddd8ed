"""Requests that come together are encoded together; a failure reaches those it concerns and nobody waits for ever."""

import sys
import threading
from collections.abc import Sequence

import pytest

from index.encoder.batching import BatchingEncoder
from index.encoder.protocol import Encoded, Vectors
from index.encoder.toy import ToyEncoder


class Gated:
    """A toy encoder that shows its batches and holds the first one until told."""

    name, dimensions = "gated", 2

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.started, self.go = threading.Event(), threading.Event()
        self._toy = ToyEncoder(("a",))

    def encode(self, texts: Sequence[str]) -> Vectors:
        return self._toy.encode(texts)

    def read(self, texts: Sequence[str]) -> list[Encoded]:
        self.batches.append(list(texts))
        go = self.go  # of this batch: once it has started, a test may give the next one another
        self.started.set()
        go.wait(60)
        if "bad" in texts:
            raise ValueError("bad text")
        if "stop" in texts and len(self.batches) == 1:
            sys.exit("somebody was stopped in the middle of it")
        return self._toy.read(texts)


def _ask(encoder: BatchingEncoder, text: str, answers: dict[str, object]) -> threading.Thread:
    def run() -> None:
        try:
            answers[text] = encoder.read([text])
        except (ValueError, SystemExit) as error:
            answers[text] = error

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def _ask_while_busy(gated: Gated, texts: list[str], first: str = "first") -> dict[str, object]:
    encoder, answers = BatchingEncoder(gated), {}
    threads = [_ask(encoder, first, answers)]
    gated.started.wait(60)
    threads += [_ask(encoder, text, answers) for text in texts]
    while len(encoder._waiting) < len(texts):
        threading.Event().wait(0.001)
    gated.go.set()
    for thread in threads:
        thread.join(60)
    return answers


def test_those_who_come_while_it_works_share_the_next_pass() -> None:
    gated = Gated()

    answers = _ask_while_busy(gated, ["a", "b", "c"])

    assert [sorted(batch) for batch in gated.batches] == [["first"], ["a", "b", "c"]]
    assert set(answers) == {"first", "a", "b", "c"}


def test_a_failing_batch_fails_for_its_callers_and_the_next_one_works() -> None:
    gated = Gated()

    answers = _ask_while_busy(gated, ["bad", "beside it"])

    assert [isinstance(answers[text], ValueError) for text in ("first", "bad", "beside it")] == [False, True, True]
    assert len(BatchingEncoder(gated).read(["a"])) == 1


def test_whoever_has_an_answer_leaves_though_others_came_meanwhile() -> None:
    gated, answers = Gated(), {}
    encoder = BatchingEncoder(gated)
    first = _ask(encoder, "first", answers)
    gated.started.wait(60)
    second = _ask(encoder, "second", answers)
    while not encoder._waiting:
        threading.Event().wait(0.001)
    gated.started.clear()
    go, gated.go = gated.go, threading.Event()
    go.set()

    first.join(60)
    left = not first.is_alive()
    gated.started.wait(60)
    gated.go.set()
    second.join(60)

    assert left
    assert set(answers) == {"first", "second"}


def test_whoever_is_stopped_while_encoding_for_all_stops_nobody_else() -> None:
    gated = Gated()

    answers = _ask_while_busy(gated, ["a", "b"], first="stop")

    assert isinstance(answers.pop("stop"), SystemExit)
    assert set(answers) == {"a", "b"}


@pytest.mark.parametrize("count", [0, 1, 3])
def test_many_texts_of_one_caller_come_back_in_order(count: int) -> None:
    encoder = BatchingEncoder(ToyEncoder(("a", "b", "c")))

    read = encoder.read(["a", "b", "c"][:count])

    assert [int(one.sentence.argmax()) for one in read] == list(range(count))
