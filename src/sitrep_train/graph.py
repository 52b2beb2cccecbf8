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

from sitrep_train.network import HIDDEN, LAYERS, LOOKS

Array = NDArray[Any]
Weights = Mapping[str, Array]
EPSILON: Final = 1e-12
OPSET: Final = 17
IR_VERSION: Final = 8
MICROSOFT: Final = "com.microsoft"
LARGEST: Final = 127  # weights are whole numbers from -127 to 127
INPUTS: Final = ("ids", "features")
OUTPUTS: Final = {"tags": 3, "heads": 3, "tails": 3, "incidents": 2}  # and how many dimensions each has


@dataclass
class Graph:
    """A graph being written: its nodes in order, and the numbers they take."""

    nodes: list[Any] = field(default_factory=list)
    numbers: dict[str, TensorProto] = field(default_factory=dict)

    def number(self, name: str, value: Array) -> str:
        """A constant; one name is one constant, however often it is asked for."""
        self.numbers.setdefault(name, numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: Sequence[str], name: str, **told: Any) -> str:
        """An operator; its first output has its name, and ``outputs`` says how the others are called."""
        outputs, domain = told.pop("outputs", [name]), told.pop("domain", "")
        self.nodes.append(helper.make_node(kind, list(inputs), outputs, name=name, domain=domain, **told))
        return name

    def linear(self, given: str, name: str, weight: Array, bias: Array) -> str:
        """``given`` times the weight, plus the bias; weight is outputs x inputs, as torch keeps it."""
        return self.node("DynamicQuantizeMatMul", [given, *self._map(name, weight, bias)], name, domain=MICROSOFT)

    def float_linear(self, given: str, name: str, weight: Array, bias: Array) -> str:
        """A small linear map that stays floating point."""
        mapped = self.node("MatMul", [given, self.number(f"{name}.weight", weight.T)], f"{name}.mapped")
        return self.node("Add", [mapped, self.number(f"{name}.bias", bias.astype(np.float32))], name)

    def linears(self, given: str, name: str, maps: Mapping[str, tuple[Array, Array]]) -> list[str]:
        """Several linear maps of one thing, which is brought to 8 bits once."""
        outputs = [f"{name}.whole", f"{name}.scale", f"{name}.zero"]
        self.node("DynamicQuantizeLinear", [given], outputs[0], outputs=outputs)
        made = []
        for part, (weight, bias) in maps.items():
            own, scales, nothing, added = self._map(f"{name}.{part}", weight, bias)
            inputs = [outputs[0], own, outputs[1], scales, outputs[2], nothing, added]
            made.append(self.node("MatMulIntegerToFloat", inputs, f"{name}.{part}", domain=MICROSOFT))
        return made

    def even(self, given: str, name: str) -> str:
        """Each piece's vector with mean 0 and variance 1: a layer norm, by the operator that does it soonest."""
        rows = self.node("Reshape", [given, self.number("rows", np.array([-1, 1, HIDDEN]))], f"{name}.rows")
        ones, zeros = self.number("ones", np.ones(1, np.float32)), self.number("zeros", np.zeros(1, np.float32))
        rows = self.node("InstanceNormalization", [rows, ones, zeros], f"{name}.evened", epsilon=EPSILON)
        return self.node("Reshape", [rows, "shape.hidden"], name)

    def _map(self, name: str, weight: Array, bias: Array) -> tuple[str, str, str, str]:
        """Weight, scale, zero point (there is none) and bias of a linear map."""
        whole, scale = whole_numbers(weight)
        named = self.number(f"{name}.weight", whole.T), self.number(f"{name}.weight.scale", scale[:, 0])
        return *named, "", self.number(f"{name}.bias", bias.astype(np.float32))


@dataclass(frozen=True)
class Normed:
    """What a layer norm gives: evened vectors, and the norm's own weight and bias, not yet brought in.

    Whatever comes next takes those two into its own weights, where they cost nothing.
    """

    name: str
    weight: Array
    bias: Array

    def into(self, weight: Array, bias: Array) -> tuple[Array, Array]:
        """A linear map of the normed vectors, as one of the evened vectors."""
        return weight * self.weight, bias + weight @ self.bias


def whole_numbers(weight: Array) -> tuple[Array, Array]:
    """The weight as 8-bit whole numbers and the scale of each of its rows."""
    largest = np.abs(weight).max(axis=1, keepdims=True)
    scale = (np.where(largest > 0, largest, 1) / LARGEST).astype(np.float32)
    return np.rint(weight / scale).clip(-LARGEST, LARGEST).astype(np.int8), scale


def shipped(weights: Weights, pieces: int, apart: Sequence[Sequence[int]]) -> ModelProto:
    """The model that ships, for windows of up to ``pieces`` pieces; ``weights`` are the network's, by name.

    ``apart`` names for each layer the raised features whose values run far larger than all others'. They stay floating
    point: among the others they would make every step between two whole numbers several times as wide.
    """
    graph = Graph()
    x = _embedded(graph, weights, pieces)
    for number in range(LAYERS):
        x = _layer(graph, weights, number, x, apart[number])
    _told(graph, weights, x)
    size = ["windows", "pieces", None]
    given = [helper.make_tensor_value_info(name, TensorProto.INT32, size[:2]) for name in INPUTS]
    told = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, size if dimensions == 3 else [size[0], None])
        for name, dimensions in OUTPUTS.items()
    ]
    model = helper.make_model(
        helper.make_graph(graph.nodes, "encoder", given, told, list(graph.numbers.values())),
        opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)],
        ir_version=IR_VERSION,
        producer_name="sitrep",
    )
    checker.check_model(model)
    return model


