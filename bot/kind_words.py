"""A domain names its refusals and says what is wrong; what would help is said as people in Slack find it."""

from bot.errors import Refusal
from bot.views.refusals import REMEDIES
from changes.remedies import Remediable

DOMAINS = frozenset({"changes", "glossary", "playbooks"})


def kind_words(error: BaseException) -> str:
    """The sentence for a person, or nothing when this was not foreseen."""
    if isinstance(error, Remediable):
        return error.told(REMEDIES)
    package = type(error).__module__.partition(".")[0]
    return str(error) if isinstance(error, Refusal) or package in DOMAINS else ""
