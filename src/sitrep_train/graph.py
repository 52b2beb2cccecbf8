"""The shipped network as an ONNX graph, written out layer by layer: whole numbers of 8 bits wherever weights are many.

The graph says what ``network`` says, in the operators that run fastest on one core: each linear map takes its input as
8 bits, scaled anew for every call, and its weights as 8 bits, scaled for every output. What a window's pieces pay to
each other, the norms and what comes out stay floating point. Windows given together must be of one length, so no
piece is padding and there is no mask.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, TensorProto, checker, helper, numpy_helper

from sitrep_train.network import LAYERS, LOOKS

Array = NDArray[Any]
Weights = Mapping[str, Array]
EPSILON: Final = 1e-12
OPSET: Final = 17
MICROSOFT: Final = "com.microsoft"
LARGEST: Final = 127  # weights are whole numbers from -127 to 127
INPUTS: Final = ("ids", "features")
OUTPUTS: Final = ("tags", "heads", "tails", "incidents")


@dataclass
class Graph:
    """A graph being written: its nodes in order, and the numbers they take."""

    nodes: list[Any] = field(default_factory=list)
    numbers: list[TensorProto] = field(default_factory=list)

    def number(self, name: str, value: Array) -> str:
        """A constant; its name is its own."""
        self.numbers.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: Sequence[str], name: str, *, outputs: int = 1, **told: Any) -> str:
        """An operator; the name of its first output is its own."""
        names = [name, *(f"{name}.{number}" for number in range(1, outputs))]
        domain = told.pop("domain", "")
        self.nodes.append(helper.make_node(kind, list(inputs), names, name=name, domain=domain, **told))
        return name

    def linear(self, given: str, name: str, weight: Array, bias: Array) -> str:
        """``given`` times the weight, plus the bias; weight is outputs x inputs, as torch keeps it."""
        whole, scale = whole_numbers(weight)
        inputs = [
            given,
            self.number(f"{name}.weight", whole.T),
            self.number(f"{name}.scale", scale[:, 0]),
            "",
            self.number(f"{name}.bias", bias.astype(np.float32)),
        ]
        return self.node("DynamicQuantizeMatMul", inputs, name, domain=MICROSOFT)

    def normed(self, left: str, right: str, name: str, weights: Weights, of: str) -> str:
        """The layer norm of a sum."""
        inputs = [
            left,
            right,
            self.number(f"{name}.weight", weights[f"{of}.weight"]),
            self.number(f"{name}.bias", weights[f"{of}.bias"]),
        ]
        return self.node("SkipLayerNormalization", inputs, name, domain=MICROSOFT, epsilon=EPSILON)


def whole_numbers(weight: Array) -> tuple[Array, Array]:
    """The weight as 8-bit whole numbers and the scale of each of its rows."""
    largest = np.abs(weight).max(axis=1, keepdims=True)
    scale = (np.where(largest > 0, largest, 1) / LARGEST).astype(np.float32)
    return np.rint(weight / scale).clip(-LARGEST, LARGEST).astype(np.int8), scale


def shipped(weights: Weights, pieces: int) -> ModelProto:
    """The model that ships, for windows of up to ``pieces`` pieces; ``weights`` are the network's, by name."""
    graph = Graph()
    x = _embedded(graph, weights, pieces)
    for number in range(LAYERS):
        x = _layer(graph, weights, number, x)
    _told(graph, weights, x)
    given = [helper.make_tensor_value_info(name, TensorProto.INT32, ["windows", "pieces"]) for name in INPUTS]
    shapes = [["windows", "pieces", None], ["windows", "pieces", None], ["windows", "pieces", None], ["windows", None]]
    told = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
        for name, shape in zip(OUTPUTS, shapes, strict=True)
    ]
    model = helper.make_model(
        helper.make_graph(graph.nodes, "encoder", given, told, graph.numbers),
        opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)],
        ir_version=8,
        producer_name="sitrep",
    )
    checker.check_model(model)
    return model


def _embedded(graph: Graph, weights: Weights, pieces: int) -> str:
    """What each piece is before any other is looked at."""
    whole, scale = whole_numbers(weights["encoder.words.weight"])
    words = graph.node("Gather", [graph.number("words.weight", whole), "ids"], "words.whole")
    words = graph.node("Cast", [words], "words.cast", to=TensorProto.FLOAT)
    scales = graph.node("Gather", [graph.number("words.scale", scale), "ids"], "words.scaled")
    words = graph.node("Mul", [words, scales], "words")
    features = graph.node(
        "Gather", [graph.number("features.weight", weights["encoder.features.weight"]), "features"], "featured"
    )
    shape = graph.node("Shape", ["ids"], "shape")
    length = graph.node("Slice", [shape, _one(graph, 1), _one(graph, 2)], "length")
    places = graph.number("places.weight", weights["encoder.places.weight"][:pieces])
    placed = graph.node("Slice", [places, _one(graph, 0), length, _one(graph, 0)], "placed")
    rest = graph.node("Add", [features, placed], "rest")
    return graph.normed(words, rest, "embedded", weights, "encoder.norm")


def _one(graph: Graph, value: int) -> str:
    name = f"number.{value}"
    if all(number.name != name for number in graph.numbers):
        graph.number(name, np.array([value], dtype=np.int64))
    return name


def _layer(graph: Graph, weights: Weights, number: int, x: str) -> str:
    """One layer over what came in."""
    name = f"layer{number}"

    def linear(given: str, part: str) -> str:
        of = f"encoder.layers.{number}.{part}"
        return graph.linear(given, f"{name}.{part}", weights[f"{of}.weight"], weights[f"{of}.bias"])

    graph.node("Split", [linear(x, "qkv")], f"{name}.query", outputs=3, axis=-1)
    parts = [f"{name}.query", f"{name}.query.1", f"{name}.query.2"]
    seen = graph.node("MultiHeadAttention", parts, f"{name}.seen", domain=MICROSOFT, num_heads=LOOKS)
    x = graph.normed(linear(seen, "out"), x, f"{name}.norm", weights, f"encoder.layers.{number}.norm")
    raised = graph.node("Gelu", [linear(x, "up")], f"{name}.raised", domain=MICROSOFT)
    return graph.normed(linear(raised, "down"), x, f"{name}.last", weights, f"encoder.layers.{number}.last_norm")


def _told(graph: Graph, weights: Weights, x: str) -> None:
    """What the heads tell of each piece, and of the window."""
    parts = ("tags", "heads", "tails")
    weight, bias = (np.concatenate([weights[f"{part}.{of}"] for part in parts]) for of in ("weight", "bias"))
    together = graph.linear(x, "told", weight, bias)
    sizes = graph.number("sizes", np.array([len(weights[f"{part}.bias"]) for part in parts], dtype=np.int64))
    graph.nodes.append(helper.make_node("Split", [together, sizes], list(parts), name="split", axis=-1))
    mean = graph.node("ReduceMean", [x], "mean", axes=[1], keepdims=0)
    inputs = [
        mean,
        graph.number("incidents.weight", weights["incidents.weight"].T),
        graph.number("incidents.bias", weights["incidents.bias"]),
    ]
    graph.node("Gemm", inputs, "incidents")
