"""Can it, or does it only say so?

A page says that a feature is there. Does the Milvus in front of you have it? `probe(client, feature)` finds out by asking, and returns one of three words:

- `"works"`: what the feature promises is what comes back,
- `"refused"`: a call that asks for the feature raises,
- `"ignored"`: nothing raises, and what comes back is not what was promised.

| `feature` | what it promises |
|:---|:---|
| `"upsert"` | an upsert of a row whose key is there replaces the row |
| `"delete"` | `delete(name, filter=…)` takes the matching rows away, and no others |
| `"grouping"` | `search(…, limit=n, group_by_field="kind")` finds the nearest row of each of `n` kinds, although one kind has the nearest rows of all |
| `"order_by"` | `query(…, order_by=["kind:asc"])` returns the rows ordered by `kind`, whatever order they were written in |
| `"num_partitions"` | a collection with a partition key, made with `num_partitions=n`, has `n` partitions |
| `"binary_vectors"` | a BINARY_VECTOR field with a BIN_FLAT index is searched by HAMMING distance |
| `"filter_templates"` | `query(name, filter="kind in {kinds}", filter_params={"kinds": [2, 3]})` finds those rows |

An experiment needs a **control**. Before it asks for a feature, each call of `probe` makes sure that ordinary things work: rows of a collection of its own, with a vector of floats, are found by a search and by a query with a filter, the right ones. If one of the
two fails or brings anything else, `probe` raises an error (any), because then nothing was learned about the feature.

Afterwards Milvus is as before, whatever happened: what `probe` made is gone, what was there is untouched, even a collection that has the name of one that `probe` would make. Nothing is remembered from one call to the next: each asks again. `collection()` is given.
"""

import uuid

from pymilvus import DataType
from grader.learner import NotStarted


def collection(client, name, *fields, vector="vector", kind="FLOAT_VECTOR", dim=2, index="FLAT", metric="L2", **more):
    """A loaded collection with `id`, a vector field and `fields`: (name, type, further arguments of add_field). `more` goes to create_collection."""
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field(vector, DataType[kind], dim=dim)
    for field, type_, arguments in fields:
        schema.add_field(field, DataType[type_], **arguments)
    params = client.prepare_index_params(vector, index_type=index, metric_type=metric)
    client.create_collection(name, schema=schema, index_params=params, consistency_level="Strong", **more)


def probe(client, feature):
    """What this Milvus does with a feature: "works", "refused" or "ignored"."""
    raise NotStarted("probe")
