"""Other people's words, made harmless before we repeat them: no one is notified, nothing becomes a link."""

import re

ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
ENTITY = re.compile("&(amp|lt|gt);")
ENTITIES = {"amp": "&", "lt": "<", "gt": ">"}
BREAKS = re.compile(r"\s+")
SCHEME = re.compile(r"\b(https?|ftp|mailto|slack)(:)", re.IGNORECASE)
DOTTED = re.compile(r"(?<=\w)\.(?=[a-z]{2,}\b)", re.IGNORECASE)
CALLED = re.compile(r"@(?=\w)")
MARKS = re.compile(r"([*_~`])")
APART = re.compile(r"\n{3,}")
QUOTED = re.compile(r"^(&gt;)", re.MULTILINE)
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")  # turn round how what follows is read, ours as well
NEARLY = 0.7  # of what there is room for; a longer word is cut
JOINER = "\u2060"  # no width, no break: enough to keep Slack from seeing a name or an address


def neutral(text: str, most: int = 300) -> str:
    """One line of plain words for a mrkdwn text. Slack's own entities are read first, so that none is escaped twice."""
    plain = TURNS.sub("", ENTITY.sub(lambda match: ENTITIES[match.group(1)], text))
    short = shortened(BREAKS.sub(" ", plain).strip(), most)
    unlinked = DOTTED.sub(f"{JOINER}.", SCHEME.sub(rf"\1{JOINER}\2", short))
    unmarked = MARKS.sub(rf"{JOINER}\1", CALLED.sub(f"@{JOINER}", unlinked))
    return unmarked.translate(ESCAPES)


def neutral_lines(text: str, most: int = 300) -> str:
    """As above, each line on its own as it was written. None begins a quotation, which would go on over what we add."""
    told = "\n".join(neutral(one, most) for one in shortened(text.strip(), most).splitlines())
    return QUOTED.sub(rf"{JOINER}\1", APART.sub("\n\n", told))


def escaped(sentence: str) -> str:
    """A sentence of ours in which somebody's words may stand: our own marks stay, nothing of theirs comes alive."""
    plain = TURNS.sub("", ENTITY.sub(lambda match: ENTITIES[match.group(1)], sentence))
    return plain.translate(ESCAPES)


def shortened(text: str, most: int) -> str:
    """At the end of a word, where one is near."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    words = cut if text[most - 1].isspace() else cut.rpartition(" ")[0]
    return (words if len(words) > len(cut) * NEARLY else cut).rstrip(" ,;:") + "…"
