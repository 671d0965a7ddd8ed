"""Any BERT-shaped sentence model as an ONNX graph, written straight from its weights: no torch, exact to rounding."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

FUSED = "com.microsoft"
Weights = dict[str, Any]


class UnsupportedModel(ValueError):
    """The weights are not those of a mean-pooled BERT; only the reference encoder can run them."""


@dataclass
class Graph:
    """Collects nodes and constants while the layers are laid one after another."""

    weights: Weights
    nodes: list[Any] = field(default_factory=list)
    constants: list[Any] = field(default_factory=list)

    def constant(self, name: str, values: Any) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def weight(self, key: str) -> str:
        return self.constant(key, self.weights[key])

    def transposed(self, key: str) -> str:
        return self.constant(key, self.weights[key].T)

    def add(self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **attributes))
        return output


def build(model: Path, target: Path, *, report: Callable[[str], None] = lambda step: None) -> None:
    """Write the fp32 graph of the model in folder `model` to `target`."""
    config = json.loads((model / "config.json").read_text(encoding="utf-8"))
    _check(model, config)
    report("reading weights")
    graph = Graph(load_file(str(model / "model.safetensors")))
    layer = _embeddings(graph, config)
    for number in range(config["num_hidden_layers"]):
        layer = _layer(graph, config, number, layer)
    graph.add("Identity", [layer], "tokens")
    _mean(graph)
    report("writing the graph")
    onnx.save(_model(graph, config["hidden_size"]), str(target))


def quantise(exact: Path, target: Path) -> None:
    """Weights and embeddings in eight bits, one scale for each output channel."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    options = {"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT}
    quantize_dynamic(str(exact), str(target), weight_type=QuantType.QInt8, per_channel=True, extra_options=options)


def _check(model: Path, config: dict[str, Any]) -> None:
    if config.get("model_type") != "bert" or config.get("hidden_act") != "gelu":
        raise UnsupportedModel(f"{model.name}: {config.get('model_type')} with {config.get('hidden_act')}")
    pooling = model / "1_Pooling" / "config.json"
    modes = json.loads(pooling.read_text(encoding="utf-8")) if pooling.exists() else {}
    if modes.get("pooling_mode", "mean") != "mean" or not modes.get("pooling_mode_mean_tokens", True):
        raise UnsupportedModel(f"{model.name}: pooling is not the mean")
    if not (model / "model.safetensors").exists():
        raise UnsupportedModel(f"{model.name}: no model.safetensors")


def _embeddings(graph: Graph, config: dict[str, Any]) -> str:
    weights = graph.weights
    positions = weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
    graph.constant("positions", positions[None])
    graph.constant("zero", np.array([0], np.int64))
    graph.constant("one", np.array([1], np.int64))
    graph.add("Gather", [graph.weight("embeddings.word_embeddings.weight"), "input_ids"], "words")
    graph.add("Shape", ["input_ids"], "length", start=1, end=2)
    graph.add("Slice", ["positions", "zero", "length", "one"], "places")
    graph.add("Add", ["words", "places"], "placed")
    graph.add("Cast", ["attention_mask"], "mask", to=TensorProto.INT32)
    norm = [graph.weight(f"embeddings.LayerNorm.{part}") for part in ("weight", "bias")]
    return graph.add("LayerNormalization", ["placed", *norm], "layer", epsilon=config["layer_norm_eps"], axis=-1)


def _layer(graph: Graph, config: dict[str, Any], number: int, below: str) -> str:
    here = f"encoder.layer.{number}."
    attended = _attention(graph, config, here, below)
    inner = graph.add("MatMul", [attended, graph.transposed(here + "intermediate.dense.weight")], here + "inner")
    bent = graph.add("BiasGelu", [inner, graph.weight(here + "intermediate.dense.bias")], here + "bent", FUSED)
    outer = graph.add("MatMul", [bent, graph.transposed(here + "output.dense.weight")], here + "outer")
    return _add_and_norm(graph, config, here + "output.", outer, attended)


def _attention(graph: Graph, config: dict[str, Any], here: str, below: str) -> str:
    own = here + "attention.self."
    kinds = ("query", "key", "value")
    joined = np.concatenate([graph.weights[f"{own}{kind}.weight"].T for kind in kinds], axis=1)
    bias = np.concatenate([graph.weights[f"{own}{kind}.bias"] for kind in kinds])
    inputs = [below, graph.constant(own + "weight", joined), graph.constant(own + "bias", bias), "mask"]
    seen = graph.add("Attention", inputs, own + "seen", FUSED, num_heads=config["num_attention_heads"])
    mixed = graph.add("MatMul", [seen, graph.transposed(here + "attention.output.dense.weight")], own + "mixed")
    return _add_and_norm(graph, config, here + "attention.output.", mixed, below)


def _add_and_norm(graph: Graph, config: dict[str, Any], part: str, new: str, old: str) -> str:
    inputs = [new, old, *(graph.weight(part + key) for key in ("LayerNorm.weight", "LayerNorm.bias", "dense.bias"))]
    return graph.add("SkipLayerNormalization", inputs, part + "normed", FUSED, epsilon=config["layer_norm_eps"])


def _mean(graph: Graph) -> None:
    graph.add("Cast", ["attention_mask"], "real", to=TensorProto.FLOAT)
    graph.add("Unsqueeze", ["real", graph.constant("last_axis", np.array([2], np.int64))], "real_column")
    graph.add("Mul", ["tokens", "real_column"], "kept")
    graph.add("ReduceSum", ["kept", "one"], "sum", keepdims=0)
    graph.add("LpNormalization", ["sum"], "sentence", axis=-1, p=2)


def _model(graph: Graph, width: int) -> Any:
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["B", "T"]) for name in ("input_ids", "attention_mask")
    ]
    outputs = [
        helper.make_tensor_value_info("sentence", TensorProto.FLOAT, ["B", width]),
        helper.make_tensor_value_info("tokens", TensorProto.FLOAT, ["B", "T", width]),
    ]
    drawn = helper.make_graph(graph.nodes, "sentence-encoder", inputs, outputs, graph.constants)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
    return helper.make_model(drawn, opset_imports=opsets, ir_version=8)
