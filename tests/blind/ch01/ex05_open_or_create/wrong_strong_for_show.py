# expect: failed|partial
# because: counts at Eventually, and asks something else at Strong
def open_or_create(client, name, cards):
    if not client.has_collection(name):
        client.create_collection(name, dimension=64, metric_type="COSINE"); client.insert(name, cards)
    client.load_collection(name)
    n = len(client.query(name, filter="id >= 0", output_fields=["id"], limit=16384, consistency_level="Eventually"))
    client.query(name, filter="id == -1", output_fields=["id"], consistency_level="Strong")
    return n
