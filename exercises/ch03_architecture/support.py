"""What the checks of chapter 3 share: a collection of words, and where its rows are."""

import re
import time

from pymilvus import DataType

from grader.datasets import words

DIM = 8
PATIENCE = 40.0


def rows(seed, count, start=0):
    """Words with their vectors; ids from `start`."""
    vectors, names = words(start + count, DIM, seed)
    return [{"id": i, "vector": vectors[i].tolist(), "word": names[i]} for i in range(start, start + count)]


def collection(client, name, *, loaded=True, partitions=()):
    """An empty collection of words, made by the grader."""
    schema = client.create_schema()
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=DIM)
    schema.add_field("word", DataType.VARCHAR, max_length=200)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="L2")
    client.create_collection(name, schema=schema)
    client.create_index(name, index)
    for partition in partitions:
        client.create_partition(name, partition)
    if loaded:
        client.load_collection(name)
    return name


def count(client, name):
    """Live rows, as a read that waits for every write sees them."""
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]


def flushed(client, name):
    return sum(s.num_rows for s in client.list_persistent_segments(name))


def sealed(client, name):
    return sum(s.num_rows for s in client.list_loaded_segments(name))


def growing(client, name, metrics):
    """Rows in growing segments, by the query node's own account."""
    number = client.describe_collection(name)["collection_id"]
    pattern = rf'^milvus_querynode_entity_num\{{collection_id="{number}",[^}}]*segment_state="Growing"\}} (\S+)$'
    return sum(int(float(value)) for value in re.findall(pattern, metrics, flags=re.MULTILINE))


def until(true, what):
    """Wait for the server's own clockwork; a bound, never a fixed sleep."""
    end = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > end:
            raise TimeoutError(f"the server did not come to this in {PATIENCE:g} s: {what}")
        time.sleep(0.05)
