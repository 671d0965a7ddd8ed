"""Any BERT-shaped sentence model as an ONNX graph, written straight from its weights: no torch, exact to rounding."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper
from safetensors.numpy import load_file

from index.encoder.acting import Acting, Shown, observe
from index.encoder.beginning import beginning
from index.encoder.fast import FastEncoder
from index.encoder.folder import UnsupportedModel, check
from index.encoder.precision import FUSED, Dense, EightBits, Exact, Graph, Looking, Precision
from index.encoder.thinning import thinned

PRECISIONS: dict[str, Precision] = {"fp32": Exact(), "int8": EightBits()}


def build(
    model: Path, target: Path, precision: str = "fp32", *, report: Callable[[str], None] = lambda step: None
) -> None:
    """Write the graph of the model in folder `model` to `target`."""
    config = check(model)
    report("reading weights")
    weights, known = _weights(model), list[Any]()
    try:
        if PRECISIONS[precision].thin:
            report("finding what can be left out")
            acting = _acting(model, target.with_suffix(".shown"), weights, config)
            known = beginning(acting)
            weights = thinned(weights, [one.moments(first=layer + 1 >= len(known)) for layer, one in enumerate(acting)])
        layers = _Layers(Graph(), PRECISIONS[precision], weights, config, known)
        layers.lay()
    except KeyError as error:
        raise UnsupportedModel(f"{model.name}: nothing is called {error}") from error
    report("writing the graph")
    onnx.save(_model(layers), str(target))


def _weights(model: Path) -> dict[str, Any]:
    """Exact, however short they are kept."""
    found = load_file(str(model / "model.safetensors"))
    return {name: np.asarray(one, np.float32) for name, one in found.items()}


def _acting(model: Path, shown: Path, weights: dict[str, Any], config: dict[str, Any]) -> list[Acting]:
    """`shown`: where the exact graph may lie while its inner numbers are looked at."""
    layers = _Layers(Graph(), PRECISIONS["fp32"], weights, config)
    layers.lay()
    onnx.save(_model(layers, [name for one in layers.shown() for name in one]), str(shown))
    acting = observe(FastEncoder.load(shown, model, alone=True), layers.shown())
    shown.unlink()
    return acting


@dataclass(frozen=True)
class _Layers:
    """`known`: what the first layers get for the token that begins a text; it enters where the last of them gets it."""

    graph: Graph
    precision: Precision
    weights: dict[str, Any]
    config: dict[str, Any]
    known: Sequence[Any] = ()

    def lay(self) -> None:
        layer = self._embeddings()
        for number, name in enumerate(self._names()):
            layer = self._layer(number, layer, name)
        mean = self.precision.mean(self.graph, layer)
        self.graph.add("LpNormalization", [mean], "sentence", axis=-1, p=2)

    def shown(self) -> list[Shown]:
        """Where the inner numbers of each layer stand in an exact graph."""
        return [
            Shown(below, f"encoder.layer.{number}.intermediate.dense", f"{name}.sum")
            for number, (below, name) in enumerate(pairwise(["embedded", *self._names()]))
        ]

    def _names(self) -> list[str]:
        """Of what each layer gives; the last gives what the graph does."""
        return [*(f"layer.{number}" for number in range(self.config["num_hidden_layers"] - 1)), "tokens"]

    def _embeddings(self) -> str:
        graph, weights = self.graph, self.weights
        kinds = weights["embeddings.token_type_embeddings.weight"]
        graph.constant("positions", (weights["embeddings.position_embeddings.weight"] + kinds[0])[None])
        graph.constant("start", np.array([1 if self._enters() else 0], np.int64))
        graph.constant("along", np.array([1], np.int64))
        graph.add("Shape", ["input_ids"], "end", start=1, end=2)
        graph.add("Slice", ["positions", "start", "end", "along"], "places")
        ids = graph.add("Slice", ["input_ids", "start", "end", "along"], "ids") if self._enters() else "input_ids"
        words = self.precision.words(graph, weights["embeddings.word_embeddings.weight"], ids)
        return self._normed(graph.add("Add", [words, "places"], "placed"), "embeddings.LayerNorm.", "embedded")

    def _layer(self, number: int, below: str, name: str) -> str:
        here = f"encoder.layer.{number}."
        if number and number == self._enters():
            first = self.graph.constant("first", self.known[number][None, None])
            below = self.graph.add("Concat", [first, below], "from_first", axis=1)
        seen = self.precision.attention(self.graph, below, self._looking(number, here + "attention.self."))
        mixed = self.precision.linear(self.graph, seen, self._dense(here + "attention.output.dense"))
        attended = self._added(mixed, below, here + "attention.output.LayerNorm.", f"attended.{number}")
        bent = self.precision.bent(self.graph, attended, self._dense(here + "intermediate.dense"))
        outer = self.precision.linear(self.graph, bent, self._dense(here + "output.dense"))
        return self._added(outer, attended, here + "output.LayerNorm.", name)

    def _enters(self) -> int:
        """The layer from which on the first token is computed."""
        return max(len(self.known) - 1, 0)

    def _looking(self, number: int, name: str) -> Looking:
        parts = [self._dense(name + kind) for kind in ("query", "key", "value")]
        weight = np.concatenate([part.weight for part in parts], axis=1)
        seen = Dense(name + "seen", weight, np.concatenate([part.bias for part in parts]))
        heads = self.config["num_attention_heads"]
        if number >= self._enters():
            return Looking(seen, heads)
        _, key, value = np.split(self.known[number] @ weight + seen.bias, 3)
        return Looking(seen, heads, np.reshape([key, value], (2, 1, heads, 1, -1)))

    def _dense(self, name: str) -> Dense:
        return Dense(name, self.weights[name + ".weight"].T, self.weights[name + ".bias"])

    def _added(self, new: str, old: str, norm: str, name: str) -> str:
        return self._normed(self.graph.add("Add", [new, old], name + ".sum"), norm, name)

    def _normed(self, below: str, norm: str, name: str) -> str:
        learned = [self.graph.constant(norm + part, self.weights[norm + part]) for part in ("weight", "bias")]
        epsilon = self.config["layer_norm_eps"]
        return self.graph.add("LayerNormalization", [below, *learned], name, epsilon=epsilon, axis=-1)


def _model(layers: _Layers, shown: Sequence[str] = ()) -> Any:
    width, graph = layers.config["hidden_size"], layers.graph
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["B", "T"]) for name in layers.precision.inputs]
    outputs = [
        helper.make_tensor_value_info("sentence", TensorProto.FLOAT, ["B", width]),
        helper.make_tensor_value_info("tokens", TensorProto.FLOAT, ["B", "T", width]),
        *(helper.make_empty_tensor_value_info(name) for name in shown),
    ]
    drawn = helper.make_graph(graph.nodes, "sentence-encoder", inputs, outputs, graph.constants)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
    return helper.make_model(drawn, opset_imports=opsets, ir_version=8)
