"""How the inner neurons of each layer act on texts of every kind, seen through an exact graph that shows them."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from index.encoder.fast import FastEncoder

EVERYDAY = Path(__file__).with_name("everyday.txt")
SEED = 7
SIGNS = "!?.-_#*+/"
LONG = 12  # sentences; about as many tokens as are ever read
TOGETHER = 50  # texts; enough rows for one product, few enough for memory


class Shown(NamedTuple):
    """One layer's numbers, or their names in the graph: what its inner neurons get and say, and what its last norm gets."""

    attended: Any
    inner: Any
    summed: Any


@dataclass(frozen=True)
class Acting:
    """One layer: the moments of its inner neurons and a 1, and the loudest of each number they get."""

    moments: Any
    loudest: Any


def observe(encoder: FastEncoder, layers: Sequence[Shown]) -> list[Acting]:
    texts = list(_texts(encoder))
    some = [_acting(encoder, layers, texts[start : start + TOGETHER]) for start in range(0, len(texts), TOGETHER)]
    return [
        Acting(sum(part.moments for part in parts), np.max([part.loudest for part in parts], axis=0))
        for parts in zip(*some, strict=True)
    ]


def _acting(encoder: FastEncoder, layers: Sequence[Shown], texts: Sequence[str]) -> list[Acting]:
    seen = [_run(encoder, layers, text) for text in texts]
    counted = (np.concatenate([_counted(one[number]) for one in seen]) for number in range(len(layers)))
    loudest = (
        np.max([np.abs(one[number].attended).max(axis=0) for one in seen], axis=0) for number in range(len(layers))
    )
    return [Acting(rows.T @ rows, loud) for rows, loud in zip(counted, loudest, strict=True)]


def _run(encoder: FastEncoder, layers: Sequence[Shown], text: str) -> list[Shown]:
    """The tables themselves, by layer; a row is a token."""
    ids = np.array([encoder.cutter.ids(text)], np.int64)
    found = encoder.session.run(
        [name for one in layers for name in one], {"input_ids": ids, "attention_mask": ids * 0 + 1}
    )
    tables = [table[0] for table in found]
    return [Shown(*tables[start : start + 3]) for start in range(0, len(tables), 3)]


def _counted(layer: Shown) -> Any:
    """Each text counts alike, and its tokens by how much their sums are scaled: what a norm makes small matters little."""
    with_one = np.hstack([layer.inner, np.ones((len(layer.inner), 1), np.float32)])
    return with_one / (layer.summed.std(axis=1, keepdims=True) * np.sqrt(np.float32(len(with_one))))


def _texts(encoder: FastEncoder) -> Iterator[str]:
    """What is never seen here is not looked after: sentences, as long and as short as messages get, and what is none."""
    sentences = EVERYDAY.read_text(encoding="utf-8").splitlines()
    words = sorted(word for word in encoder.tokenizer.get_vocab() if word.isascii() and word.isalpha())
    chance = random.Random(SEED)
    yield from sentences
    yield from (" ".join(sentences[start : start + LONG]) for start in range(0, len(sentences), 2 * LONG))
    yield from (" ".join(sentence.split()[: 1 + place % 3]) for place, sentence in enumerate(sentences[::2]))
    yield from (" ".join(chance.choices(words, k=many)) for many in (1, 2, 3, 5, 8, 12, 20, 30) for _ in range(15))
    yield from (f"{chance.choice(words)} " * chance.randint(2, 60) for _ in range(30))
    yield from (f"{chance.choice(sentences)} " * chance.randint(2, LONG) for _ in range(15))
    yield from (chance.choice(SIGNS) * chance.randint(1, 30) for _ in range(30))
