"""Which meanings a note offers: what the words leave open, leaning towards the trades of those who read.

A message that is open says little of its meanings, and who stands around says much; a dictionary begins with what is
commonest. The figures are the same for every term and were checked on conversations in which a word was misread.
"""

from collections.abc import Mapping
from math import exp

from glossary.audience import Audience
from glossary.model import Sense, Term

WORDS = 0.7  # what the log chances of a reading count: fitted, they count even less
HERE = 1.5  # log odds of a meaning that belongs to the trade of somebody here, the writer among them
PARTLY = 0.5  # what remains of it while others may read along of whom nothing is known
PLACE = (0.6, 0.3)  # log odds of the first meaning of an entry, and of the second
FAINTEST = 0.002  # chances below this are noise
LIVE = 0.15  # what a meaning needs to be offered
MOST_SENSES = 4


def offered(term: Term, chances: Mapping[str, float], audience: Audience) -> tuple[tuple[str, float], ...]:
    """Two meanings at least, the likeliest first; `chances` add up to one."""
    ranked = sorted(_leaning(term, chances, audience).items(), key=lambda pair: -pair[1])
    return tuple(pair for rank, pair in enumerate(ranked) if rank < 2 or pair[1] >= LIVE)[:MOST_SENSES]


def _leaning(term: Term, chances: Mapping[str, float], audience: Audience) -> dict[str, float]:
    raised = {
        sense.id: max(chances.get(sense.id, 0.0), FAINTEST) ** WORDS * exp(_odds(sense, at, audience))
        for at, sense in enumerate(term.senses)
    }
    whole = sum(raised.values())
    return {id_: round(one / whole, 3) for id_, one in raised.items()}


def _odds(sense: Sense, at: int, audience: Audience) -> float:
    trades = audience.present | {audience.speaker}
    here = HERE * (PARTLY if audience.mixed else 1.0) if sense.discipline in trades else 0.0
    return here + (PLACE[at] if at < len(PLACE) else 0.0)
