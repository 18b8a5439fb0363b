"""Record what chapter 18 shows of a server with an object store of its own: an outage of that store, and its metadata.

    python scripts/record_backup.py

Needs ``minio`` and ``birdwatcher`` on the PATH and the Milvus 2.3.5 of the package ``milvus``; everything listens on loopback,
in a folder that is removed at the end. Writes ``lessons/recorded/ch18_outage.json`` and ``ch18_metadata.json``.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import yaml
from pymilvus import DataType, MilvusClient

from grader.backends import configure, plainhttp, unpack
from grader.backends.quiet_clients import quiet_clients
from grader.backends.server import ServerInstance

if TYPE_CHECKING:
    from collections.abc import Callable

RECORDED = Path(__file__).parent.parent / "lessons" / "recorded"
ROWS = 5000
"""A segment of fewer than 1,024 rows gets no index files."""


class WithMinio(ServerInstance):
    """The 2.3.5 server whose segments lie in MinIO instead of in its own folder."""

    minio_port = 0

    def _configure(self) -> None:
        super()._configure()
        path = self.folder / "configs" / "milvus.yaml"
        config = yaml.safe_load(path.read_text())
        configure.put(config, "common.storageType", "minio")
        configure.put(config, "minio.address", "127.0.0.1")
        configure.put(config, "minio.port", self.minio_port)
        path.write_text(yaml.safe_dump(config, sort_keys=False))


def start_minio(folder: Path, port: int) -> subprocess.Popen[bytes]:
    """MinIO on loopback; returns when it answers."""
    process = subprocess.Popen(
        ["minio", "server", str(folder), "--address", f"127.0.0.1:{port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "MINIO_ROOT_USER": "minioadmin", "MINIO_ROOT_PASSWORD": "minioadmin", "HOME": str(folder.parent)},
    )  # fmt: skip
    for _ in range(200):
        try:
            if plainhttp.get(f"http://127.0.0.1:{port}", "/minio/health/live", 1.0)[0] == 200:
                return process
        except OSError:
            time.sleep(0.1)
    process.kill()
    raise SystemExit("Expected MinIO to answer within 20 s; it did not. Next: minio server DIR --address 127.0.0.1:9000")


def rows(start: int, stop: int) -> list[dict[str, Any]]:
    rng = np.random.default_rng(start)
    return [{"id": k, "vector": rng.normal(size=32).tolist()} for k in range(start, stop)]


def tried(act: Callable[[], Any]) -> tuple[str, float]:
    """What a call returned or said, and the seconds that it took."""
    begin = time.perf_counter()
    try:
        said = str(act())
    except Exception as error:  # an outage raises several kinds
        said = f"`{type(error).__name__}`"
    return said, time.perf_counter() - begin


def outage(client: MilvusClient, minio: list[subprocess.Popen[bytes]], folder: Path, port: int) -> str:
    lines = []

    def counted() -> Any:
        return client.query("notes", filter="", output_fields=["count(*)"], consistency_level="Strong", timeout=15)[0]["count(*)"]

    def note(what: str, act: Callable[[], Any]) -> None:
        said, seconds = tried(act)
        lines.append(f"| {what} | {said} | {seconds:.1f} s |")

    def search() -> str:
        return f"{len(client.search('notes', data=[rows(3, 4)[0]['vector']], limit=5, timeout=15)[0])} hits"

    note("before: `count(*)`", counted)
    minio[0].kill()
    minio[0].wait()
    note("MinIO killed: a search", search)
    note("an insert of 100 rows", lambda: f"{client.insert('notes', rows(ROWS, ROWS + 100), timeout=15)['insert_count']} rows acknowledged")
    note("`count(*)`", counted)
    note("`flush(timeout=15)`", lambda: client.flush("notes", timeout=15))
    minio[0] = start_minio(folder, port)
    note("MinIO is back: `flush`", lambda: client.flush("notes", timeout=120) or "done")
    note("`count(*)`", counted)
    return "| what | it said | it took |\n|:---|:---|---:|\n" + "\n".join(lines)


def asked(etcd: int, command: str, folder: Path) -> str:
    done = subprocess.run(["birdwatcher", "-olc", f"connect --etcd 127.0.0.1:{etcd}, {command}"], cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    return re.sub(r"\x1b\[[0-9;]*m", "", done.stdout)


def metadata(client: MilvusClient, etcd: int, folder: Path) -> str:
    """What birdwatcher finds in etcd, and MinIO on its disk, before a collection is dropped and after."""
    parts = []
    for when, act in (("Before", None), ("Ten seconds after `drop_collection`", lambda: client.drop_collection("notes"))):
        if act:
            act()
            time.sleep(10)
        lines = [line.rstrip() for line in asked(etcd, "show segment", folder).splitlines() if "SegmentID" in line or "Growing" in line]
        shown = "\n".join(re.sub(r"(SegmentID: )\d+( )PartitionID: \d+", r"\1…\2", line).replace(", Level: Legacy", "").split(",  Storage")[0] for line in lines)
        files = sum(path.name == "xl.meta" for path in (folder / "minio").rglob("*") if ".minio.sys" not in path.parts)
        parts.append(f"{when}, `show segment`, and {files} objects in the bucket:\n\n```text\n{shown}\n```")
    return "\n\n".join(parts)


def write(name: str, text: str) -> None:
    document = {"milvus": "server 2.3.5, object storage in MinIO", "text": text}
    (RECORDED / f"{name}.json").write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    for program in ("minio", "birdwatcher"):
        if not shutil.which(program):
            raise SystemExit(f"Expected {program} on the PATH, found none. Next: go install github.com/minio/minio@latest, or pip install pybirdwatcher")
    os.environ["GRADER_UNCONFINED"] = "it shares the network with MinIO"
    quiet_clients()
    folder = Path(tempfile.mkdtemp(prefix="record-"))
    (folder / "minio").mkdir()
    port = configure.free_ports(["minio"])["minio"]
    minio = [start_minio(folder / "minio", port)]
    server = WithMinio("default", folder / "server")
    server.minio_port = port
    try:
        unpack.unpacked()
        server.first_start()
        client = MilvusClient(server.endpoint.uri)
        schema = client.create_schema(auto_id=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
        indexes = client.prepare_index_params()
        indexes.add_index("vector", index_type="HNSW", metric_type="L2", params={"M": 8, "efConstruction": 40})
        client.create_collection("notes", schema=schema, index_params=indexes, consistency_level="Strong")
        client.insert("notes", rows(0, ROWS))
        client.flush("notes")
        write("ch18_outage", outage(client, minio, folder / "minio", port))
        write("ch18_metadata", metadata(client, server.ports["etcd"], folder))
    finally:
        server.stop()
        minio[0].kill()
        minio[0].wait()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
