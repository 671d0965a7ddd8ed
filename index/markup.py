"""What in a chat message is prose: code, quotes, links, names and files are blanked; every offset stays true."""

import re
import unicodedata
from collections.abc import Callable, Container
from dataclasses import dataclass
from itertools import pairwise

MARKED = re.compile(
    r"""
    ```.*?``` | `[^`\n]+`                                  # code
  | ^[ \t]*(?:(?:>|&gt;){3}.*|(?:>|&gt;)[^\n]*)           # all that follows as a quote, quoted lines
  | <[@\#!][^>\n]*> | <(?:https?|mailto|tel|slack)[^>\n]*> # mentions, channels, dates, links with their labels
  | :(?<![\w:]:)[a-z0-9_+'-]+:(?::[a-z0-9_+'-]+:)*(?![\w:])  # emoji, with skin tones and side by side
  | [\#@$](?<![\w&].)[A-Za-z_][\w.-]*                      # typed channel, person or variable names
  | (?<![^\s(\["'=])(?:~|\.{1,2})?/[\w.~-]+(?:/[\w.~-]+)*/?  # paths
  | (?:https?|s3|gs|ftp|file|jdbc|postgres(?:ql)?)://\S+ | \bwww\.\S+
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
NAMED = re.compile(
    r"""
    (?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+              # e-mail
  | (?<![\w./\\~-])[\w./\\~-]*[\w~-]\.(?:py|md|rst|txt|csv|tsv|json|jsonl|ya?ml|toml|ini|cfg|conf|env|ipynb|sql|jsx?|tsx?|html?
      |css|xml|pdf|docx?|xlsx?|pptx?|parquet|avro|orc|png|jpe?g|gif|svg|zip|gz|tar|tgz|log|sh|bat|java|go|rs|cpp|hpp|rb|php
      |kt|swift|tf|lock|pkl|pt|onnx|safetensors|h5|db|sqlite)\b(?!\.\w)  # file names
  | \b[A-Za-z_]\w*(?:\.[a-z_]\w*)+(?:\(\))?                # dotted identifiers
    """,
    re.VERBOSE,
)
SUSPECT = re.compile(r"[`<>@#$~&/:.](?:(?<=[`>])|(?=\S))")  # without one of these there is nothing to blank or unescape
MARKS = re.compile(r"[`<@#$~]|&gt;|^[ \t]*>|/\w|www\.|:[a-z0-9_+'-]+:", re.MULTILINE)
NAMES = re.compile(r"[.@](?<=\w.)\w")
ENTITY = re.compile("&(amp|lt|gt);")
UNIT = re.compile(r"&(?:amp|lt|gt);|[\x00-%'-\x7f]+(?![^\x00-\x7f])|.", re.DOTALL)
ENTITIES = {"amp": "&", "lt": "<", "gt": ">"}
CURLY = str.maketrans("‘’ʼ′“”‐‑‒–−\u00a0™", "''''\"\"-----  ")


@dataclass(frozen=True)
class Prose:
    """The readable part of a message; `origin[i]` is where its i-th character stood, or None when nothing moved."""

    text: str
    origin: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Where that stood; None for a part of what was one character there, as the 1 of ½ is."""
        if self.origin is None:
            return start, end
        first, behind = self.origin[start], self.origin[end]
        whole = behind > self.origin[end - 1] and (not start or first > self.origin[start - 1])
        return (first, behind) if whole else None


def prose(text: str, keep: Container[str] = frozenset()) -> Prose:
    """Blank out what is not prose; a match whose folded text is in `keep` ("node.js") stays."""
    if SUSPECT.search(text):
        text = _blanked(text, keep)
    return Prose(text) if text.isascii() and "&" not in text else _folded(text)


def _blanked(text: str, keep: Container[str]) -> str:
    if MARKS.search(text):
        text = MARKED.sub(_blank_unless(keep), text)
    return NAMED.sub(_blank_unless(keep), text) if NAMES.search(text) else text


def _blank_unless(keep: Container[str]) -> Callable[[re.Match[str]], str]:
    """What ends the sentence may have been taken for a part of it."""
    return lambda match: match.group() if match.group().casefold().rstrip(".") in keep else " " * len(match.group())


def _folded(text: str) -> Prose:
    """Unescape Slack's entities and fold look-alikes; lengths may change, so note where each character came from."""
    text = text.translate(CURLY)
    if "&" not in text and unicodedata.is_normalized("NFKC", text):
        return Prose(text)
    folded: list[str] = []
    origin: list[int] = []
    for start, piece in _pieces(text):
        norm = ENTITIES[piece[1:-1]] if ENTITY.fullmatch(piece) else unicodedata.normalize("NFKC", piece)
        folded.append(norm)
        origin.extend(range(start, start + len(norm)) if norm == piece else [start] * len(norm))
    origin.append(len(text))
    return Prose("".join(folded), tuple(origin))


def _pieces(text: str) -> list[tuple[int, str]]:
    """Entities whole, and together what is another letter together: one and its marks, the parts of a syllable."""
    starts: list[int] = []
    for match in UNIT.finditer(text):
        if not starts or match.group().isascii() or not _goes_with(text[starts[-1] : match.start()], match.group()):
            starts.append(match.start())
    return [(start, text[start:end]) for start, end in pairwise([*starts, len(text)])]


def _goes_with(before: str, letter: str) -> bool:
    norm = unicodedata.normalize("NFKC", letter)
    if unicodedata.combining(norm[0]):
        return True
    return unicodedata.normalize("NFKC", before + letter) != unicodedata.normalize("NFKC", before) + norm
