# expect: failed|partial
# because: it changes the dict of its caller
def modern_index(index):
    if index["index_type"] != "ANNOY":
        return index
    index["index_type"] = "HNSW"; index["params"] = {"M": 16, "efConstruction": 200}
    return index
def modern_search(params, limit):
    k = params.get("params", {}).get("search_k", -1)
    ef = 200 if k == -1 else k
    return {"metric_type": params["metric_type"], "params": {"ef": max(limit, min(ef, 32768))}}
def move(client, name, field, index):
    client.release_collection(name)
    for old in client.list_indexes(name):
        if client.describe_index(name, old)["field_name"] == field:
            client.drop_index(name, old)
    new = modern_index(index)
    ip = client.prepare_index_params()
    ip.add_index(field_name=field, index_name="modern", **{**new, "params": new["params"]})
    client.create_index(name, ip)
    client.load_collection(name)
