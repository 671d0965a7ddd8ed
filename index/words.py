"""The words of a question that are worth looking for."""

import re

WORD = re.compile(r"[^\W_]+(?:['.+&/-][^\W_]+)*")
COMMON = frozenset(
    """
    a about after again all also am an and any are as at be because been before being but by can could did do does
    doing done for from get gets getting give go goes going got had has have having he her here hers him his how i
    i'm if in into is isn't it it's its just know let like make me more most much my no not now of off on once one
    only or our ours out over own please really same say says she should so some somebody someone something still
    such than that that's the their them then there these they thing things this those to too up us very want
    wants was we we're well were what when where which while who whom whose why will with without won't would you
    your yours
    """.split()  # noqa: SIM905 a list of a hundred quoted words would be harder to read
)


def content_words(text: str) -> list[str]:
    """Each once, in order, lower case; common words only when nothing else is left."""
    words = list(dict.fromkeys(match.group().lower() for match in WORD.finditer(text.replace("’", "'"))))
    return [word for word in words if word not in COMMON] or words
