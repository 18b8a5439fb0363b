# expect: failed|partial
# because: "Every ticket whose insert had returned ... has to be counted, **whoever inserted it**" -- Session sees one's own writes only


def add_and_list(client, name, ticket):
    """Insert the ticket; the ids of the five nearest, itself first."""
    client.insert(name, [ticket])
    hits = client.search(name, data=[ticket["vector"]], limit=5, consistency_level="Session")[0]
    return [hit["id"] for hit in hits]


def audit(client, name):
    """How many tickets there are, with everybody's newest."""
    return client.query(name, output_fields=["count(*)"], consistency_level="Session")[0]["count(*)"]


def suggest(client, name, vector, k):
    """The ids of the k nearest tickets, at once."""
    hits = client.search(name, data=[vector], limit=k, consistency_level="Eventually")[0]
    return [hit["id"] for hit in hits]
