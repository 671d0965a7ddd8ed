"""What in a file is prose: everything else is blanked, so that every offset and every line stays true."""

import ast
import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from index.markup import prose

ENDINGS = (".md", ".markdown", ".txt", ".rst", ".py")
NO_PROSE = re.compile(
    r"""
    \A---\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z) | \A\+\+\+\n.*?\n\+\+\+[ \t]*(?:\n|\Z)  # front matter
  | ^(?P<fence>[ \t]*(?:```+|~~~+))[^\n]*\n.*?(?:^(?P=fence)[ \t]*$|\Z)     # fenced code
  | <!--.*?--> | </?[a-zA-Z][^<>]*>                                           # comments and tags
  | (?<=\])\([^()\s]*(?:\s+"[^"]*")?\) | (?<=\])\[[^\]]*\] | ^\[[^\]]+\]:[^\n]*  # targets of links
  | (`+)(?:(?!\n\n).)*?(?<!`)\2(?!`)                                          # code in a line
  | \{\{.*?\}\} | \$\$.*?\$\$ | ^>>>[^\n]*                                    # templates, formulas, doctests
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
INDENTED_CODE = re.compile(r"(?<=\n\n)(?:(?: {4}|\t)[^\n]*(?:\n|\Z))+")
MARKDOWN = (".md", ".markdown")
BREAK = re.compile(
    r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+]|\d+[.)]|\#+|\||>)[ \t])|(?<=\|)|\n[=~^-]{3,}[ \t]*\n|(?<=[.!?])\s+(?=[\"'(A-Z])"
)
IGNORED = "parlance: ignore"


@dataclass(frozen=True)
class Place:
    """Line and column as people count them, from one."""

    line: int
    column: int


@dataclass(frozen=True)
class Sentence:
    """`text` stands at `start` in the document."""

    text: str
    start: int


@dataclass(frozen=True)
class Document:
    """`prose` is as long as the file; what is no prose is blank."""

    name: str
    prose: str
    lines: tuple[int, ...]
    ignored: frozenset[int]

    @classmethod
    def of(cls, name: str, text: str) -> "Document":
        readable = _docstrings(text) if PurePath(name).suffix == ".py" else text
        blanked = NO_PROSE.sub(lambda match: _blank(match.group()), readable)
        if PurePath(name).suffix in MARKDOWN:
            blanked = INDENTED_CODE.sub(lambda match: _blank(match.group()), blanked)
        plain = prose(blanked)
        starts = (0, *(match.end() for match in re.finditer("\n", text)))
        marked = [number for number, line in enumerate(text.split("\n"), 1) if IGNORED in line]
        return cls(
            name,
            plain.text if plain.origin is None else blanked,
            starts,
            frozenset(line for number in marked for line in (number, number + 1)),
        )

    def place(self, offset: int) -> Place:
        line = bisect.bisect_right(self.lines, offset)
        return Place(line, offset - self.lines[line - 1] + 1)

    def sentences(self) -> Iterator[Sentence]:
        start = 0
        for end in [*(match.end() for match in BREAK.finditer(self.prose)), len(self.prose)]:
            if self.prose[start:end].strip():
                yield Sentence(self.prose[start:end], start)
            start = end


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _docstrings(text: str) -> str:
    """Only these; a file that is no Python has none."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return _blank(text)
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    kept = list(_blank(text))
    for start, end in sorted(_spans(tree, lines, starts)):
        kept[start:end] = re.sub(r"^[rRuU]?('''|\"\"\"|'|\")|('''|\"\"\"|'|\")$", _quotes, text[start:end])
    return "".join(kept)


def _quotes(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _spans(tree: ast.Module, lines: list[str], starts: list[int]) -> Iterator[tuple[int, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.body:
            first = node.body[0]
            if (
                isinstance(first, ast.Expr)
                and isinstance(first.value, ast.Constant)
                and isinstance(first.value.value, str)
            ):
                said = first.value
                yield (
                    _offset(lines, starts, said.lineno, said.col_offset),
                    _offset(lines, starts, said.end_lineno or said.lineno, said.end_col_offset or 0),
                )


def _offset(lines: list[str], starts: list[int], line: int, column: int) -> int:
    """Python counts columns in bytes."""
    return starts[line - 1] + len(lines[line - 1].encode()[:column].decode(errors="ignore"))