def _embedded(graph: Graph, weights: Weights, pieces: int) -> Normed:
    """What each piece is before any other is looked at."""
    zero, one, two, hidden = (graph.number(f"number.{value}", np.array([value])) for value in (0, 1, 2, HIDDEN))
    graph.node("Shape", ["ids"], "shape")
    graph.node("Concat", ["shape", hidden], "shape.hidden", axis=0)
    whole, scale = whole_numbers(weights["encoder.words.weight"])
    words = graph.node("Gather", [graph.number("words.weight", whole), "ids"], "words.whole")
    words = graph.node("Cast", [words], "words.cast", to=TensorProto.FLOAT)
    scales = graph.node("Gather", [graph.number("words.weight.scale", scale), "ids"], "words.scale")
    words = graph.node("Mul", [words, scales], "words")
    features = graph.number("features.weight", weights["encoder.features.weight"])
    features = graph.node("Gather", [features, "features"], "featured")
    places = graph.number("places.weight", weights["encoder.places.weight"][:pieces])
    length = graph.node("Slice", ["shape", one, two], "length")
    places = graph.node("Slice", [places, zero, length, zero], "placed")
    rest = graph.node("Add", [features, places], "rest")
    return _normed(graph, graph.node("Add", [words, rest], "embedded.sum"), "embedded", weights, "encoder.norm")


def _layer(graph: Graph, weights: Weights, number: int, x: Normed, apart: Sequence[int]) -> Normed:
    """One layer over what came in."""
    name, of = f"layer{number}", f"encoder.layers.{number}"
    parts = zip(*(np.split(weights[f"{of}.qkv.{part}"], 3) for part in ("weight", "bias")), strict=True)
    maps = dict(zip(("query", "key", "value"), (x.into(*part) for part in parts), strict=True))
    looks = graph.linears(x.name, name, maps)
    seen = graph.node("MultiHeadAttention", looks, f"{name}.seen", domain=MICROSOFT, num_heads=LOOKS)
    mapped = graph.linear(seen, f"{name}.out", weights[f"{of}.out.weight"], weights[f"{of}.out.bias"] + x.bias)
    x = _added(graph, x, mapped, f"{name}.norm", (weights, f"{of}.norm"))
    up = x.into(weights[f"{of}.up.weight"], weights[f"{of}.up.bias"])
    down, bias = weights[f"{of}.down.weight"], weights[f"{of}.down.bias"] + x.bias
    near = np.setdiff1d(np.arange(len(up[0])), apart)
    raised = graph.node(
        "Gelu", [graph.linear(x.name, f"{name}.up", *_rows(up, near))], f"{name}.raised", domain=MICROSOFT
    )
    mapped = graph.linear(raised, f"{name}.down", down[:, near], bias)
    few = graph.float_linear(x.name, f"{name}.far.up", *_rows(up, apart))
    few = graph.node("Gelu", [few], f"{name}.far.raised", domain=MICROSOFT)
    few = graph.node("MatMul", [few, graph.number(f"{name}.far.down", down[:, apart].T)], f"{name}.far")
    mapped = graph.node("Add", [mapped, few], f"{name}.lowered")
    return _added(graph, x, mapped, f"{name}.last", (weights, f"{of}.last_norm"))


def _rows(linear: tuple[Array, Array], kept: Sequence[int] | Array) -> tuple[Array, Array]:
    return linear[0][kept], linear[1][kept]


def _added(graph: Graph, x: Normed, mapped: str, name: str, norm: tuple[Weights, str]) -> Normed:
    """The norm of ``x`` plus what was made of it; the bias of ``x`` is in that already."""
    before = graph.node("Mul", [x.name, graph.number(f"{name}.before.weight", x.weight)], f"{name}.before")
    return _normed(graph, graph.node("Add", [before, mapped], f"{name}.sum"), name, *norm)


def _normed(graph: Graph, given: str, name: str, weights: Weights, of: str) -> Normed:
    return Normed(graph.even(given, name), weights[f"{of}.weight"], weights[f"{of}.bias"])


def _told(graph: Graph, weights: Weights, x: Normed) -> None:
    """What the heads tell of each piece, and of the window."""
    parts = ("tags", "heads", "tails")
    maps = {part: x.into(weights[f"{part}.weight"], weights[f"{part}.bias"]) for part in parts}
    for part, name in zip(parts, graph.linears(x.name, "told", maps), strict=True):
        graph.node("Identity", [name], part)
    mean = graph.node("ReduceMean", [x.name], "mean", axes=[1], keepdims=0)
    weight, bias = x.into(weights["incidents.weight"], weights["incidents.bias"])
    inputs = [mean, graph.number("incidents.weight", weight.T), graph.number("incidents.bias", bias)]
    graph.node("Gemm", inputs, "incidents")
