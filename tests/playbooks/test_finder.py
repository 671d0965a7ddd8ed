"""A problem told in anybody's words leads to its page, says why, and noise leads nowhere."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index.encoder.protocol import Vectors
from index.encoder.toy import ToyEncoder
from index.kept import KeptVectors
from index.words import content_words
from playbooks.finder import FEWEST_WORDS_TO_SUGGEST, Finder
from playbooks.finding import learned, meaning, wording
from playbooks.finding.tellings import Telling, digest, tellings, told_of
from playbooks.research import Research
from tests import shipped
from tests.playbooks.conftest import page_of

NOTHING_KNOWN = Research({}, {}, {}, ())
LABELS = page_of("labels", "Labels", open_when=("the labels contradict each other", "labels differ by vendor"))
LATENCY = page_of("latency", "Latency", open_when=("the answer is slow", "slow answer, angry users"))
DRIFT = page_of("drift", "Drift", open_when=("the model decays every month", "the model got stale"))
TOY = ToyEncoder(("labels", "vendor", "slow", "answer", "stale", "decays", "quality"))


@pytest.fixture
def finder() -> Finder:
    return Finder.of([LABELS, LATENCY, DRIFT], NOTHING_KNOWN, TOY)


@pytest.fixture(scope="module")
def real(kept: KeptVectors) -> Finder:
    """What is asked of it is encoded once as well: a thousand messages cost more than all other tests here."""
    return Finder.of(shipped.pages(), shipped.research(), kept, kept.of)


def test_the_page_whose_problem_is_told_comes_first_with_the_symptom_and_the_words(finder: Finder) -> None:
    found = finder.search("why do labels of one vendor contradict those of the other vendor")

    assert found[0].page == LABELS
    assert found[0].why.symptom in LABELS.open_when
    assert {"labels", "vendor"} <= set(found[0].why.words)
    assert "other" not in found[0].why.words
    assert found[0].score > found[1].score


def test_a_question_without_words_finds_nothing(finder: Finder) -> None:
    assert finder.search("  ?! ") == []
    assert finder.suggest("") is None


def test_a_pinned_sense_leads_to_another_page(finder: Finder) -> None:
    speed = finder.search("performance is bad", meant=["slow answer"])
    quality = finder.search("performance is bad", meant=["the model decays and got stale"])

    assert (speed[0].page, quality[0].page) == (LATENCY, DRIFT)


def test_a_short_remark_is_never_answered_unasked(finder: Finder) -> None:
    assert finder.suggest("labels contradict") is None


def test_as_many_as_asked_for_are_found(finder: Finder) -> None:
    assert [len(finder.search("labels of the vendor", top=top)) for top in (1, 2, 3, 9)] == [1, 2, 3, 3]


def test_what_is_learned_of_ones_own_pages_is_kept_and_used_again(tmp_path: Path) -> None:
    asked: list[int] = []

    def recall(texts: Sequence[str]) -> Vectors:
        asked.append(len(texts))
        return TOY.encode(texts)

    first = Finder.of([LABELS, DRIFT], NOTHING_KNOWN, TOY, recall, tmp_path / "kept.npz")
    encoded_at_first = sum(asked)
    asked.clear()
    again = Finder.of([LABELS, DRIFT], NOTHING_KNOWN, TOY, recall, tmp_path / "kept.npz")

    assert sum(asked) < encoded_at_first
    assert again.search("the model is stale")[0].page == first.search("the model is stale")[0].page == DRIFT


def test_what_was_learned_with_another_model_or_of_other_pages_is_not_used(tmp_path: Path) -> None:
    kept = tmp_path / "kept.npz"
    Finder.of([LABELS, DRIFT], NOTHING_KNOWN, TOY, keep=kept)
    before = kept.read_bytes()
    Finder.of([LABELS, LATENCY], NOTHING_KNOWN, TOY, keep=kept)

    assert kept.read_bytes() != before


def test_meaning_is_learned_from_tellings_by_their_weight() -> None:
    rows = np.eye(3, dtype=np.float32)
    known = meaning.learn(rows, np.array([0, 1, 0]), np.array([1, 1, 9], np.float32), 2)

    assert [int(known.scores(row).argmax()) for row in rows] == [0, 1, 0]
    assert known.scores(rows[2])[0] > known.scores(rows[0])[0]
    assert np.exp(known.scores(rows[1])).sum() == pytest.approx(1.0)


def test_a_word_speaks_for_the_pages_that_use_it_and_against_the_others() -> None:
    known = wording.learn([Telling(0, "broken feed", 1.0), Telling(1, "broken promise", 1.0)], 2)

    told = known.hear(wording.words_of("the feed")).scores

    assert told[0] > told[1]
    assert known.hear(wording.words_of("unheard")).scores.tolist() == [0.0, 0.0]
    assert known.hear(["feed", "broken"]).speaking_for(0)[:1] == ["feed"]


@pytest.mark.parametrize(("one", "other"), [("labelled", "labels"), ("annotations", "annotation"), ("slowly", "slow")])
def test_shapes_of_a_word_are_one_word(one: str, other: str) -> None:
    assert wording.stem(one) == wording.stem(other)


def test_what_is_shipped_was_learned_from_the_shipped_pages() -> None:
    told = tellings(shipped.pages(), shipped.research())

    with np.load(learned.SHIPPED) as file:
        assert str(file["name"]) == digest(told), "run python -m benchmarks.train_finder"


def test_the_finder_also_learns_what_the_page_does_not_show() -> None:
    page = page_of(open_when=("a", "b"), sayings=("b", "c"))

    assert told_of(page, None) == ("a", "b", "c")


@pytest.mark.model
@pytest.mark.xdist_group("pages")
@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("two firms tag our satellite pictures and their answers rarely match", "labeling-ambiguity"),
        ("ops switched the cluster to other machines on Sunday without a word", "unannounced-model-or-infra-changes"),
        ("must we explain to customers why the system said no?", "fairness-explainability-ignored"),
        ("nobody is in charge of the model once it has been shipped", "unclear-responsibilities"),
        ("our data scientist resigned and only she could start the training", "tribal-knowledge"),
    ],
)
def test_real_problems_find_their_page_among_the_first_three(real: Finder, query: str, page: str) -> None:
    assert page in [one.page.id for one in real.search(query)]


@pytest.mark.model
@pytest.mark.xdist_group("pages")
@pytest.mark.parametrize(
    "talk", ["lol", "happy birthday Marta!!", "see you on Thursday", "brb lunch", "+1", "zebra quokka xylophone"]
)
def test_small_talk_gets_no_page(real: Finder, talk: str) -> None:
    assert real.search(talk) == []


@pytest.mark.model
@pytest.mark.xdist_group("pages")
def test_the_first_three_are_three_views(real: Finder) -> None:
    found = real.search("who answers for the data, and who for the model?")

    assert len({one.page.id for one in found}) == 3


@pytest.mark.model
@pytest.mark.xdist_group("pages")
def test_real_developer_chat_is_left_alone_but_for_one_message_in_a_thousand(
    real: Finder, kept: KeptVectors, shared: Path
) -> None:
    lines = (shared / "data" / "devchat" / "messages.jsonl").read_text(encoding="utf-8").splitlines()[::8]
    texts = [json.loads(line)["text"] for line in lines]
    kept.of([text for text in texts if len(content_words(text)) >= FEWEST_WORDS_TO_SUGGEST])

    assert len([text for text in texts if real.suggest(text)]) <= 1
