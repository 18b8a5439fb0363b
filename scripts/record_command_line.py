"""Record what appendix A shows of the tools: their commands, and what they say of one server beside what the client says of it.

    python -m venv ENV && ENV/bin/pip install milvus-cli==1.2.1 pybirdwatcher==0.1.0
    python scripts/record_command_line.py ENV

The tools have an environment of their own: they bring dependencies that nothing else here needs. The server is the Milvus 2.3.5
of the package ``milvus``, on loopback, in a folder that is removed at the end. Writes ``lessons/recorded/appA_tools.json`` (from
the tools' own help) and ``appA_scene.json``.
"""

from __future__ import annotations

import json
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from pymilvus import DataType, MilvusClient

from grader.backends import unpack
from grader.backends.quiet_clients import quiet_clients
from grader.backends.server import ServerInstance

RECORDED = Path(__file__).parent.parent / "lessons" / "recorded"
PINS = {"milvus-cli": "1.2.1", "pybirdwatcher": "0.1.0"}
NOWHERE = "http://127.0.0.1:9"
_WALK = """
import json, click
from milvus_cli.scripts.milvus_cli import cli
def walk(command, path=()):
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from walk(command.commands[name], (*path, name))
    else:
        yield [" ".join(path), command.get_short_help_str(100)]
print(json.dumps(list(walk(cli))))
"""
_SCREEN = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|\x1b[=>]|\r")
SESSION = (
    "list collections", "connect -uri ADDRESS", "list collections", "show collection_stats -c films", "show loading_progress -c plain", "show load_state -c plain",
    "show index_progress -c plain", "list indexes -c letters", "set output json", "list indexes -c letters", "list indexes -c plain", "show load_state -c films",
)  # fmt: skip
ASKED = ("show collections", "show segment", "show segment-index", "show index", "show collection-loaded", "show segment-loaded-grpc", "show alias")


class Tools:
    """The programs in their environment, each call in a folder of its own: both leave files where they run."""

    def __init__(self, environment: Path) -> None:
        self.python = environment / "bin" / "python"
        found = list(environment.glob("lib/python3*/site-packages/pybirdwatcher/bin/birdwatcher"))
        if not self.python.exists() or not found:
            raise SystemExit(f"Expected milvus-cli and pybirdwatcher in {environment}, found {'no birdwatcher' if self.python.exists() else 'no Python'}. Next: {environment}/bin/pip install " + " ".join(f"{k}=={v}" for k, v in PINS.items()))
        self.watcher, self.shell = found[0], environment / "bin" / "milvus_cli"

    def run(self, *argv: str, stdin: str = "") -> dict[str, Any]:
        folder = tempfile.mkdtemp(prefix="record-")
        try:
            done = subprocess.run(argv, cwd=folder, input=stdin, env={**os.environ, "HOME": folder, "TERM": "dumb"}, capture_output=True, text=True, timeout=60, check=False)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        return {"exit": done.returncode, "stdout": _SCREEN.sub("", done.stdout).strip("\n"), "stderr": _SCREEN.sub("", done.stderr).strip("\n")}

    def watch(self, etcd: int, command: str) -> dict[str, Any]:
        """One line for birdwatcher: it connects, asks, and leaves."""
        said = self.run(str(self.watcher), "-olc", f"connect --etcd 127.0.0.1:{etcd}, {command}")
        return {**said, "stdout": re.sub(r"^Using meta path: .*\n", "", said["stdout"])}

    def commands(self) -> dict[str, Any]:
        """Every command of both, with the line that the tool itself has for it."""
        cli = json.loads(self.run(str(self.python), "-c", _WALK)["stdout"])
        return {"milvus-cli": cli}

    def versions(self) -> dict[str, str]:
        listed = self.run(str(self.python), "-m", "pip", "list", "--format", "json")["stdout"]
        known = {p["name"].lower().replace("_", "-"): p["version"] for p in json.loads(listed)}
        said = self.run(str(self.watcher), "-version")["stdout"]
        return {name: known[name] for name in (*PINS, "pymilvus")} | {"birdwatcher": said.rpartition(" ")[2]}


