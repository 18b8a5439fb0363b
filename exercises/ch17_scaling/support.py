"""What the checks of chapter 17 share: a collection with rows that differ, and its true nearest rows."""

import functools
import json

import numpy as np
from pymilvus import DataType
from pymilvus.grpc_gen import milvus_pb2

DIM = 16


@functools.lru_cache(maxsize=4)
def pool(seed):
    """1,200 vectors, no two alike."""
    return np.random.default_rng([17, seed]).normal(size=(1200, DIM)).astype(np.float32)


def collection(client, name, level="Strong"):
    """A loaded collection of ids and vectors, metric L2."""
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=DIM)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="L2")
    client.create_collection(name, schema=schema, index_params=index, consistency_level=level)
    return name


def fill(client, name, rows):
    """Insert {id: vector}."""
    data = [{"id": i, "vector": v.tolist()} for i, v in rows.items()]
    for start in range(0, len(data), 1000):
        client.insert(name, data[start : start + 1000])


def nearest(rows, vectors, limit):
    """Ids of the nearest rows of each vector, by brute force."""
    ids = np.array(list(rows))
    matrix = np.stack(list(rows.values())).astype(np.float64)
    order = (np.argsort(((matrix - np.asarray(v, np.float64)) ** 2).sum(axis=1), kind="stable")[:limit] for v in vectors)
    return [[int(i) for i in ids[o]] for o in order]


def spread(client, name, rows, shards=2, replicas=1, parts=4):
    """A loaded collection on a cluster: its rows in partitions, so that no compaction merges their segments."""
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=DIM)
    client.create_collection(name, schema=schema, num_shards=shards, consistency_level="Bounded")
    # Before the rows: after a flush it sometimes takes 2.3.5 three quarters of a minute.
    client.create_index(name, client.prepare_index_params("vector", index_type="FLAT", metric_type="L2"))
    data = [{"id": i, "vector": v.tolist()} for i, v in rows.items()]
    for part in range(parts):
        client.create_partition(name, f"part_{part}")
        client.insert(name, data[part::parts], partition_name=f"part_{part}")
    client.flush(name)
    client.load_collection(name, replica_number=replicas)
    return name


def holdings(client, name):
    """Node number to {segment: rows}."""
    held = {}
    for segment in client.list_loaded_segments(name):
        for node in segment.node_ids:
            held.setdefault(node, {})[segment.segment_id] = segment.num_rows
    return held


def leaders(client, name):
    """Node numbers of the shards' leaders, of all replicas."""
    return [shard.shard_leader for replica in client.describe_replica(name) for shard in replica.shards]


def numbers(client, processes):
    """Process name to the number by which the cluster knows it, of the query nodes: both say on which port they listen."""
    said = client._get_connection()._stub.GetMetrics(milvus_pb2.GetMetricsRequest(request='{"metric_type": "system_info"}'))
    nodes = {}
    for one in json.loads(said.response)["nodes_info"]:
        infos = one["infos"]
        if infos["type"] == "querynode":
            nodes[infos["hardware_infos"]["ip"].rpartition(":")[2]] = infos["id"]
    return {p.name: nodes[port] for p in processes for port in p.ports if port in nodes}
