"""Clients, other processes and waiting, as several test modules need them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from grader.backends.keeper import environment

if TYPE_CHECKING:
    from grader.backends.base import Instance


def client(instance: Instance, **login: Any) -> Any:
    from pymilvus import MilvusClient

    return MilvusClient(instance.endpoint.uri, dedicated=True, timeout=10, **{**instance.endpoint.admin, **login})


def films(milvus: Any, name: str, count: int = 50, dim: int = 4) -> None:
    """A loaded collection with `count` rows."""
    from pymilvus import DataType

    schema = milvus.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dim)
    index = milvus.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="L2")
    milvus.create_collection(name, schema=schema, index_params=index)
    milvus.insert(name, [{"id": i, "vector": [float(i)] * dim} for i in range(count)])


def count(milvus: Any, name: str) -> int:
    found = milvus.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")
    return int(found[0]["count(*)"])


def elsewhere(code: str, **given: Any) -> Any:
    """What `code` leaves in ``answer``, run in a process of its own."""
    program = f"import json, logging, sys\nlogging.disable(50)\ngiven = json.load(sys.stdin)\n{code}\nprint(json.dumps(answer))"
    done = subprocess.run(
        [sys.executable, "-c", program], input=json.dumps(given), capture_output=True, text=True, timeout=120,
        env=environment(), check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def owner(code: str, *, variables: dict[str, str] | None = None) -> subprocess.Popen[str]:
    """A process that starts something, prints a line about it, and waits to be killed."""
    return subprocess.Popen(
        [sys.executable, "-c", f"{code}\nimport time\ntime.sleep(300)"], stdout=subprocess.PIPE, text=True,
        env=environment({**variables} if variables else None),
    )  # fmt: skip


def runs(pid: int) -> bool:
    """Whether a process is there and not a zombie."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
    except OSError:
        return False


def listening(pid: int) -> list[tuple[str, int]]:
    """Addresses and ports on which anything in the network of `pid` listens."""
    found = []
    for kind in ("tcp", "tcp6"):
        with open(f"/proc/{pid}/net/{kind}") as file:
            for line in file.readlines()[1:]:
                fields = line.split()
                if fields[3] == "0A":
                    address, port = fields[1].split(":")
                    found.append((address, int(port, 16)))
    return found



def root() -> bool:
    return os.geteuid() == 0
