"""How the inner neurons of each layer act on texts of every kind, seen through an exact graph that shows them."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from index.encoder.fast import FastEncoder

EVERYDAY = Path(__file__).with_name("everyday.txt")
SEED = 7
SIGNS = "!?.-_#*+/"
TURNED = 900  # measured: with 300 sentences alone, what was fitted to them missed a seventh more of others
LONG = 12  # sentences; about as many tokens as are ever read
TOGETHER = 50  # texts; enough rows for one product, few enough for memory


class Shown(NamedTuple):
    """One layer's numbers, or their names in the graph: what it gets, what its inner neurons say, what its last norm gets."""

    below: Any
    inner: Any
    summed: Any


@dataclass(frozen=True)
class Acting:
    """One layer: what it gets where texts begin, and the moments of its inner neurons and a 1, there and elsewhere."""

    first: Any
    at_first: Any
    elsewhere: Any

    def moments(self, *, first: bool) -> Any:
        """`first`: the token that begins a text counts, too."""
        return self.elsewhere + self.at_first if first else self.elsewhere


def observe(encoder: FastEncoder, layers: Sequence[Shown]) -> list[Acting]:
    texts = list(_texts(encoder))
    some = (_acting(encoder, layers, texts[start : start + TOGETHER]) for start in range(0, len(texts), TOGETHER))
    return reduce(_joined, some)


def _joined(some: list[Acting], more: list[Acting]) -> list[Acting]:
    return [
        Acting(np.concatenate([one.first, other.first]), one.at_first + other.at_first, one.elsewhere + other.elsewhere)
        for one, other in zip(some, more, strict=True)
    ]


def _acting(encoder: FastEncoder, layers: Sequence[Shown], texts: Sequence[str]) -> list[Acting]:
    seen = [_run(encoder, layers, text) for text in texts]
    return [_layer([text[number] for text in seen]) for number in range(len(layers))]


def _layer(texts: Sequence[Shown]) -> Acting:
    counted = [_counted(text) for text in texts]
    at_first, elsewhere = (np.concatenate([rows[part] for rows in counted]) for part in (slice(1), slice(1, None)))
    return Acting(np.concatenate([text.below[:1] for text in texts]), at_first.T @ at_first, elsewhere.T @ elsewhere)


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
    yield from (_turned(chance.sample(sentences, 2), chance.choice(words)) for _ in range(TURNED))
    yield from (" ".join(sentences[start : start + LONG]) for start in range(0, len(sentences), 2 * LONG))
    yield from (" ".join(sentence.split()[: 1 + place % 3]) for place, sentence in enumerate(sentences))
    yield from (" ".join(chance.choices(words, k=many)) for many in (1, 2, 3, 5, 8, 12, 20, 30) for _ in range(40))
    yield from (f"{chance.choice(words)} " * chance.randint(2, 60) for _ in range(60))
    yield from (f"{chance.choice(sentences)} " * chance.randint(2, LONG) for _ in range(15))
    yield from (chance.choice(SIGNS) * chance.randint(1, 30) for _ in range(60))


def _turned(sentences: Sequence[str], word: str) -> str:
    """One that ends as another does, with a word that is in neither."""
    first, last = (sentence.split() for sentence in sentences)
    return " ".join([*first[: len(first) // 2], word, *last[len(last) // 2 :]])
