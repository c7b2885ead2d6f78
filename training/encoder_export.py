"""The trained network as one ONNX file in 8-bit integers, written node by node.

Vectors of pieces: int8 with one scale a piece. Matrices: int8 with one scale a column; what they read becomes uint8
with one scale a row, the row's largest value. So a sentence is read alike whatever stands beside it in a batch, and
the rows of the two pieces at its ends, which hold values ten times those of all others, spoil no word. The products of
int8 weights stay below what processors without VNNI can add up (`TOP`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from encoder_network import MASKED, Layer, Reader
from encoder_source import Floats

TOP = 63  # 255 * 63 * 2 < 2 ** 15: sums of two products fit 16 bits on any processor
FULL = 127
VERSION = "1.0.0"
CONTRIBUTED = "com.microsoft"
OPSET, IR = 20, 10


class Steps(NamedTuple):
    """Numbers from some minimum to 1 as uint8: how many steps make 1, which stands for 0; rows are divided by `least`
    at the least."""

    count: int
    zero: int
    least: float


EITHER_SIGN = Steps(127, 128, 1e-6)
AFTER_GELU = Steps(191, 64, 0.51)  # nothing is below -0.17, a third of 0.51


class Graph:
    """Nodes and constants in the making; every method gives the name of what it computes."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, value: np.ndarray) -> str:
        """A constant; one of the same name is used again."""
        self.constants.setdefault(name, numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def ints(self, *values: int) -> str:
        """A row of integers as a constant."""
        return self.constant("ints_" + "_".join(map(str, values)), np.array(values, dtype=np.int64))

    def node(self, kind: str, *reads: str, domain: str = "", **settings: object) -> str:
        """A node with one output."""
        return self.nodes_of(kind, 1, *reads, domain=domain, **settings)[0]

    def nodes_of(self, kind: str, outputs: int, *reads: str, domain: str = "", **settings: object) -> list[str]:
        """A node with several outputs."""
        names = [f"{kind}_{len(self.nodes)}_{place}" for place in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(reads), names, domain=domain, **settings))
        return names

    def exact(self, x: str, name: str, layer: nn.Linear) -> str:
        """A linear layer in float32."""
        product = self.node("MatMul", x, self.constant(f"{name}.weight", array(layer.weight).T))
        return self.node("Add", product, self.constant(f"{name}.bias", array(layer.bias)))

    def linear(self, x: str, name: str, layer: nn.Linear, *, steps: Steps = EITHER_SIGN) -> str:
        """A linear layer in int8; `steps` say how a row divided by its largest value becomes uint8."""
        size = self.node("Abs", x) if steps is EITHER_SIGN else x
        largest = self.node("ReduceMax", size, self.ints(-1), keepdims=1)
        largest = self.node("Max", largest, self.constant(f"{name}.least", np.float32(steps.least)))
        product = self._product(self.node("Div", x, largest), name, array(layer.weight), steps)
        return self.node("Add", self.node("Mul", product, largest), self.constant(f"{name}.bias", array(layer.bias)))

    def _product(self, x: str, name: str, weight: Floats, steps: Steps) -> str:
        scales = np.maximum(np.abs(weight).max(axis=1), 1e-8) / TOP
        whole = np.rint(weight / scales[:, None]).astype(np.int8).T
        step = self.constant(f"step_{steps.count}", np.float32(1 / steps.count))
        zero = self.constant(f"zero_{steps.zero}", np.uint8(steps.zero))
        return self.node(
            "MatMulIntegerToFloat",
            self.node("QuantizeLinear", x, step, zero),
            self.constant(f"{name}.weight", whole),
            step,
            self.constant(f"{name}.scales", scales.astype(np.float32)),
            zero,
            self.constant(f"{name}.zeros", np.zeros(len(scales), np.int8)),
            domain=CONTRIBUTED,
        )

    def norm(self, x: str, name: str, layer: nn.LayerNorm) -> str:
        """A layer norm."""
        return self.node(
            "LayerNormalization",
            x,
            self.constant(f"{name}.scale", array(layer.weight)),
            self.constant(f"{name}.shift", array(layer.bias)),
            axis=-1,
            epsilon=layer.eps,
        )


def array(tensor: object) -> Floats:
    """A parameter's values."""
    return tensor.detach().numpy()  # type: ignore[attr-defined, no-any-return]


def export(network: Reader, path: Path) -> None:
    """Write `network` to `path`: pieces, mask, firsts to names, tags, arcs, relations and vectors of words."""
    graph = Graph()
    read = encoder(graph, network)
    vectors = graph.node("GatherND", read, graph.node("Unsqueeze", "firsts", graph.ints(-1)), batch_dims=1)
    words = graph.node("Slice", vectors, graph.ints(1), graph.ints(1 << 30), graph.ints(1))
    outputs = {
        "vectors": vectors,
        "names": graph.exact(words, "names", network.names),
        "tags": graph.exact(words, "tags", network.tags),
    }
    outputs["arcs"], outputs["relations"] = trees(graph, network, vectors)
    graph.nodes += [helper.make_node("Identity", [made], [name]) for name, made in outputs.items()]
    onnx.save(_model(graph, list(outputs)), path)