_GROUP = re.compile(r"Usage:\n +(\S*) ?\[command\]\n\nAvailable Commands:\n(.*?)\n\nFlags", re.DOTALL)


def watcher_commands(tools: Tools, etcd: int) -> list[list[str]]:
    """Birdwatcher's help, two levels of it: what it offers depends on what it is connected to."""

    def listed(text: str) -> dict[str, list[tuple[str, str]]]:
        return {name: [tuple(part.strip() for part in line.strip().partition(" ")[::2]) for line in lines.splitlines()] for name, lines in _GROUP.findall(text)}  # type: ignore[misc]

    top = [pair for pair in listed(tools.watch(etcd, "help")["stdout"])[""] if pair[0] not in ("completion", "help", "exit")]
    below = listed(tools.watch(etcd, ", ".join(f"{name} --help" for name, _ in top))["stdout"])
    return [[f"{name} {one}", told] for name, _ in top for one, told in below.get(name, ())] + [[name, told] for name, told in top if name not in below]


def in_a_terminal(tools: Tools, lines: list[str]) -> list[list[str]]:
    """What milvus_cli answers to each line. It wants a terminal, so it gets one of the system's."""
    folder = tempfile.mkdtemp(prefix="record-")
    above, below = pty.openpty()
    process = subprocess.Popen([tools.shell], stdin=below, stdout=below, stderr=below, cwd=folder, env={**os.environ, "HOME": folder, "TERM": "dumb", "COLUMNS": "120", "LINES": "50"}, start_new_session=True)
    os.close(below)

    def until_quiet(quiet: float = 1.5, most: float = 20.0) -> str:
        text, end = b"", time.monotonic() + most
        while time.monotonic() < end and select.select([above], [], [], quiet if text else most)[0]:
            try:
                text += os.read(above, 65536)
            except OSError:  # it has left
                break
        return _SCREEN.sub("", text.decode("utf-8", "replace"))

    answers = []
    try:
        until_quiet()
        for line in lines:
            os.write(above, line.encode() + b"\r")
            said = until_quiet().split(line, 1)[-1]
            answers.append([line, re.sub(r"\s*milvus_cli[^\n]*> *$", "", said).strip("\n ")])
        os.write(above, b"exit\r")
        until_quiet(0.3, 3.0)
    finally:
        process.kill()
        process.wait()
        os.close(above)
        shutil.rmtree(folder, ignore_errors=True)
    return answers


def make(client: MilvusClient, name: str, rows: int, *, flush: bool = True, index: bool = True) -> None:
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=16)
    client.create_collection(name, schema=schema, consistency_level="Strong")
    vectors = np.random.default_rng(rows).normal(size=(rows, 16)).tolist()
    client.insert(name, [{"id": key, "vector": vector} for key, vector in enumerate(vectors)])
    if flush:
        client.flush(name)
    if index:
        params = client.prepare_index_params("vector", index_name="by_vector", index_type="HNSW", metric_type="L2", params={"M": 8, "efConstruction": 40})
        client.create_index(name, params)
        client.load_collection(name)


def scene(client: MilvusClient) -> None:
    """Five collections, one for each way in which two views of a Milvus differ."""
    make(client, "films", 5000)
    make(client, "letters", 500)
    make(client, "drafts", 700, flush=False)
    make(client, "plain", 1500, index=False)
    make(client, "gone", 2000)
    client.create_alias("films", "movies")
    client.delete("films", filter="id < 100")
    client.flush("films")
    client.drop_collection("gone")
    time.sleep(10)  # until the coordinators have seen it


def by_client(client: MilvusClient) -> dict[str, Any]:
    """The client's facts of each collection that it lists."""
    found: dict[str, Any] = {}
    for name in sorted(client.list_collections()):
        loaded = client.get_load_state(name)["state"].name == "Loaded"
        described = [client.describe_index(name, one) for one in client.list_indexes(name)]
        found[name] = {
            "load state": client.get_load_state(name)["state"].name,
            "row_count": client.get_collection_stats(name)["row_count"],
            "count(*)": client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"] if loaded else None,
            "indexes": [{key: one[key] for key in ("index_name", "index_type", "state", "total_rows", "indexed_rows", "pending_index_rows")} for one in described],
            "persistent segments": [[s.segment_id, s.num_rows, s.state.name] for s in client.list_persistent_segments(name)],
            "loaded segments": [[s.segment_id, s.num_rows, s.state.name] for s in client.list_loaded_segments(name)] if loaded else [],
        }
    return found


