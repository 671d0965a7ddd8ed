"""A wish cut into its words, each with its place."""

import re
from dataclasses import dataclass
from typing import Literal

from changes.wish.grammar import BadWish

LONGEST = 1_000
Sort = Literal["(", ")", "not", "and", "or", "text", "word", "end"]
CURLY = str.maketrans("“”„«»‘’", '"""""\'\'')
PIECE = re.compile(
    r"""(?P<space>[\s,]+) | (?P<open>\() | (?P<close>\)) | (?P<minus>[-!](?=[^\s-]))
      | (?P<named>asset:"[^"]*") | (?P<text>"[^"]*") | (?P<broken>") | (?P<word>(?:[^\s,()"]|"(?=\S))+?(?=[\s,()]|"|$))""",
    re.VERBOSE,
)
JOINERS: dict[str, Sort] = {"and": "and", "&&": "and", "or": "or", "||": "or", "not": "not"}


@dataclass(frozen=True)
class Piece:
    sort: Sort
    text: str
    start: int


def pieces(text: str) -> list[Piece]:
    if len(text) > LONGEST:
        raise BadWish(text[:60] + "…", 0, f"a wish has at most {LONGEST} letters, this one has {len(text)}")
    straight = text.translate(CURLY)
    found = []
    for match in PIECE.finditer(straight):
        if match.lastgroup == "broken":
            raise BadWish(text, match.start(), 'a text starts with " here and never ends')
        if match.lastgroup != "space":
            found.append(_piece(match))
    return [*found, Piece("end", "", len(text))]


def _piece(match: re.Match[str]) -> Piece:
    written = match.group()
    if match.lastgroup == "text":
        return Piece("text", written[1:-1].strip(), match.start())
    sorts: dict[str | None, Sort] = {"open": "(", "close": ")", "minus": "not"}
    sort = sorts.get(match.lastgroup) or JOINERS.get(written.lower(), "word")
    return Piece(sort, written, match.start())
