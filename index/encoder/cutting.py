"""Text cut into the model's tokens: a word that came before is not cut again, and every number is the tokenizer's own."""

import re
from functools import cached_property
from typing import TYPE_CHECKING

from index.encoder.protocol import LONGEST, sound

if TYPE_CHECKING:
    from tokenizers import Tokenizer

PLAIN = re.compile(r"[\t\n\r -Z\\-~]*")  # nothing that a tokenizer strips or turns, and no "[" as in "[SEP]"
PIECE = re.compile(r"[0-9a-z]+|[^\s0-9a-z]")
REMEMBERED = 20_000  # words of several tokens, some megabytes: more than a company writes in a week


class Cutter:
    """Measured: a short message takes a third of the tokenizer's time, and that was a twenty-fifth of an eight-bit graph's."""

    def __init__(self, tokenizer: "Tokenizer") -> None:
        self._tokenizer = tokenizer
        self._longest = int((tokenizer.truncation or {}).get("max_length", LONGEST))
        self._frame = tokenizer.encode("").ids
        self._apart = len(self._frame) == 2 and _cuts_words_apart(tokenizer)
        self._parts: dict[str, list[int]] = {}

    @cached_property
    def _whole(self) -> dict[str, int]:
        """Words that are one token; listed when first asked for, since a process that only reads never asks."""
        return dict(self._tokenizer.get_vocab())

    def ids(self, text: str) -> list[int]:
        if not self._apart or not PLAIN.fullmatch(text):
            return list(self._tokenizer.encode_batch_fast([sound(text)])[0].ids)
        first, last = self._frame
        ids, whole = [first], self._whole
        for piece in PIECE.findall(text.lower()):
            token = whole.get(piece)
            if token is None:
                ids += self._parts.get(piece) or self._cut(piece)
            else:
                ids.append(token)
            if len(ids) >= self._longest:
                break
        return [*ids[: self._longest - 1], last]

    def _cut(self, piece: str) -> list[int]:
        if len(self._parts) >= REMEMBERED:
            self._parts.clear()
        self._parts[piece] = found = list(self._tokenizer.encode(piece, add_special_tokens=False).ids)
        return found


def _cuts_words_apart(tokenizer: "Tokenizer") -> bool:
    """Is a word the same tokens beside any other and in capitals, and one token where it is known? With BERT's it is."""
    from tokenizers.models import WordPiece
    from tokenizers.normalizers import BertNormalizer
    from tokenizers.pre_tokenizers import BertPreTokenizer

    special = [token.content for token in tokenizer.get_added_tokens_decoder().values()]
    return (
        isinstance(tokenizer.model, WordPiece)
        and isinstance(tokenizer.normalizer, BertNormalizer)
        and tokenizer.normalizer.lowercase
        and isinstance(tokenizer.pre_tokenizer, BertPreTokenizer)
        and all("[" in token for token in special)
    )
