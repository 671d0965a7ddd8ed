"""The words of a question that are worth looking for, and how the text is cut in which they are looked for."""

import re
from operator import add

WORD = re.compile(r"[^\W_]+(?:['.+&/-][^\W_]+)*")
# Thai to Tibetan, Burmese, Khmer, kana, hangul and Han: no room stands between words, or what belongs to them is attached.
LETTER = re.compile(
    r"[\u0e01-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u31ff\u3400-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff]"
)
LETTERS = re.compile(f"{LETTER.pattern}+")
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


def sought(question: str) -> list[str]:
    """Its content words; of writing that puts no room between words, every two letters that stand together."""
    return content_words(question if question.isascii() else LETTERS.sub(_pairs, question))


def apart(text: str) -> str:
    """As an index of words takes it: each letter of such writing alone, so that any run of them is found."""
    return text if text.isascii() else LETTER.sub(r" \g<0> ", text)


def _pairs(run: re.Match[str]) -> str:
    letters = "".join(filter(str.isalnum, run.group()))  # marks are no letters to the index
    return f" {' '.join(map(add, letters, letters[1:])) or letters} "
