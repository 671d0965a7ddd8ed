"""Are both meanings of a misread word offered, and how many that nobody there would use? With the real model."""

import pytest

from glossary.evaluation import offers
from glossary.evaluation.threads import Conversation
from glossary.glossary import Glossary
from glossary.loader import SHIPPED, load_term
from glossary.model import Utterance
from index.encoder.protocol import Encoder

pytestmark = pytest.mark.model

MISREAD = Conversation(
    "1",
    (Utterance("Ada", "pipeline is broken again", "business"), Utterance("Bo", "all green", "data-engineering")),
    "pipeline",
    0,
    (frozenset({"sales-pipeline"}), frozenset({"data-pipeline"})),
)
HARMLESS = Conversation("2", (Utterance("Ada", "the pipeline is done", "legal"),))


@pytest.fixture(scope="module")
def glossary(encoder: Encoder) -> Glossary:
    return Glossary.open([load_term(SHIPPED / "pipeline.yaml")], encoder)


def test_with_the_people_known_both_their_meanings_are_offered_and_no_other(glossary: Glossary) -> None:
    found = offers.figures(glossary, [MISREAD, HARMLESS], people_known=True)

    assert found == offers.OfferFigures(conversations=1, both=1.0, offered=2.0, foreign=0.0)


def test_with_nobody_known_more_is_offered_and_what_no_one_there_would_use_is_counted(glossary: Glossary) -> None:
    found = offers.figures(glossary, [MISREAD], people_known=False)

    assert found == offers.OfferFigures(conversations=1, both=1.0, offered=4.0, foreign=0.5)


def test_harmless_conversations_alone_offer_nothing(glossary: Glossary) -> None:
    assert offers.figures(glossary, [HARMLESS], people_known=True) == offers.OfferFigures(0, 0.0, 0.0, 0.0)
