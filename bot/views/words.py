"""Small phrases that several views share, so that one thing is said one way."""

from collections.abc import Sequence

from bot.neutral import escaped, neutral, shortened
from glossary.model import Sense

DISCIPLINES = {
    "data-science": "data science",
    "software-engineering": "software engineering",
    "data-engineering": "data engineering",
    "legal": "law and privacy",
}
LONGEST_CODE = 1_000


def called(sense: Sense) -> str:
    """How we call a sense, where plain text is shown."""
    return sense.say_instead or sense.id.replace("-", " ")


def label(sense: Sense) -> str:
    """The same in a sentence."""
    return neutral(called(sense))


def reworded(before: Sense | None, after: Sense) -> list[tuple[str, str]]:
    """What of a meaning reads otherwise besides its definition: what that is called, and how it reads now and before."""
    told = []
    if before and after.discipline != before.discipline:
        told.append(("Discipline", f"{discipline(after.discipline)}; it was {discipline(before.discipline)}"))
    was = before.say_instead if before else ""
    if after.say_instead != was:
        now = neutral(after.say_instead, 60) if after.say_instead else "none"
        told.append(("Clearer wording", now + (f"; it was {neutral(was, 60)}" if was else "")))
    return told


def code(text: str) -> str:
    """Somebody's words as they would be typed, cut so that the code ends before the text it stands in."""
    return f"`{escaped(shortened(text, LONGEST_CODE).replace('`', 'ˋ'))}`"


def discipline(id_: str) -> str:
    return DISCIPLINES.get(id_, id_.replace("-", " "))


def counted(number: int, what: str, many: str = "") -> str:
    """`1 card`, `2 cards`; `many` where that is no `s` more."""
    return f"{number:,} {what if number == 1 else many or f'{what}s'}"


def enumerated(items: Sequence[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    return f" {last} ".join((", ".join(items[:-1]), items[-1]) if len(items) > 1 else items)


def sorted_by(number: int, what: str) -> str:
    """`, newest first`, where there is more than one."""
    return f", {what} first" if number > 1 else ""


def begun(words: str) -> str:
    """As a sentence begins; the rest is left as it was written."""
    return f"{words[:1].upper()}{words[1:]}"


def alone(refusal: str) -> str:
    """A refusal that is worded as a part of a sentence, as one of its own."""
    return f"{begun(refusal).removesuffix('.')}." if refusal[:1].islower() else refusal


def chance(p: float) -> str:
    """A probability as people say it."""
    for least, words in ((0.9, "almost certainly"), (0.7, "probably"), (0.45, "perhaps"), (0.15, "possibly")):
        if p >= least:
            return words
    return "hardly"
