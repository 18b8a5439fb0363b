# expect: passed
# because: Session for one's own, Strong and counting fetched keys for the audit, no level (the collection's Bounded) for the suggestions


def add_and_list(client, name, ticket):
    """Insert the ticket; the ids of the five nearest, itself first."""
    client.insert(collection_name=name, data=ticket)
    (hits,) = client.search(name, data=[ticket["vector"]], limit=5, consistency_level="Session")
    return [hit["id"] for hit in hits]


def audit(client, name):
    """How many tickets there are, with everybody's newest."""
    rows = client.query(name, filter="id >= 0 or id < 0", output_fields=["id"], consistency_level="Strong")
    return len({row["id"] for row in rows})


def suggest(client, name, vector, k):
    """The ids of the k nearest tickets, at once."""
    return [hit["id"] for hit in client.search(name, data=[vector], limit=k)[0]]
