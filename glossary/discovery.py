"""Acronyms that people use and nobody has defined: suggestions only, from words that occur often and are no names of ours."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from glossary.model import Term
from index.markup import prose
from index.words import COMMON

ACRONYM = re.compile(r"(?<![\w&./@#-])[A-Z][A-Za-z]?[A-Z0-9&]{1,5}s?(?![\w&@-])")
SPELT_OUT = re.compile(r"\(\s*([A-Z][A-Za-z0-9&]{1,6})s?\s*\)")
# Everybody knows these, or they are no words at all.
STOP = frozenset(
    """
    AM PM UTC GMT CET CEST EST EDT PST PDT MEZ OK FYI ASAP TBD TBA TBC ETA FAQ EOD EOW EOM OOO BTW IMO IMHO AFAIK IIRC
    TLDR LOL OMG WTF THX TY NP PS RE FW CC BCC VIP CEO CTO CFO COO CIO HR PR IT UK US USA EU UN GB MB KB TB KM KG CM MM
    USD EUR GBP CHF ID URL HTTP HTTPS HTML CSS PDF CSV JPG JPEG PNG GIF SVG XML YAML TXT ZIP USB TV PC DVD CD GPS FM AI
    MON TUE WED THU FRI SAT SUN JAN FEB MAR APR JUN JUL AUG SEP OCT NOV DEC Q1 Q2 Q3 Q4 H1 H2 COVID AND OR NOT NULL
    SQL DM UI JS TS OS TRUE FALSE TODO FIXME NOTE WARNING ERROR INFO DEBUG README MIT ISO IEEE GET POST PUT DELETE
    HEAD SELECT FROM WHERE
    II III IV VI VII VIII IX XI XII
    """.split()  # noqa: SIM905 a list of quoted words would be harder to read
)
SHOUTED = 0.6  # of a text's words in capitals: shouting, not acronyms


@dataclass(frozen=True)
class Unknown:
    """`texts`: in how many different texts it stood."""

    word: str
    texts: int


def unknown_acronyms(texts: Iterable[str], terms: Iterable[Term], at_least: int = 3) -> list[Unknown]:
    """Most frequent first; a word counts once for each text."""
    known = {name.casefold() for term in terms for name in term.names}
    counts = Counter(word for text in texts for word in {found.group() for found in acronyms(text)})
    joined: Counter[str] = Counter()
    for word, count in counts.items():
        joined[_singular(word)] += count
    wanted = [Unknown(word, count) for word, count in joined.items() if count >= at_least and is_unknown(word, known)]
    return sorted(wanted, key=lambda one: (-one.texts, one.word))


def acronyms(text: str) -> Iterator[re.Match[str]]:
    """Offsets are those of the text; code, links and names are passed over."""
    readable = prose(text)
    if readable.origin is None and not _shouts(readable.text):
        yield from ACRONYM.finditer(readable.text)


def is_unknown(word: str, known: Iterable[str]) -> bool:
    bare = _singular(word)
    is_name = any(letter.islower() for letter in bare) and not bare[-1].isupper()
    return (
        bare.upper() not in STOP and bare.casefold() not in COMMON and bare.casefold() not in set(known) and not is_name
    )


def spelt_out(text: str) -> set[str]:
    """Acronyms that the text itself introduces: "population stability index (PSI)"."""
    return {_singular(found.group(1)) for found in SPELT_OUT.finditer(text)}


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 2 else word


def _shouts(text: str) -> bool:
    words = re.findall(r"[A-Za-z]{2,}", text)
    return len(words) > 3 and sum(word.isupper() for word in words) / len(words) > SHOUTED
