"""The binary is unpacked once, whole, whoever asks and whatever was left behind."""

import json
import lzma
import subprocess
import sys

import pytest

from grader.backends.keeper import environment

CODE = "from grader.backends.unpack import unpacked; print(unpacked())"


@pytest.fixture
def small(tmp_path):
    """A package of that name with two small files, and a cache of its own."""
    packed = tmp_path / "packages" / "milvus" / "data" / "bin"
    packed.mkdir(parents=True)
    (tmp_path / "packages" / "milvus" / "__init__.py").write_text("raise ImportError('it is found, not imported')")
    for name in ("milvus", "libx.so.1"):
        (packed / f"{name}.lzma").write_bytes(lzma.compress(name.encode() * 50_000))
    variables = environment({"XDG_CACHE_HOME": str(tmp_path / "cache")})
    return {**variables, "PYTHONPATH": f"{tmp_path / 'packages'}:{variables['PYTHONPATH']}"}


def unpack(variables):
    return subprocess.Popen([sys.executable, "-c", CODE], env=variables, stdout=subprocess.PIPE, text=True)


def whole(folder):
    assert {p.name for p in folder.iterdir()} == {"milvus", "libx.so.1", "unpacked.json"}
    assert (folder / "milvus").read_bytes() == b"milvus" * 50_000
    assert (folder / "milvus").stat().st_mode & 0o100


def test_four_processes_at_once(small, tmp_path):
    processes = [unpack(small) for _ in range(4)]
    folders = {p.communicate(timeout=60)[0].strip() for p in processes}
    target = tmp_path / "cache" / "milvus-course" / "server-2.3.5"
    assert folders == {str(target)}
    whole(target)
    assert sorted(p.name for p in target.parent.iterdir()) == ["server-2.3.5", "server-2.3.lock"]


@pytest.mark.parametrize("damage", ["cut", "gone", "no manifest"])
def test_a_half_unpacked_folder_is_repaired(small, tmp_path, damage):
    unpack(small).communicate(timeout=60)
    target = tmp_path / "cache" / "milvus-course" / "server-2.3.5"
    left = target.parent / "server-2.3.5.new-interrupted"
    left.mkdir()
    if damage == "cut":
        (target / "milvus").write_bytes(b"milvus")
    elif damage == "gone":
        (target / "libx.so.1").unlink()
    else:
        (target / "unpacked.json").unlink()
    unpack(small).communicate(timeout=60)
    whole(target)
    assert not left.exists()


def test_what_is_whole_is_not_touched(small, tmp_path):
    unpack(small).communicate(timeout=60)
    manifest = tmp_path / "cache" / "milvus-course" / "server-2.3.5" / "unpacked.json"
    before = manifest.stat().st_mtime_ns
    unpack(small).communicate(timeout=60)
    assert manifest.stat().st_mtime_ns == before
    assert json.loads(manifest.read_text())["milvus"] == 300_000
