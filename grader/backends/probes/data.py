"""Rows, fields and where they are kept."""

from __future__ import annotations

import time
from json import dumps
from typing import TYPE_CHECKING

import numpy as np

from grader.backends.probes.lab import DIM, scratch, wait_for

if TYPE_CHECKING:
    from grader.backends.probes.lab import Lab


def crud(lab: Lab) -> bool:
    name = lab.collection(lab.rows(20, year=lambda i: 2000 + i), ("year", "INT64"))
    before, row = lab.count(name), lab.client.get(name, ids=[7], consistency_level="Strong")
    lab.client.delete(name, ids=[1, 2])
    lab.client.delete(name, filter="year >= 2018")
    return before == 20 and row[0]["year"] == 2007 and lab.ids(name, "id >= 0") == [0, *range(3, 18)]


def upsert(lab: Lab) -> bool:
    name = lab.collection(lab.rows(5, year=lambda _: 2000), ("year", "INT64"))
    lab.client.upsert(name, [{"id": 3, "vector": [0.0] * DIM, "year": 1999}])
    return lab.count(name) == 5 and lab.ids(name, "year == 1999") == [3]


def partial_upsert(lab: Lab) -> bool:
    name = lab.collection(
        lab.rows(5, year=lambda i: 2000 + i, pages=lambda i: i), ("year", "INT64"), ("pages", "INT64")
    )
    lab.client.upsert(name, [{"id": 3, "pages": 77}], partial_update=True)
    return lab.ids(name, "year == 2003 and pages == 77") == [3] and lab.count(name) == 5


def pk_duplicates(lab: Lab) -> bool:
    name = lab.collection([{"id": 1, "vector": [0.0] * DIM}])
    lab.client.insert(name, [{"id": 1, "vector": [1.0] * DIM}])
    return lab.count(name) == 2


def dynamic(lab: Lab) -> bool:
    name = lab.collection(
        lab.rows(5, colour=lambda i: "red" if i % 2 else "blue"), options={"enable_dynamic_field": True}
    )
    found = lab.client.query(name, filter="id == 1", output_fields=["colour"], consistency_level="Strong")
    return lab.ids(name, 'colour == "red"') == [1, 3] and found[0]["colour"] == "red"


def json(lab: Lab) -> bool:
    name = lab.collection(lab.rows(6, meta=lambda i: {"maker": {"year": 2000 + i}}), ("meta", "JSON"))
    return lab.ids(name, 'meta["maker"]["year"] > 2003') == [4, 5]


def array(lab: Lab) -> bool:
    field = ("tags", "ARRAY", {"element_type": _kind("INT64"), "max_capacity": 8})
    name = lab.collection(lab.rows(6, tags=lambda i: [i, i + 1]), field)
    return lab.ids(name, "array_contains(tags, 3)") == [2, 3]


def nullable(lab: Lab) -> bool:
    name = lab.collection(
        lab.rows(6, year=lambda i: None if i % 2 else 2000 + i), ("year", "INT64", {"nullable": True})
    )
    row = lab.client.query(name, filter="id == 1", output_fields=["year"], consistency_level="Strong")[0]
    return lab.ids(name, "year is null") == [1, 3, 5] and row["year"] is None


def default_values(lab: Lab) -> bool:
    rows = lab.rows(6)
    for row in rows[:3]:
        row["year"] = 2000
    name = lab.collection(rows, ("year", "INT64", {"default_value": 1984}))
    return lab.ids(name, "year == 1984") == [3, 4, 5] and lab.ids(name, "year == 2000") == [0, 1, 2]


def partitions(lab: Lab) -> bool:
    name = lab.collection()
    rows = lab.rows(10)
    for part, some in (("a", rows[:5]), ("b", rows[5:])):
        lab.client.create_partition(name, part)
        lab.client.insert(name, some, partition_name=part)
    query = rows[7]["vector"]
    inside, outside = (
        lab.hits(name, [query], partition_names=["b"])[0],
        lab.hits(name, [query], partition_names=["a"])[0],
    )
    return inside[0] == 7 and sorted(outside) == [0, 1, 2, 3, 4]


def partition_key(lab: Lab) -> bool:
    rows = lab.rows(40, tenant=lambda i: f"t{i % 4}")
    name = lab.collection(rows, ("tenant", "VARCHAR", {"max_length": 16, "is_partition_key": True}))
    found = lab.hits(name, [rows[0]["vector"]], limit=40, filter='tenant == "t2"')[0]
    return sorted(found) == [i for i in range(40) if i % 4 == 2] and len(lab.client.list_partitions(name)) > 1


def num_partitions(lab: Lab) -> bool:
    key = ("tenant", "VARCHAR", {"max_length": 16, "is_partition_key": True})
    name = lab.collection(None, key, num_partitions=4)
    return len(lab.client.list_partitions(name)) == 4


def load_release_partitions(lab: Lab) -> bool:
    name = lab.collection()
    rows = lab.rows(10)
    for part, some in (("a", rows[:5]), ("b", rows[5:])):
        lab.client.create_partition(name, part)
        lab.client.insert(name, some, partition_name=part)
    lab.client.flush(name)
    lab.client.release_collection(name)
    lab.client.load_partitions(name, ["a"])
    return sorted(lab.hits(name, [rows[7]["vector"]])[0]) == [0, 1, 2, 3, 4]


def aliases(lab: Lab) -> bool:
    old, new = lab.collection(lab.rows(3)), lab.collection(lab.rows(5))
    alias = lab.name("alias")
    try:
        lab.client.create_alias(old, alias)
        before = lab.count(alias)
        lab.client.alter_alias(new, alias)
        return before == 3 and lab.count(alias) == 5
    finally:
        lab.client.drop_alias(alias)


