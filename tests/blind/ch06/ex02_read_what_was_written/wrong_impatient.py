# expect: failed|partial
# because: "the ticket just inserted has to be the first" -- no level asked for after the insert


def add_and_list(client, name, ticket):
    """Insert the ticket; the ids of the five nearest, itself first."""
    client.insert(collection_name=name, data=ticket)
    (hits,) = client.search(name, data=[ticket["vector"]], limit=5)
    return [hit["id"] for hit in hits]


def audit(client, name):
    """How many tickets there are, with everybody's newest."""
    rows = client.query(name, filter="id >= 0 or id < 0", output_fields=["id"], consistency_level="Strong")
    return len({row["id"] for row in rows})


def suggest(client, name, vector, k):
    """The ids of the k nearest tickets, at once."""
    return [hit["id"] for hit in client.search(name, data=[vector], limit=k)[0]]
