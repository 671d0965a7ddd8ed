"""How exactly a graph computes: its layers are the same, their heavy steps are exact or in eight bits."""

from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from onnx import TensorProto, helper, numpy_helper

FUSED = "com.microsoft"
LIMIT = 64  # of 127: beyond, two products together could overflow where a processor adds them in sixteen bits


@dataclass
class Graph:
    """Collects nodes and constants while the layers are laid one after another."""

    nodes: list[Any] = field(default_factory=list)
    constants: list[Any] = field(default_factory=list)

    def constant(self, name: str, values: Any) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **attributes))
        return output


@dataclass(frozen=True)
class Dense:
    """One learned layer: `weight` has a column for each output."""

    name: str
    weight: Any
    bias: Any


@dataclass(frozen=True)
class Looking:
    """Query, key and value as one layer; `before`: keys and values, for each head, of tokens that are known beforehand."""

    dense: Dense
    heads: int
    before: Any | None = None


class Precision(Protocol):
    @property
    def inputs(self) -> tuple[str, ...]: ...
    @property
    def thin(self) -> bool: ...

    def words(self, graph: Graph, table: Any, ids: str) -> str: ...
    def linear(self, graph: Graph, below: str, dense: Dense) -> str: ...
    def bent(self, graph: Graph, below: str, dense: Dense) -> str: ...
    def attention(self, graph: Graph, below: str, looking: Looking) -> str: ...
    def mean(self, graph: Graph, tokens: str) -> str: ...


class Exact:
    """As the weights are, to rounding; all is computed, nothing known beforehand; texts may be padded to one length."""

    inputs = ("input_ids", "attention_mask")
    thin = False

    def words(self, graph: Graph, table: Any, ids: str) -> str:
        return graph.add("Gather", [graph.constant("table", table), ids], "words")

    def linear(self, graph: Graph, below: str, dense: Dense) -> str:
        return graph.add("Add", [self._product(graph, below, dense), *self._bias(graph, dense)], dense.name)

    def bent(self, graph: Graph, below: str, dense: Dense) -> str:
        return graph.add("BiasGelu", [self._product(graph, below, dense), *self._bias(graph, dense)], dense.name, FUSED)

    def attention(self, graph: Graph, below: str, looking: Looking) -> str:
        dense = looking.dense
        weight = graph.constant(dense.name + ".weight", dense.weight)
        inputs = [below, weight, *self._bias(graph, dense), self._mask(graph)]
        return graph.add("Attention", inputs, dense.name, FUSED, num_heads=looking.heads)

    def mean(self, graph: Graph, tokens: str) -> str:
        graph.add("Cast", ["attention_mask"], "real", to=TensorProto.FLOAT)
        graph.add("Unsqueeze", ["real", graph.constant("last_axis", np.array([2], np.int64))], "real_column")
        graph.add("Mul", [tokens, "real_column"], "kept")
        return graph.add(
            "ReduceSum", ["kept", graph.constant("middle_axis", np.array([1], np.int64))], "sum", keepdims=0
        )

    def _mask(self, graph: Graph) -> str:
        if any("mask" in node.output for node in graph.nodes):
            return "mask"
        return graph.add("Cast", ["attention_mask"], "mask", to=TensorProto.INT32)

    def _product(self, graph: Graph, below: str, dense: Dense) -> str:
        weight = graph.constant(dense.name + ".weight", dense.weight)
        return graph.add("MatMul", [below, weight], dense.name + ".product")

    def _bias(self, graph: Graph, dense: Dense) -> list[str]:
        return [graph.constant(dense.name + ".bias", dense.bias)]


class EightBits:
    """Weights with one scale for each output, numbers on their way with one scale for each text: no padding, no batch."""

    inputs = ("input_ids",)
    thin = True

    def words(self, graph: Graph, table: Any, ids: str) -> str:
        small, scale = _small(table.T)
        graph.add("Gather", [graph.constant("table", small.T), ids], "small_words")
        graph.add("Gather", [graph.constant("table.scale", scale[:, None]), ids], "scales")
        graph.add("Cast", ["small_words"], "whole_words", to=TensorProto.FLOAT)
        return graph.add("Mul", ["whole_words", "scales"], "words")

    def linear(self, graph: Graph, below: str, dense: Dense) -> str:
        inputs = [below, *self._weight(graph, dense), graph.constant(dense.name + ".bias", dense.bias)]
        return graph.add("DynamicQuantizeMatMul", inputs, dense.name, FUSED)

    def bent(self, graph: Graph, below: str, dense: Dense) -> str:
        return graph.add("FastGelu", [self.linear(graph, below, dense)], dense.name + ".bent", FUSED)

    def attention(self, graph: Graph, below: str, looking: Looking) -> str:
        dense = looking.dense
        small = [f"{dense.name}.{part}" for part in ("below", "below_scale", "below_zero")]
        graph.nodes.append(helper.make_node("DynamicQuantizeLinear", [below], small))
        weight, scale, zero = self._weight(graph, dense)
        bias = graph.constant(dense.name + ".bias", dense.bias)
        inputs, outputs = [small[0], weight, bias, small[1], scale, "", small[2], zero], [dense.name]
        if looking.before is not None:
            inputs.append(graph.constant(dense.name + ".before", looking.before))
            outputs.append(dense.name + ".all")  # the runtime insists on giving back the keys and values it joined
        graph.nodes.append(helper.make_node("QAttention", inputs, outputs, domain=FUSED, num_heads=looking.heads))
        return dense.name

    def mean(self, graph: Graph, tokens: str) -> str:
        return graph.add("ReduceMean", [tokens], "mean", axes=[1], keepdims=0)

    def _weight(self, graph: Graph, dense: Dense) -> list[str]:
        small, scale = _small(dense.weight)
        parts = {"weight": small, "scale": scale, "zero": np.zeros(scale.shape, np.int8)}
        return [graph.constant(f"{dense.name}.{part}", values) for part, values in parts.items()]


def _small(weight: Any) -> tuple[Any, Any]:
    loudest = np.abs(weight).max(axis=0)
    scale = (np.where(loudest, loudest, 1) / LIMIT).astype(np.float32)  # a word that pads is nothing but zeros
    return np.round(weight / scale).clip(-LIMIT, LIMIT).astype(np.int8), scale
