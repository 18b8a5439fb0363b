# expect: failed|partial
# because: "Every ticket whose insert had returned before `audit` was called has to be counted" -- get_collection_stats does not know rows that are not flushed
def add_and_list(client, name, ticket):
    """Insert the ticket; the ids of the five nearest, itself first."""
    client.insert(name, [ticket])
    hits = client.search(name, data=[ticket["vector"]], limit=5, consistency_level="Strong")[0]
    return [hit["id"] for hit in hits]


def audit(client, name):
    """How many tickets there are, with everybody's newest."""
    return int(client.get_collection_stats(name)["row_count"])


def suggest(client, name, vector, k):
    """The ids of the k nearest tickets, at once."""
    hits = client.search(name, data=[vector], limit=k, consistency_level="Bounded")[0]
    return [hit["id"] for hit in hits]
