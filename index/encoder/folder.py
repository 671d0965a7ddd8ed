"""What a model's folder tells of it: how much it reads, how it cuts, and whether a graph of ours does all that it does."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.encoder.protocol import LONGEST

if TYPE_CHECKING:
    from tokenizers import Tokenizer

STEPS = {"Transformer", "Pooling", "Normalize"}


class UnsupportedModel(ValueError):
    """Not a mean-pooled BERT that is all there; only the reference encoder can run it."""


def check(model: Path) -> dict[str, Any]:
    """Its configuration, of a model that a graph can stand for."""
    config = _told(model / "config.json")
    if config.get("model_type") != "bert" or config.get("hidden_act") != "gelu":
        raise UnsupportedModel(f"{model.name}: {config.get('model_type')} with {config.get('hidden_act')}")
    modules = model / "modules.json"
    steps = (
        {one["type"].rpartition(".")[2] for one in json.loads(modules.read_text("utf-8"))}
        if modules.exists()
        else STEPS
    )
    if not steps <= STEPS:
        raise UnsupportedModel(f"{model.name}: a step of its own, {', '.join(sorted(steps - STEPS))}")
    modes = _told(model / "1_Pooling" / "config.json")
    if modes.get("pooling_mode", "mean") != "mean" or not modes.get("pooling_mode_mean_tokens", True):
        raise UnsupportedModel(f"{model.name}: pooling is not the mean")
    for name in ("model.safetensors", "tokenizer.json"):
        if not (model / name).exists():
            raise UnsupportedModel(f"{model.name}: no {name}")
    return config


def longest(model: Path) -> int:
    """Tokens that it reads, and never more than we do."""
    own = _told(model / "sentence_bert_config.json").get("max_seq_length")
    files = (("tokenizer_config.json", "model_max_length"), ("config.json", "max_position_embeddings"))
    limits = [own] if own else [_told(model / file).get(name) or LONGEST for file, name in files]
    return int(min(LONGEST, *limits))


def tokenizer(model: Path) -> "Tokenizer":
    from tokenizers import Tokenizer

    try:
        made = Tokenizer.from_file(str(model / "tokenizer.json"))
    except Exception as error:  # nothing more exact is raised there
        raise UnsupportedModel(f"{model.name}: tokenizer.json cannot be read: {error}") from error
    # the file may ask for other lengths, and for padding that costs six times the work
    made.enable_truncation(longest(model))
    made.no_padding()
    return made


def _told(file: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return told
