"""What only shows on a server that really serves: time, other processes, its inside, its end."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from grader.backends.plainhttp import ask
from grader.backends.probes.lab import DIM, refused, wait_for

if TYPE_CHECKING:
    from grader.backends.probes.lab import Lab


def consistency(lab: Lab) -> bool:
    name = lab.collection(lab.rows(5))
    lab.count(name)
    code = """
reader = connect(**given["admin"])
writer = MilvusClient(given["uri"], dedicated=True, timeout=10, **given["admin"])
def seen(level, key):
    found = reader.query(given["name"], filter=f"id == {key}", output_fields=["id"], consistency_level=level)
    return bool(found)
seen("Strong", 0)
strong = eventually = 0
for key in range(100, 108):
    writer.insert(given["name"], [{"id": key, "vector": [0.0] * given["dim"]}])
    eventually += seen("Eventually", key)
    strong += seen("Strong", key)
answer = [strong, eventually]
"""
    strong, eventually = lab.elsewhere(code, name=name, dim=DIM)
    return bool(strong == 8 and eventually <= 6)


def segments(lab: Lab) -> bool:
    name = lab.collection(lab.rows(50))
    lab.client.flush(name, timeout=60)

    def flushed() -> bool:
        found = lab.client.list_persistent_segments(name)
        return sum(s.num_rows for s in found) == 50 and all("Flush" in str(s.state) for s in found)

    return wait_for(flushed) and wait_for(lambda: sum(s.num_rows for s in lab.client.list_loaded_segments(name)) == 50)


def compaction(lab: Lab) -> bool:
    name = lab.collection()
    for _ in range(4):
        lab.client.insert(name, lab.rows(30))
        lab.client.flush(name, timeout=60)
    before = len(lab.client.list_persistent_segments(name))
    job = lab.client.compact(name)
    done = wait_for(lambda: str(lab.client.get_compaction_state(job)) == "Completed", 60)
    return (
        done
        and wait_for(lambda: 0 < len(lab.client.list_persistent_segments(name)) < before)
        and lab.count(name) == 120
    )


def metrics(lab: Lab) -> bool:
    name = lab.collection(lab.rows(5))

    def searches() -> float:
        found = re.findall(
            r'^milvus_proxy_req_count\{[^}]*function_name="Search"[^}]*\} (\S+)', lab.instance.metrics(), re.MULTILINE
        )
        return sum(map(float, found))

    lab.hits(name, [[0.0] * DIM])
    before = searches()
    for _ in range(7):
        lab.hits(name, [[0.0] * DIM])
    return searches() - before >= 7


def durability(lab: Lab) -> bool:
    name = lab.collection()
    for start in range(0, 100, 20):
        lab.client.insert(name, [{"id": start + i, "vector": [0.0] * DIM} for i in range(20)])
    lab.client.close()
    lab.instance.kill()
    gone = not lab.instance.alive()
    lab.instance.restart()
    lab.client = lab.connect()
    lab.client.load_collection(name)
    return gone and wait_for(lambda: lab.count(name) == 100, 60)


def load_release(lab: Lab) -> bool:
    name = lab.collection(lab.rows(5))
    lab.client.release_collection(name)
    closed = refused(lambda: lab.hits(name, [[0.0] * DIM]))
    lab.client.load_collection(name)
    return closed and len(lab.hits(name, [[0.0] * DIM])[0]) == 5


def resource_groups(lab: Lab) -> bool:
    name = lab.name("rg")
    lab.client.create_resource_group(name)
    listed = name in lab.client.list_resource_groups()
    lab.client.drop_resource_group(name)
    return listed and name not in lab.client.list_resource_groups()


def replicas(lab: Lab) -> bool:
    name = lab.collection(lab.rows(5))
    lab.client.release_collection(name)
    lab.client.load_collection(name, replica_number=2)
    return len(lab.client.describe_replica(name)) == 2


def roles(lab: Lab) -> bool:
    """Without the data node rows are found and written, and a flush fails; with it again the flush goes through."""
    name = lab.collection(lab.rows(5))
    kinds = [process.role for process in lab.instance.processes()]  # type: ignore[attr-defined]  # a cluster has them
    lab.instance.stop_role("datanode")  # type: ignore[attr-defined]
    try:
        answers = len(lab.hits(name, [[0.0] * DIM])[0]) == 5
        lab.client.insert(name, [{"id": 100, "vector": [0.0] * DIM}])
        stuck = refused(lambda: lab.client.flush(name, timeout=5))
    finally:
        lab.instance.start_role("datanode")  # type: ignore[attr-defined]
    return (
        kinds.count("querynode") == 2
        and answers
        and stuck
        and wait_for(lambda: not refused(lambda: lab.client.flush(name, timeout=10)), 90)
        and lab.count(name) == 6
    )


def rest_v1(lab: Lab) -> bool:
    name = lab.collection()
    status, text = _rest(lab, "GET", "/v1/vector/collections")
    return status == 200 and name in json.loads(text)["data"]


def rest_v2(lab: Lab) -> bool:
    name = lab.collection()
    status, text = _rest(lab, "POST", "/v2/vectordb/collections/list", {})
    return status == 200 and name in json.loads(text)["data"]


def _rest(lab: Lab, method: str, path: str, body: Any = None) -> tuple[int, str]:
    endpoint = lab.instance.endpoint
    return ask(method, endpoint.socket or endpoint.uri, path, 10.0, None if body is None else json.dumps(body))