def exits(tools: Tools, uri: str, etcd: int) -> list[dict[str, Any]]:
    """What a script gets to see of a mistake."""
    module = (str(tools.python), "-m", "milvus_cli.scripts.milvus_cli")
    asked = {
        "milvus_cli nonsense": tools.run(str(tools.shell), "nonsense"),
        "printf 'connect …\\nlist collections\\n' | milvus_cli": tools.run(str(tools.shell), stdin=f"connect -uri {uri}\nlist collections\n"),
        "printf 'connect …\\nshow collection -c nope\\n' | milvus_cli": tools.run(str(tools.shell), stdin=f"connect -uri {uri}\nshow collection -c nope\n"),
        "python -m milvus_cli.scripts.milvus_cli list collections": tools.run(*module, "list", "collections"),
        f"python -m milvus_cli.scripts.milvus_cli connect -uri {NOWHERE}": tools.run(*module, "connect", "-uri", NOWHERE),
        "python -m milvus_cli.scripts.milvus_cli nonsense": tools.run(*module, "nonsense"),
        "birdwatcher -olc 'connect --etcd 127.0.0.1:9, show segment'": tools.watch(9, "show segment"),
        "birdwatcher -olc 'connect …, show segmnt'": tools.watch(etcd, "show segmnt"),
        "birdwatcher -olc 'connect …, show segment --nope'": tools.watch(etcd, "show segment --nope"),
        "birdwatcher -olc 'connect …, show segment --collection 1'": tools.watch(etcd, "show segment --collection 1"),
    }
    return [{"run": line, "exit": said["exit"], "stdout": said["stdout"][:1500], "stderr": said["stderr"][:300]} for line, said in asked.items()]


def dropped(client: MilvusClient, name: str) -> str:
    """What the server says to a drop by a name that is none."""
    try:
        client.drop_collection(name)
    except Exception as error:
        return str(error)
    return f"no error; left: {sorted(client.list_collections())}"


def without_addresses(value: Any, uri: str) -> Any:
    text = json.dumps(value, ensure_ascii=False).replace(uri, "http://127.0.0.1:19530")
    return json.loads(re.sub(r"\b(?:\d{1,3}\.){3}\d{1,3}:(?!19530|9\b)\d+", "ADDRESS", text))


def write(name: str, document: dict[str, Any]) -> None:
    (RECORDED / f"{name}.json").write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main(environment: str) -> None:
    os.environ["GRADER_UNCONFINED"] = "birdwatcher reads its etcd"
    quiet_clients()
    tools = Tools(Path(environment).absolute())
    folder = Path(tempfile.mkdtemp(prefix="record-"))
    server = ServerInstance("default", folder / "server")
    try:
        unpack.unpacked()
        server.first_start()
        uri, etcd = server.endpoint.uri, server.ports["etcd"]
        client = MilvusClient(uri)
        scene(client)
        write("appA_tools", {"versions": tools.versions(), **tools.commands(), "birdwatcher": watcher_commands(tools, etcd)})
        films = client.describe_collection("films")["collection_id"]
        printed = {command: tools.watch(etcd, command)["stdout"] for command in (*ASKED, "show checkpoint --collection FILMS".replace("FILMS", str(films)))}
        said = in_a_terminal(tools, [line.replace("ADDRESS", uri) for line in SESSION])
        document = {
            "milvus": "server 2.3.5", "versions": tools.versions(), "ids": {name: client.describe_collection(name)["collection_id"] for name in sorted(client.list_collections())},
            "client": by_client(client), "birdwatcher": printed, "milvus-cli": said, "exits": exits(tools, uri, etcd), "dropped by alias": dropped(client, "movies"), "dropped without being there": dropped(client, "fims"),
        }  # fmt: skip
        write("appA_scene", without_addresses(document, uri))
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("Expected the folder of an environment that has the tools, found nothing. Next: python scripts/record_command_line.py ENV")
    main(sys.argv[1])
