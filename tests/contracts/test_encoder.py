"""What every encoder promises, the real ones and the one that is worked out by hand."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index.encoder.batching import BatchingEncoder
from index.encoder.choose import Choice, open_encoder
from index.encoder.protocol import Encoder, Vectors
from index.encoder.toy import ToyEncoder

TEXTS = [
    "the model is slow", "ok", "Naïve café: 25 % — 🎉", "half an emoji \ud83d", "", " \t\n\u3000", "שלום, مرحبا",
    "nul \x00 inside", "a very long text " * 300,
]  # fmt: skip
MARKS = [pytest.mark.model, pytest.mark.xdist_group("reference")]
REAL = [pytest.param(kind, marks=MARKS) for kind in ("fast", "int8", "reference", "batching")]


@pytest.fixture(scope="module", params=["toy", *REAL])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    if request.param == "toy":
        return ToyEncoder(("model", "slow"))
    request.getfixturevalue("torch")
    models: Path = request.getfixturevalue("models")
    if request.param == "batching":
        return BatchingEncoder(open_encoder(Choice(models)))
    return open_encoder(Choice(models, kind=request.param))


@pytest.fixture(scope="module")
def vectors(encoder: Encoder) -> Vectors:
    """Of all texts at once."""
    return encoder.encode(TEXTS)


def test_each_text_gets_a_unit_vector(encoder: Encoder, vectors: Vectors) -> None:
    assert vectors.shape == (len(TEXTS), encoder.dimensions)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


def test_no_text_is_no_row(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimensions)
    assert encoder.read([]) == []


def test_reading_gives_the_same_sentence_vector_as_encoding(encoder: Encoder, vectors: Vectors) -> None:
    read = np.stack([one.sentence for one in encoder.read(TEXTS)])

    np.testing.assert_allclose(read, vectors, atol=1e-5)


def test_a_vector_does_not_depend_on_who_is_encoded_beside_it(encoder: Encoder, vectors: Vectors) -> None:
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])

    np.testing.assert_allclose(alone, vectors, atol=1e-5)


def test_many_threads_get_what_one_gets(encoder: Encoder, vectors: Vectors) -> None:
    def both(text: str) -> tuple[Vectors, Vectors]:
        return encoder.encode([text])[0], encoder.read([text])[0].sentence

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(both, TEXTS * 3))

    for made in zip(*found, strict=True):
        np.testing.assert_allclose(np.stack(made), np.tile(vectors, (3, 1)), atol=1e-5)


def test_tokens_stand_where_their_spans_say(encoder: Encoder) -> None:
    read = encoder.read(["the model is slow"])[0]

    assert len(read.tokens) == len(read.spans) == 4
    assert read.spans[1] == (4, 9)
    assert read.tokens.shape[1] == encoder.dimensions


def test_the_name_tells_encoders_apart() -> None:
    assert ToyEncoder(("a",)).name != ToyEncoder(("b",)).name


def test_the_toy_can_be_worked_out_by_hand() -> None:
    vector = ToyEncoder(("fast", "right")).encode(["right right fast"])[0]

    np.testing.assert_allclose(vector, np.array([1, 2, 0]) / np.sqrt(5), atol=1e-6)
