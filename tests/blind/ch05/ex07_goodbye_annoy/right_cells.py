# expect: passed
# because: cells in place of trees; most of them are opened, whatever search_k was
CELLS = 64


def modern_index(index):
    if index["index_type"] != "ANNOY":
        return index
    return {"index_type": "IVF_FLAT", "metric_type": index["metric_type"], "params": {"nlist": CELLS}}


def modern_search(params, limit):
    wanted = {"params": {"nprobe": 52}}
    if "metric_type" in params:
        wanted["metric_type"] = params["metric_type"]
    return wanted


def move(client, name, field, index):
    client.release_collection(name)
    for old in client.list_indexes(name, field_name=field):
        client.drop_index(name, old)
    new = modern_index(index)
    wanted = client.prepare_index_params()
    wanted.add_index(field, index_type=new["index_type"], metric_type=new["metric_type"], params=new["params"])
    client.create_index(name, wanted)
    client.load_collection(name)
