"""What people wrote reaches the shell that completes with it letter by letter, and the shell runs none of it."""

import os
import re
from typing import Any

from typer import _completion_classes as typers
from typer import _completion_shared as scripts
from typer._click.shell_completion import add_completion_class

SPECIAL = re.compile(r"([^\w@%+=:,./-])")
AWAKE_IN_QUOTES = re.compile(r'([\\"$`])')
COLON = r"\\:"  # it parts the word from its description
# Zsh reads the file at the first tab of a session, and would leave it at that.
FIRST_TAB = '\n[[ $zsh_eval_context[-1] != loadautofunc ]] || %(complete_func)s "$@"\n'


class Bash(typers.BashComplete):
    """Bash inserts what it is given as it is; between quotes that is the word itself."""

    def format_completion(self, item: Any) -> str:
        word = str(item.value)
        return word if self._quoted() else SPECIAL.sub(r"\\\1", word)

    def _quoted(self) -> bool:
        words, place = os.environ["COMP_WORDS"].split("\n"), int(os.environ["COMP_CWORD"])
        return place < len(words) and words[place].startswith(("'", '"'))


class Zsh(typers.ZshComplete):
    """Zsh evaluates what it is given twice: within single quotes, then within double ones."""

    source_template = scripts.COMPLETION_SCRIPT_ZSH + FIRST_TAB

    def format_completion(self, item: Any) -> str:
        return ":".join(f'"{_twice(text)}"' for text in (item.value, item.help) if text)


class Fish(typers.FishComplete):
    """Fish quotes for itself; a tab parts the word from its description."""

    def format_completion(self, item: Any) -> str:
        return "\t".join(" ".join(text.split()) for text in (item.value, item.help) if text)


def teach() -> None:
    """Typer's own classes lose apostrophes, let zsh run what stands in a title, and take brackets for colours."""
    for shell in (Bash, Zsh, Fish):
        add_completion_class(shell, shell.name)
    scripts._completion_scripts[Zsh.name] = Zsh.source_template


def _twice(text: str) -> str:
    inner = AWAKE_IN_QUOTES.sub(r"\\\1", " ".join(text.split())).replace(":", COLON)
    return inner.replace("'", r"'\''")
