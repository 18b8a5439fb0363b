"""Goodbye, ANNOY.

A service that was written for Milvus 2.1 asks for an ANNOY index. Milvus took ANNOY out in 2.3.0, and answers
"invalid index type: ANNOY". Port it. The service promises recall@10 of at least 0.9 on some 4,000 vectors of 64 numbers.

`modern_index(index)` → dict with "index_type", "metric_type" and "params"

- for {"index_type": "ANNOY", "metric_type": …, "params": {"n_trees": …}}: an approximate index that today's Milvus
  builds, with the same metric and parameters of its own (state them all: some versions have no defaults)
- any other index comes back as it is; the dict that is given stays as it was

`modern_search(params, limit)` → dict for the `search_params` of a search

- it states the parameter of the new index that says how far a search looks (again, some versions have no default); a
  search that visits every row or every cell is none
- `params`: what the service passed to search ANNOY, such as {"metric_type": "IP", "params": {"search_k": 400}}.
  `search_k` was the number of vectors to look at; -1 stood for "5% of the data" in the documentation of Milvus 1.1 to 2.1,
  and the service also uses it
- `limit`: how many hits the search asks for

`move(client, name, field, index)`: give the vector field of an existing collection the index that `modern_index(index)`
says. Its rows are flushed. It may be loaded and have an index on that field: the old one has to go, and an index on
another field stays. When `move` returns, the collection is loaded and searches use the new index.
"""


def modern_index(index):
    """What to build instead of ANNOY."""
    # BEGIN SOLUTION modern_index
    if index["index_type"] != "ANNOY":
        return index
    return {"index_type": "HNSW", "metric_type": index["metric_type"], "params": {"M": 16, "efConstruction": 200}}
    # END SOLUTION


def modern_search(params, limit):
    """What to search with instead of search_k."""
    # BEGIN SOLUTION modern_search
    looked_at = params.get("params", {}).get("search_k", -1)
    ef = 128 if looked_at < 1 else min(looked_at, 512)
    return {"metric_type": params["metric_type"], "params": {"ef": max(ef, 64, limit)}}
    # END SOLUTION


def move(client, name, field, index):
    """Put the new index in the place of whatever is there."""
    # BEGIN SOLUTION move
    client.release_collection(name)  # a loaded collection does not let its index go
    for old in client.list_indexes(name):
        if client.describe_index(name, old).get("field_name") == field:
            client.drop_index(name, old)
    new = modern_index(index)
    wanted = client.prepare_index_params()
    wanted.add_index(field, index_type=new["index_type"], metric_type=new["metric_type"], params=new["params"])
    client.create_index(name, wanted)
    client.load_collection(name)
    # END SOLUTION
