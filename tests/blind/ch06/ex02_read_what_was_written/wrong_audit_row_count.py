# expect: failed|partial
# because: 'Every ticket whose insert had returned ... has to be counted': row_count counts flushed segments
def add_and_list(client, name, ticket):
    client.insert(name, [ticket])
    hits = client.search(name, data=[ticket["vector"]], limit=5, output_fields=["id"], consistency_level="Session")[0]
    return [hit["id"] for hit in hits]


def audit(client, name):
    return int(client.get_collection_stats(name)["row_count"])


def suggest(client, name, vector, k):
    hits = client.search(name, data=[vector], limit=k, output_fields=["id"], consistency_level="Bounded")[0]
    return [hit["id"] for hit in hits]
