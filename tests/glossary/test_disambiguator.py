"""What a mention means, with the real model on a small dictionary."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from glossary.disambiguator import Context
from glossary.glossary import Glossary
from glossary.loader import SHIPPED, load_term
from glossary.model import Reading
from glossary.scoring.passage import thread_end
from index.encoder.protocol import Encoded, Encoder, Vectors
from index.encoder.toy import ToyEncoder

pytestmark = pytest.mark.model

TERMS = [load_term(SHIPPED / f"{name}.yaml") for name in ("performance", "pipeline", "token")]


@dataclass
class Counting:
    """Counts passes; otherwise the encoder it holds."""

    encoder: Encoder
    passes: list[int] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.encoder.name

    @property
    def dimensions(self) -> int:
        return self.encoder.dimensions

    def encode(self, texts: Sequence[str]) -> Vectors:
        return self.encoder.encode(texts)

    def read(self, texts: Sequence[str]) -> list[Encoded]:
        self.passes.append(len(texts))
        return self.encoder.read(texts)


@pytest.fixture(scope="module")
def glossary(encoder: Encoder) -> Glossary:
    return Glossary.open(TERMS, encoder)


def read(glossary: Glossary, text: str, context: Context | None = None) -> Reading:
    return glossary.read(text, context or Context())[0]


@pytest.mark.parametrize(
    ("text", "sense"),
    [
        ("performance of the classifier dropped, it misses every third rotten apple in the photos", "predictive-quality"),
        ("your API token was committed to the repo, please revoke it and log in again", "auth-token"),
        ("two big deals slipped out of the pipeline, so the quarter's forecast is too high", "sales-pipeline"),
    ],
)  # fmt: skip
def test_a_clear_message_gets_its_sense(glossary: Glossary, text: str, sense: str) -> None:
    reading = read(glossary, text)

    assert (reading.kind, reading.sense) == ("sense", sense)


def test_a_vague_message_is_open(glossary: Glossary) -> None:
    assert read(glossary, "anything new on performance?").kind == "ambiguous"


def test_small_talk_is_everyday(glossary: Glossary) -> None:
    assert read(glossary, "what a performance by the singer at the wedding on Saturday!").kind == "everyday"


def test_the_thread_tells_what_the_message_alone_does_not(glossary: Glossary) -> None:
    thread = ("the map tiles take nine seconds to load on my phone, profiler says the loop in the renderer",)

    reading = read(glossary, "yes, performance is next on my list", Context(thread))

    assert reading.senses[0][0] == "runtime-speed"


def test_a_pin_and_a_meaning_spelled_out_need_no_pass(encoder: Encoder) -> None:
    counting = Counting(encoder)
    glossary = Glossary.open(TERMS, counting)

    pinned = read(glossary, "performance?", Context(pins={"performance": "employee-review"}))
    spelled = read(glossary, "performance, i.e. speed and memory use, is bad")

    assert (pinned.sense, pinned.reason) == ("employee-review", "pinned")
    assert (spelled.sense, spelled.reason) == ("runtime-speed", "spelled out")
    assert counting.passes == []


def test_a_message_is_read_in_one_pass_however_many_words_it_holds(encoder: Encoder) -> None:
    counting = Counting(encoder)
    glossary = Glossary.open(TERMS, counting)
    glossary.build()
    counting.passes.clear()

    glossary.read("performance of the pipeline is bad since the token change", Context(("is it slow?",)))

    assert counting.passes == [1]


def test_probabilities_of_senses_and_other_kinds_add_up_to_one(glossary: Glossary) -> None:
    reading = read(glossary, "performance of the new version")

    assert sum(p for _, p in reading.senses) + sum(reading.chances[1:]) == pytest.approx(1, abs=0.01)


def test_what_is_usual_in_a_channel_counts(glossary: Glossary) -> None:
    text = "pipeline is stuck again"
    chance = dict(read(glossary, text).senses)["sales-pipeline"]

    here = read(glossary, text, Context(usual={"pipeline": {"sales-pipeline": 1.5}}))

    assert dict(here.senses)["sales-pipeline"] > chance


def test_a_long_message_full_of_words_is_read_in_few_passes(encoder: Encoder) -> None:
    counting = Counting(encoder)
    glossary = Glossary.open(TERMS, counting)
    glossary.build()
    counting.passes.clear()

    read = glossary.read("the performance of our pipeline is worse than it was last week. " * 40)

    assert len(read) == 80
    assert sum(counting.passes) <= 13


def test_a_very_long_message_is_read_around_the_word(glossary: Glossary) -> None:
    filler = "We met the caterer and talked about chairs and tables for the summer party. " * 40

    reading = read(glossary, filler + "By the way, my API token has expired, can you issue a new one?")

    assert reading.sense == "auth-token"


def test_only_a_changed_entry_is_computed_again(tmp_path: Path) -> None:
    counting = Counting(ToyEncoder(("fast", "right")))
    first = Glossary.open(TERMS, counting, tmp_path / "senses.db")
    assert first.build() == len(TERMS)
    first.close()

    again = Glossary.open([*TERMS[:2], load_term(SHIPPED / "drift.yaml")], counting, tmp_path / "senses.db")

    assert again.build() == 1
    again.close()


def test_a_greeting_is_no_context() -> None:
    assert thread_end(["Good morning everyone!", "hi :)", "thanks"]) == ""
    assert thread_end(["hello", "the F1 is in"]) == thread_end(["the F1 is in"])
