# expect: failed|partial
# because: "Every ticket whose insert had returned ... has to be counted" -- an iterator with a level, which does not count: the level of the collection does, Bounded here


def add_and_list(client, name, ticket):
    """Insert the ticket; the ids of the five nearest, itself first."""
    client.insert(collection_name=name, data=ticket)
    (hits,) = client.search(name, data=[ticket["vector"]], limit=5, consistency_level="Session")
    return [hit["id"] for hit in hits]


def audit(client, name):
    """How many tickets there are, with everybody's newest."""
    pages, count = client.query_iterator(name, batch_size=500, output_fields=["id"], consistency_level="Strong"), 0
    while rows := pages.next():
        count += len(rows)
    pages.close()
    return count


def suggest(client, name, vector, k):
    """The ids of the k nearest tickets, at once."""
    return [hit["id"] for hit in client.search(name, data=[vector], limit=k)[0]]
