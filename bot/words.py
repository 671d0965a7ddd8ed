"""Which of our words somebody said, and which one they may have meant: the first words say who answers."""

from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz, process

from bot.feature import Word

NEAR = 60


def said(words: Iterable[Word], text: str) -> tuple[Word, str] | None:
    """The word whose longest beginning the text has, and what follows; nothing at all asks for help."""
    plain = " ".join(text.split())
    wanted = plain or "help"
    fitting = [(begin, word) for begin, word in _beginnings(words) if _begins(wanted, begin)]
    if not fitting:
        return None
    begin, word = max(fitting, key=lambda one: len(one[0]))
    return word, plain[len(begin) :].strip()


def nearest(words: Iterable[Word], text: str) -> str:
    """The name that looks most like the first word said, or nothing."""
    first = text.split()[0].lower() if text.split() else ""
    near = process.extractOne(first, [word.name for word in words], scorer=fuzz.ratio, score_cutoff=NEAR)
    return near[0] if near else ""


def _beginnings(words: Iterable[Word]) -> Iterator[tuple[str, Word]]:
    for word in words:
        for begin in (word.name, *word.also):
            yield begin, word


def _begins(text: str, begin: str) -> bool:
    lowered = text.lower()
    return lowered.startswith(begin) and not lowered[len(begin) : len(begin) + 1].isalnum()