def _model(graph: Graph, outputs: list[str]) -> onnx.ModelProto:
    integer, boolean, float32 = TensorProto.INT64, TensorProto.BOOL, TensorProto.FLOAT
    reads = [
        helper.make_tensor_value_info("pieces", integer, ["rows", "pieces"]),
        helper.make_tensor_value_info("mask", boolean, ["rows", "pieces"]),
        helper.make_tensor_value_info("firsts", integer, ["rows", "words"]),
    ]
    gives = [helper.make_tensor_value_info(name, float32, None) for name in outputs]
    whole = helper.make_graph(graph.nodes, "encoder", reads, gives, list(graph.constants.values()))
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIBUTED, 1)]
    return helper.make_model(whole, opset_imports=opsets, ir_version=IR, producer_name="press-briefing")


def encoder(graph: Graph, network: Reader) -> str:
    """The encoder; its last layer's vectors of pieces."""
    inner = network.encoder
    table = array(inner.words.weight)
    scales = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-8) / FULL
    whole = np.rint(table / scales).astype(np.int8)
    rows = graph.node("Gather", graph.constant("pieces.weight", whole), "pieces")
    rows = graph.node("Cast", rows, to=TensorProto.FLOAT)
    scale = graph.node("Gather", graph.constant("pieces.scales", scales.astype(np.float32)), "pieces")
    length = graph.node("Slice", graph.node("Shape", "pieces"), graph.ints(1), graph.ints(2), graph.ints(0))
    places = graph.node(
        "Cast", graph.constant("places", array(inner.places.weight).astype(np.float16)), to=TensorProto.FLOAT
    )
    here = graph.node("Slice", places, graph.ints(0), length, graph.ints(0))
    x = graph.norm(graph.node("Add", graph.node("Mul", rows, scale), here), "norm", inner.norm)
    mask = _mask(graph)
    for number, layer in enumerate(inner.layers):
        x = _layer(graph, x, mask, f"layer{number}", layer)
    return x


def _mask(graph: Graph) -> str:
    nothing, hidden = (graph.constant(name, np.float32(value)) for name, value in (("seen", 0.0), ("hidden", MASKED)))
    return graph.node("Unsqueeze", graph.node("Where", "mask", nothing, hidden), graph.ints(1, 2))


def _layer(graph: Graph, x: str, mask: str, name: str, layer: Layer) -> str:
    read = _attention(graph, graph.linear(x, f"{name}.qkv", layer.qkv), mask, layer)
    x = graph.norm(graph.node("Add", x, graph.linear(read, f"{name}.out", layer.out)), f"{name}.norm", layer.norm)
    wide = graph.node("Gelu", graph.linear(x, f"{name}.wide", layer.wide), domain=CONTRIBUTED)
    narrow = graph.linear(wide, f"{name}.narrow", layer.narrow, steps=AFTER_GELU)
    return graph.norm(graph.node("Add", x, narrow), f"{name}.last", layer.last_norm)


def _attention(graph: Graph, qkv: str, mask: str, layer: Layer) -> str:
    width = layer.out.in_features
    one = width // layer.heads
    parts = graph.node("Reshape", qkv, graph.ints(0, 0, 3, layer.heads, one))
    split = graph.nodes_of("Split", 3, graph.node("Transpose", parts, perm=[2, 0, 3, 1, 4]), axis=0, num_outputs=3)
    query, key, value = (graph.node("Squeeze", part, graph.ints(0)) for part in split)
    product = graph.node("MatMul", query, graph.node("Transpose", key, perm=[0, 1, 3, 2]))
    factor = graph.constant("narrowing", np.float32(one**-0.5))
    likes = graph.node("Add", graph.node("Mul", product, factor), mask)
    read = graph.node("MatMul", graph.node("Softmax", likes, axis=-1), value)
    return graph.node("Reshape", graph.node("Transpose", read, perm=[0, 2, 1, 3]), graph.ints(0, 0, width))


def trees(graph: Graph, network: Reader, vectors: str) -> tuple[str, str]:
    """Scores of arcs and of relations: words below, the root and words above."""
    arcs = _biaffine(graph, network, vectors, "arc", network.arcs.weight)
    relations = _biaffine(graph, network, vectors, "relation", network.relations.weight)
    return graph.node("Squeeze", arcs, graph.ints(1)), relations


def _biaffine(graph: Graph, network: Reader, vectors: str, name: str, weight: object) -> str:
    """`below . weight . above` of every class, each side with a constant 1 behind."""
    sides = (graph.exact(vectors, f"{name}.{side}", getattr(network, f"{name}_{side}")) for side in ("below", "above"))
    one, pad = graph.constant("one", np.float32(1.0)), graph.ints(0, 0, 0, 0, 0, 1)
    below, above = (graph.node("Pad", graph.node("Gelu", side, domain=CONTRIBUTED), pad, one) for side in sides)
    below = graph.node("Slice", below, graph.ints(1), graph.ints(1 << 30), graph.ints(1))
    stacked = graph.constant(f"{name}.weight", array(weight).astype(np.float32))
    product = graph.node("MatMul", graph.node("Unsqueeze", below, graph.ints(1)), stacked)
    above = graph.node("Unsqueeze", graph.node("Transpose", above, perm=[0, 2, 1]), graph.ints(1))
    return graph.node("MatMul", product, above)


def card(folder: Path, names: Iterable[str], classes: Mapping[str, Iterable[str]]) -> str:
    """What the package holds the files against before it reads them, and the classes of the heads, as TOML."""
    sums = [f'"{name}" = "{hashlib.sha256((folder / name).read_bytes()).hexdigest()}"' for name in names]
    rows = [f"{name} = {json.dumps(list(labels), ensure_ascii=False)}" for name, labels in classes.items()]
    top = ["# Written by training/encoder.py export.", f'version = "{VERSION}"', "[sha256]"]
    return "\n".join([*top, *sums, "", "[classes]", *rows, ""])
