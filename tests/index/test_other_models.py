"""Another model than ours is run exactly, by the fast runtime or, told in one line, by the reference."""

import logging
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.encoder.choose import Choice, MissingModel, bundled_model, open_encoder

TEXTS = ["the model is slow", "", "Naïve café — 🎉", "a very long text " * 300]
WIDE = 32
pytestmark = [
    pytest.mark.model,
    pytest.mark.usefixtures("torch"),
    pytest.mark.xdist_group("reference"),  # torch is imported by one process
]

Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A small model of no use, with tokens like ours."""

    def made(pooling: str = "mean", places: int = 512, *, dense: bool = False) -> Path:
        import torch
        from sentence_transformers import SentenceTransformer
        from sentence_transformers.base.modules import Dense, Transformer
        from sentence_transformers.sentence_transformer.modules import Pooling
        from transformers import BertConfig, BertModel

        torch.manual_seed(1)
        shape = {"hidden_size": WIDE, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
        config = BertConfig(**shape, max_position_embeddings=places, initializer_range=0.3)
        BertModel(config).save_pretrained(tmp_path / "plain")
        for name in ("tokenizer.json", "tokenizer_config.json", "vocab.txt"):
            shutil.copy(bundled_model() / name, tmp_path / "plain")
        more = [Dense(WIDE, WIDE // 2)] if dense else []
        steps = [Transformer(str(tmp_path / "plain")), Pooling(WIDE, pooling_mode=pooling), *more]
        SentenceTransformer(modules=steps, device="cpu").save(str(tmp_path / "small"))
        return tmp_path / "small"

    return made


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    caplog.set_level(logging.WARNING, "index")
    return lambda: [record.getMessage() for record in caplog.records]


def test_a_model_that_reads_little_is_run_fast_and_exactly(make: Make, told: Any, tmp_path: Path) -> None:
    model = make(places=64)

    vectors = read_and_encoded(open_encoder(Choice(tmp_path / "cache", model=str(model))))

    assert told() == []
    np.testing.assert_allclose(vectors, reference(model), atol=1e-4)


def test_a_model_whose_first_token_listens_from_the_start_is_computed_whole_in_eight_bits(
    make: Make, told: Any, tmp_path: Path
) -> None:
    model = make()

    vectors = read_and_encoded(open_encoder(Choice(tmp_path / "cache", "int8", str(model))))

    assert told() == []
    assert (vectors * reference(model)).sum(axis=1).min() > 0.99


@pytest.mark.parametrize(
    ("pooling", "dense", "why"), [("cls", False, "pooling is not the mean"), ("mean", True, "a step of its own, Dense")]
)
def test_a_model_that_a_graph_cannot_stand_for_is_run_by_the_reference_and_told_in_one_line(
    make: Make, told: Any, tmp_path: Path, pooling: str, dense: bool, why: str
) -> None:
    model = make(pooling, dense=dense)

    vectors = read_and_encoded(open_encoder(Choice(tmp_path / "cache", model=str(model))))

    assert [line.endswith(f"small: {why}") for line in told()] == [True]
    np.testing.assert_allclose(vectors, reference(model), atol=1e-4)


def test_weights_of_other_names_are_run_by_the_reference_and_told_in_one_line(
    make: Make, told: Any, tmp_path: Path
) -> None:
    from safetensors.numpy import load_file, save_file

    weights = make() / "model.safetensors"
    save_file({f"bert.{name}": one for name, one in load_file(weights).items()}, weights, {"format": "pt"})

    encoder = open_encoder(Choice(tmp_path / "cache", "int8", str(weights.parent)))

    assert encoder.name.startswith("reference:small-")
    assert [line.endswith("nothing is called 'embeddings.token_type_embeddings.weight'") for line in told()] == [True]


def test_a_model_that_is_not_whole_is_named_with_what_is_wrong(make: Make, told: Any, tmp_path: Path) -> None:
    model = make()
    (model / "model.safetensors").write_bytes((model / "model.safetensors").read_bytes()[:10_000])

    with pytest.raises(MissingModel, match=r"small': .*incomplete"):
        open_encoder(Choice(tmp_path / "cache", model=str(model)))

    assert ["\n" in line for line in told()] == [False]


def read_and_encoded(encoder: Any) -> Any:
    """Both are the same, and as long as told."""
    vectors = encoder.encode(TEXTS)
    np.testing.assert_allclose(np.stack([one.sentence for one in encoder.read(TEXTS)]), vectors, atol=1e-5)
    assert vectors.shape == (len(TEXTS), encoder.dimensions)
    return vectors


def reference(model: Path) -> Any:
    """What sentence-transformers makes of as much as we read."""
    from sentence_transformers import SentenceTransformer

    loaded = SentenceTransformer(str(model), device="cpu")
    loaded.max_seq_length = min(256, loaded.max_seq_length)
    return loaded.encode(TEXTS, normalize_embeddings=True, show_progress_bar=False)
