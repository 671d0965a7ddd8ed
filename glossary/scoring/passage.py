"""A message with its thread, after one pass of the encoder, seen from each mention in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from glossary.model import Mention
from glossary.scoring.turn import turned
from index.encoder.protocol import Encoded, Encoder, Vectors, unit
from index.words import COMMON

SMALL_TALK = frozenset(
    re.findall(
        r"\S+",
        "good morning afternoon evening night day hi hello hey hiya moin all team folks everyone everybody guys people"
        " there thanks thank thx ty cheers please pls sorry welcome ok okay k yes yep yeah yup no nope sure fine great"
        " nice cool perfect lovely wow lol haha hope happy weekend week monday tuesday wednesday thursday friday"
        " saturday sunday coffee lunch back later soon bye see have had has having you your i'm it's",
    )
)
WORD = re.compile(r"[\w'’]+")
JOINT = " \n "
THREAD_LETTERS = 500  # of the thread's end; what is older says little about the last message
MESSAGE_LETTERS = 700  # the encoder reads 256 tokens: of a longer message, what stands around the mention
STEP = MESSAGE_LETTERS // 4  # between the parts of a long message: neighbouring mentions share one pass
WINDOW_TOKENS = 6

VIEWS = ("sentence", "message", "target", "window")


@dataclass(frozen=True)
class Passage:
    """`text` is what was encoded: the thread's end, then the message (or its part) from `start` on."""

    text: str
    start: int
    shift: int  # where the kept part of the message began
    encoded: Encoded

    @property
    def thread(self) -> str:
        return self.text[: self.start]

    @property
    def message(self) -> str:
        return self.text[self.start :]


@dataclass(frozen=True)
class Seen:
    """What one mention looks like: its four views as unit rows, and the content tokens around it."""

    views: Vectors
    tokens: Vectors
    length: int

    @cached_property
    def turned(self) -> Vectors:
        return turned(self.views)


def passages(
    encoder: Encoder, message: str, thread: Sequence[str], mentions: Sequence[Mention]
) -> dict[Mention, Passage]:
    """One pass for all mentions; a very long message is read in parts."""
    before = thread_end(thread)
    cuts = {mention: _cut(message, mention) for mention in mentions}
    parts = list(dict.fromkeys(cuts.values()))
    encoded = encoder.read([before + message[start:end] for start, end in parts])
    read = {
        part: Passage(before + message[part[0] : part[1]], len(before), part[0], one)
        for part, one in zip(parts, encoded, strict=True)
    }
    return {mention: read[cuts[mention]] for mention in mentions}


def thread_end(thread: Sequence[str]) -> str:
    """The thread as it is put before its next message."""
    joined = JOINT.join(message.strip() for message in thread[-4:] if _says_something(message))
    if len(joined) > THREAD_LETTERS:
        joined = joined[-THREAD_LETTERS:].split(" ", 1)[-1]
    return joined + JOINT if joined else ""


def look(passage: Passage, mention: Mention) -> Seen:
    """The four views: everything, the message alone, the word itself, the words around it."""
    spans = np.array(passage.encoded.spans, int).reshape(-1, 2)  # of a text without a token there are none
    tokens = passage.encoded.tokens.astype(np.float32)
    offset = passage.start - passage.shift
    own = spans[:, 0] >= passage.start
    target = (spans[:, 0] < mention.end + offset) & (spans[:, 1] > mention.start + offset)
    message = _mean(tokens, own, passage.encoded.sentence)
    views = np.stack(
        [
            passage.encoded.sentence,
            message,
            _mean(tokens, target, message),
            _mean(tokens, _window(target) & own, message),
        ]
    )
    content = [row for row in range(len(spans)) if not target[row] and _telling(passage.text[slice(*spans[row])])]
    return Seen(views.astype(np.float32), unit(tokens[content]), int(own.sum()))


def content_tokens(encoded: Encoded, text: str) -> Vectors:
    """The tokens of a cue; all of them when all are common words."""
    rows = [row for row, span in enumerate(encoded.spans) if _telling(text[slice(*span)])]
    return unit(encoded.tokens[rows] if rows else encoded.tokens)


def _says_something(message: str) -> bool:
    """A greeting tells nothing about the next message, and would make it look like small talk."""
    words = {word.casefold() for word in WORD.findall(message)}
    return not words <= SMALL_TALK | COMMON


def _cut(message: str, mention: Mention) -> tuple[int, int]:
    if len(message) <= MESSAGE_LETTERS:
        return 0, len(message)
    middle = round((mention.start - MESSAGE_LETTERS // 2) / STEP) * STEP
    start = max(0, min(middle, len(message) - MESSAGE_LETTERS))
    return start, start + MESSAGE_LETTERS


def _mean(tokens: Vectors, chosen: np.ndarray, otherwise: Vectors) -> Vectors:
    return unit(tokens[chosen].mean(axis=0)) if chosen.any() else otherwise


def _window(target: np.ndarray) -> np.ndarray:
    near = np.zeros_like(target)
    at = np.flatnonzero(target)
    if len(at):
        near[max(0, at[0] - WINDOW_TOKENS) : at[-1] + WINDOW_TOKENS + 1] = True
    return near


def _telling(piece: str) -> bool:
    return piece.casefold() not in COMMON and re.search(r"\w", piece) is not None
