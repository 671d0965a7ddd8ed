"""What the edge asks of the glossary: which words of ours a text holds, and whether to speak about one of them."""

from collections.abc import Sequence
from typing import Protocol

from glossary.model import Mention


class Reader(Protocol):
    def match(self, text: str) -> Sequence[Mention]: ...
