# expect: failed|partial
# because: nothing is deleted
"""A smoke test for the minutes after a rollout.

After each change of a Milvus in production a program says whether it may stay. Write `smoke(client, expected)`. It returns a dict of what was found,
empty if all is well.

`expected` is a dict: from the name of each collection that must be there (some names are aliases) to a dict with

- `rows`: at least so many rows have been in it for weeks (more may have come since)
- `dim`: the dimension of its vectors; the vector field is called `vector`, the key `id`
- `metric`: `"COSINE"` or `"L2"`

The result has, for each of these names with which something is wrong, **one** word, the first that applies:

- `"missing"`: neither a collection nor an alias has this name
- `"not loaded"`: it is not loaded
- `"error"`: a call about it failed, or had no answer within two seconds
- `"too few"`: `count(*)` is less than `rows`
- `"wrong metric"`: the index of its vectors has a different metric

`"error"` also covers searches: each collection is searched at least once, with a vector of the right dimension, whatever else was looked at.

And it has the key `"(writes)"` with the word `"error"`, if a whole use of Milvus does not work: a collection of the test's own is made, gets rows, finds
one of them by a search and by its key, loses it by a delete, is found without it, and is dropped.

A smoke test runs while customers work, so:

- Every name of `expected` is looked at, also after something was found.
- Whatever is not the test's own is only read. Its own collection has a name that begins with `smoke_` and that no one else has: two such tests may
  run at the same time, and one that was killed may have left something behind, which stays where it is.
- Its own collection is gone at the end, also when something failed, as far as Milvus allows.
- Each call has a `timeout` of two seconds, so the test ends. Slow is not wrong: a Milvus that takes half a second for each call is healthy.
"""

import uuid

from pymilvus import DataType

PATIENCE = 2


def smoke(client, expected):
    """What is wrong, by name."""
    found = {name: word for name, about in expected.items() if (word := look(client, name, about))}
    if not whole_use(client):
        found["(writes)"] = "error"
    return found


def look(client, name, about):
    """The word about one collection, or an empty text. (Yours to use or not.)"""
    try:
        if not client.has_collection(name, timeout=PATIENCE):
            return "missing"
        if "Loaded" not in str(client.get_load_state(name, timeout=PATIENCE)["state"]):
            return "not loaded"
        rows = client.query(name, filter="", output_fields=["count(*)"], timeout=PATIENCE)[0]["count(*)"]
        client.search(name, data=[[1.0] + [0.0] * (about["dim"] - 1)], limit=1, timeout=PATIENCE)
        metrics = [client.describe_index(name, index, timeout=PATIENCE).get("metric_type") for index in client.list_indexes(name, field_name="vector", timeout=PATIENCE)]
    except Exception:
        return "error"
    if rows < about["rows"]:
        return "too few"
    return "" if metrics == [about["metric"]] else "wrong metric"


def whole_use(client):
    """Whether a collection can be made, written, searched, changed and dropped. (Yours to use or not.)"""
    name = f"smoke_{uuid.uuid4().hex}"
    try:
        schema = client.create_schema(auto_id=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=4)
        index = client.prepare_index_params("vector", index_type="FLAT", metric_type="L2")
        client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong", timeout=PATIENCE)
        client.insert(name, [{"id": k, "vector": [float(k), 1.0, 0.0, 0.0]} for k in range(5)], timeout=PATIENCE)
        hits = client.search(name, data=[[3.0, 1.0, 0.0, 0.0]], limit=1, timeout=PATIENCE)
        rows = client.get(name, ids=[3], timeout=PATIENCE)
        works = [hit["id"] for hit in hits[0]] == [3] and [row["id"] for row in rows] == [3]
    except Exception:
        works = False
    for _ in range(3):
        try:
            client.drop_collection(name, timeout=PATIENCE)
            return works
        except Exception:
            works = False
    return False
