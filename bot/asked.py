"""What somebody wants of the dictionary: `churn`, `"two words"`, `churn = customers who leave`, `PSI?`."""

import html
import re
from dataclasses import dataclass

QUOTES = str.maketrans("“”„‟«»", '""""""')
QUOTED = re.compile(r'^"([^"]+)"\s*(?:=\s*(.*))?$', re.DOTALL)
ASSIGNED = re.compile(r"^(.*?[^=!<>\s]|)\s*=(?!=)\s*(.*)$", re.DOTALL)
MARKED = re.compile(r"^([*_~`])((?!\1)\S(?:.*\S)?)(?<![*_~`])\1$")
LEADING = re.compile(r"^(?:the meaning of|the term|the word|an?|the)\s+(?=\S)", re.IGNORECASE)
TRAILING = re.compile(r"(?:\s+(?:mean|means|stand for))?\s*[?!.…]*$", re.IGNORECASE)


@dataclass(frozen=True)
class Asked:
    """`meaning` is None when the word is looked up, and may be empty when somebody forgot to say it."""

    term: str
    meaning: str | None = None


def asked(text: str) -> Asked:
    """Slack escapes `&`, `<`, `>`; phones make curly quotes."""
    plain = " ".join(html.unescape(text).translate(QUOTES).split())
    quoted = QUOTED.match(plain)
    if quoted:
        return Asked(quoted[1].strip(), quoted[2])
    assigned = ASSIGNED.match(plain)
    if assigned:
        return Asked(_unmarked(assigned[1].strip().strip('"')), assigned[2].strip())
    return Asked(_unmarked(plain))


def _unmarked(word: str) -> str:
    """Without the marks of bold, slanted or code around it; `__init__` is a name."""
    marked = MARKED.match(word)
    return marked[2] if marked else word


def as_question(text: str) -> str:
    """`the churn mean?` is about `churn`; `the slowest 1% of requests` stays what it is."""
    bare = TRAILING.sub("", text.strip(' "'))
    return LEADING.sub("", bare).strip(' "') or text
