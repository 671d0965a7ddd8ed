"""One workspace's reader over the shipped glossary, with the real model: an answer may show that a word was misread."""

from collections.abc import Iterator

import pytest

from bot.reader import GlossaryReader, Scene
from glossary.glossary import Glossary
from glossary.lexicon import Lexicon
from glossary.model import Utterance
from index.encoder.protocol import Encoder
from store.database import Database
from store.migrate import upgrade
from store.workspace import Workspace
from tests import shipped as loaded

pytestmark = pytest.mark.model
PRESENT = ("legal", "software-engineering")


@pytest.fixture(scope="module")
def reader(encoder: Encoder) -> Iterator[GlossaryReader]:
    terms = tuple(term for term in loaded.terms() if term.name in ("token", "latency"))
    database = Database.at("sqlite://")
    upgrade(database)
    shipped = Glossary.open(terms, encoder)
    yield GlossaryReader(shipped, Lexicon(Workspace(database, "T1"), terms))
    shipped.close()
    database.close()


def scene(*before: Utterance) -> Scene:
    return Scene("C1", "1.0", "2.0", "U2", "data-science", present=PRESENT, before=before)


QUESTION = Utterance("U1", "the token for the archive login expired", "software-engineering")
CROSSED = "cut the text, it reads at most eight thousand of them and the prompt alone is six thousand"


def test_an_answer_without_the_word_is_noted_when_it_takes_the_word_otherwise(reader: GlossaryReader) -> None:
    judgement = reader.judge(CROSSED, [], scene(QUESTION))

    assert (judgement.kind, judgement.term) == ("ask", "token")
    assert {sense for sense, _ in judgement.senses[:2]} == {"auth-token", "text-piece"}


def test_an_answer_that_understood_the_word_is_left_alone(reader: GlossaryReader) -> None:
    assert not reader.judge("log in again, then you get a new one for ninety days", [], scene(QUESTION)).speaks


def test_an_answer_to_a_word_that_was_explained_is_left_alone(reader: GlossaryReader) -> None:
    explained = Scene("C1", "1.0", "2.0", "U2", "data-science", PRESENT, (QUESTION,), frozenset({"token"}))

    assert not reader.judge(CROSSED, [], explained).speaks
