# expect: failed|partial
# because: ef is search_k whatever the limit is; a search_k below the limit gives an ef that HNSW refuses
def modern_index(index):
    if index["index_type"] == "ANNOY":
        return {"index_type": "HNSW", "metric_type": index["metric_type"], "params": {"M": 16, "efConstruction": 200}}
    return index


def modern_search(params, limit):
    search_k = params["params"]["search_k"]
    ef = search_k if search_k > 0 else 200
    return {"metric_type": params["metric_type"], "params": {"ef": ef}}


def move(client, name, field, index):
    client.release_collection(name)
    for old in client.list_indexes(name, field_name=field):
        client.drop_index(name, old)
    new = modern_index(index)
    wanted = client.prepare_index_params()
    wanted.add_index(field, index_type=new["index_type"], metric_type=new["metric_type"], params=new["params"])
    client.create_index(name, wanted)
    client.load_collection(name)
