"""The graph that ships says what the network says."""

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the training extra is not installed")
pytest.importorskip("onnx", reason="the training extra is not installed")

import onnxruntime  # noqa: E402

from sitrep.annotations.subwords import FEATURES  # noqa: E402
from sitrep_train.graph import OUTPUTS, Array, shipped, whole_numbers  # noqa: E402
from sitrep_train.network import HIDDEN, LAYERS, Layer  # noqa: E402

VOCABULARY, PIECES, TAGS, PAIRS, INCIDENTS = 50, 24, 9, 8, 2


def parts(seed: int) -> tuple[dict[str, Array], object]:
    """Random weights by the network's names, and the layers that hold the same."""
    torch.manual_seed(seed)
    layers = torch.nn.ModuleList(Layer(0.0) for _ in range(LAYERS)).eval()
    sizes = {"words": VOCABULARY, "places": PIECES, "features": FEATURES}
    weights = {f"encoder.{name}.weight": torch.randn(size, HIDDEN) for name, size in sizes.items()}
    weights |= {"encoder.norm.weight": torch.rand(HIDDEN) + 0.5, "encoder.norm.bias": torch.randn(HIDDEN) * 0.1}
    for name, size in {"tags": TAGS, "heads": PAIRS, "tails": PAIRS, "incidents": INCIDENTS}.items():
        weights |= {f"{name}.weight": torch.randn(size, HIDDEN) * 0.05, f"{name}.bias": torch.randn(size)}
    weights |= {f"encoder.layers.{name}": value for name, value in layers.state_dict().items()}
    return {name: value.numpy() for name, value in weights.items()}, layers


def reference(weights: dict[str, Array], layers: object, ids: Array, features: Array) -> list[Array]:
    tensors = {name: torch.from_numpy(value) for name, value in weights.items()}

    def linear(given: object, name: str) -> Array:
        told: Array = torch.nn.functional.linear(given, tensors[f"{name}.weight"], tensors[f"{name}.bias"]).numpy()
        return told

    with torch.no_grad():
        x = tensors["encoder.words.weight"][torch.from_numpy(ids).long()]
        x = x + tensors["encoder.places.weight"][: ids.shape[1]]
        x = x + tensors["encoder.features.weight"][torch.from_numpy(features).long()]
        norm = tensors["encoder.norm.weight"], tensors["encoder.norm.bias"]
        x = torch.nn.functional.layer_norm(x, (HIDDEN,), *norm, eps=1e-12)
        for layer in layers:  # type: ignore[attr-defined]  # torch may not be installed
            x = layer(x, torch.zeros(1))
        return [linear(x, "tags"), linear(x, "heads"), linear(x, "tails"), linear(x.mean(1), "incidents")]


@pytest.mark.parametrize("windows", [1, 3])
@pytest.mark.parametrize("apart", [[], [0, 5, 1535]])
def test_the_graph_gives_what_the_layers_give_but_for_8_bits(windows: int, apart: list[int]) -> None:
    weights, layers = parts(7)
    rng = np.random.default_rng(1)
    ids = rng.integers(0, VOCABULARY, (windows, PIECES - 3)).astype(np.int32)
    features = rng.integers(0, FEATURES, ids.shape).astype(np.int32)
    model = shipped(weights, PIECES, [apart] * LAYERS)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    told = session.run(list(OUTPUTS), {"ids": ids, "features": features})

    for ours, theirs in zip(told, reference(weights, layers, ids, features), strict=True):
        assert ours.shape == theirs.shape
        assert np.sqrt(((ours - theirs) ** 2).mean()) < 0.05 * theirs.std() + 0.01


def test_the_same_weights_give_the_same_bytes() -> None:
    models = [shipped(parts(3)[0], PIECES, [[2]] * LAYERS).SerializeToString(deterministic=True) for _ in range(2)]

    assert models[0] == models[1]


def test_whole_numbers_are_as_near_as_their_scale_allows() -> None:
    weight = np.random.default_rng(2).normal(size=(5, 300)).astype(np.float32)
    weight[3] = 0
    whole, scale = whole_numbers(weight)

    assert whole.dtype == np.int8
    assert (np.abs(whole * scale - weight) <= 0.5001 * scale).all()
