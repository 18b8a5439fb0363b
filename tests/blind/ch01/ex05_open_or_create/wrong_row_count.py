# expect: failed|partial
# because: row_count of the statistics: on a server it counts deleted rows, and misses those that are not flushed
def open_or_create(client, name, cards):
    if not client.has_collection(name):
        client.create_collection(name, dimension=64, metric_type="COSINE")
        client.insert(name, cards)
    client.load_collection(name)
    client.flush(name)
    return client.get_collection_stats(name)["row_count"]