def databases(lab: Lab) -> bool:
    database, name = lab.name("db"), lab.collection()
    lab.client.create_database(database)
    other = lab.connect(db_name=database)
    try:
        empty = name not in other.list_collections()
        other.create_collection("only_here", schema=lab.schema())
        return empty and other.has_collection("only_here") and not lab.client.has_collection("only_here")
    finally:
        other.drop_collection("only_here")
        other.close()
        lab.client.drop_database(database)


def iterators(lab: Lab) -> bool:
    name = lab.collection(lab.rows(250))
    iterator = lab.client.query_iterator(
        name, batch_size=60, filter="id >= 10", output_fields=["id"], consistency_level="Strong"
    )
    seen: list[int] = []
    while batch := iterator.next():
        seen += [row["id"] for row in batch]
    iterator.close()
    return sorted(seen) == list(range(10, 250))


def add_field(lab: Lab) -> bool:
    name = lab.collection(lab.rows(3))
    lab.client.add_collection_field(name, "year", data_type=_kind("INT64"), nullable=True)
    lab.client.insert(name, [{"id": 9, "vector": [0.0] * DIM, "year": 1984}])
    return wait_for(lambda: lab.ids(name, "year is null") == [0, 1, 2] and lab.ids(name, "year == 1984") == [9], 10)


def snapshots(lab: Lab) -> bool:
    name, snapshot, restored = lab.collection(lab.rows(5)), lab.name("snap"), lab.name("restored")
    lab.client.flush(name)
    lab.client.create_snapshot(snapshot, name)
    lab.client.delete(name, ids=[0, 1])
    lab.client.restore_snapshot(snapshot, name, restored)
    lab.client.load_collection(restored)
    return wait_for(lambda: lab.count(restored) == 5, 60) and lab.count(name) == 3


def time_travel(lab: Lab) -> bool:
    from pymilvus.grpc_gen import milvus_pb2

    name = lab.collection(lab.rows(5))
    lab.ids(name, "id >= 0")
    time.sleep(1.5)
    then = int(time.time() * 1000 - 500) << 18
    lab.client.delete(name, ids=[0, 1])
    now = lab.ids(name, "id >= 0")
    stub = lab.client._get_connection()._stub  # noqa: SLF001  the client has no argument for it since 2.3
    asked = milvus_pb2.QueryRequest(collection_name=name, expr="id >= 0", output_fields=["id"], travel_timestamp=then)
    given = stub.Query(asked, timeout=10)
    past = sorted(given.fields_data[0].scalars.long_data.data) if given.fields_data else []
    return now == [2, 3, 4] and past == [0, 1, 2, 3, 4]


def bulk_insert(lab: Lab) -> bool:
    from pymilvus.grpc_gen import milvus_pb2

    name = lab.collection()
    path = scratch(lab.instance) / "import.json"
    path.write_text(dumps({"rows": lab.rows(30)}))
    stub = lab.client._get_connection()._stub  # noqa: SLF001  MilvusClient has no call for it
    given = stub.Import(milvus_pb2.ImportRequest(collection_name=name, files=[str(path)]), timeout=10)
    if given.status.error_code or not given.tasks:
        return False

    def done() -> bool:
        state = stub.GetImportState(milvus_pb2.GetImportStateRequest(task=given.tasks[0]), timeout=10)
        return int(state.row_count) == 30 and lab.count(name) == 30

    return wait_for(done, 30)


def multi_vector(lab: Lab) -> bool:
    rows = lab.rows(20)
    for row in rows:
        row["other"] = (-np.array(row["vector"])).tolist()
    index = lab.index(("vector", "FLAT", "L2"), ("other", "FLAT", "L2"))
    name = lab.collection(rows, ("other", "FLOAT_VECTOR", {"dim": DIM}), index=index)
    one = lab.hits(name, [rows[4]["vector"]], anns_field="vector")[0][0]
    return one == 4 and lab.hits(name, [rows[5]["other"]], anns_field="other")[0][0] == 5


def binary_vectors(lab: Lab) -> bool:
    rows = [{"id": i, "bits": bytes([i, 255 - i, 7])} for i in range(30)]
    name = lab.collection(
        rows, ("bits", "BINARY_VECTOR", {"dim": 24}), index=lab.index(("bits", "BIN_FLAT", "HAMMING")), dim=0
    )
    found = lab.client.search(name, data=[rows[9]["bits"]], limit=2, consistency_level="Strong")[0]
    return bool(found[0]["id"] == 9 and found[0]["distance"] == 0 and found[1]["distance"] >= 1)


def sparse(lab: Lab) -> bool:
    rows = [{"id": i, "words": {i: 1.0, 100: 0.1}} for i in range(20)]
    index = lab.index(("words", "SPARSE_INVERTED_INDEX", "IP"))
    name = lab.collection(rows, ("words", "SPARSE_FLOAT_VECTOR"), index=index, dim=0)
    found = lab.client.search(name, data=[{7: 2.0}], limit=3, anns_field="words", consistency_level="Strong")[0]
    return [hit["id"] for hit in found] == [7] and abs(found[0]["distance"] - 2.0) < 1e-4


def half_vectors(lab: Lab) -> bool:
    vectors = lab.rng.normal(size=(20, DIM)).astype(np.float16)
    rows = [{"id": i, "half": vectors[i]} for i in range(20)]
    name = lab.collection(
        rows, ("half", "FLOAT16_VECTOR", {"dim": DIM}), index=lab.index(("half", "FLAT", "L2")), dim=0
    )
    return lab.hits(name, [vectors[6]], anns_field="half")[0][0] == 6


def _kind(name: str) -> object:
    from pymilvus import DataType

    return DataType[name]
