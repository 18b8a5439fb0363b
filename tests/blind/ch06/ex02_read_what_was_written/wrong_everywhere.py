# expect: failed|partial
# because: suggest "must **not wait** for the newest writes" -- Strong everywhere, to be on the safe side
LEVEL = "Strong"


def add_and_list(client, name, ticket):
    """Insert the ticket; the ids of the five nearest, itself first."""
    client.insert(name, [ticket])
    hits = client.search(name, data=[ticket["vector"]], limit=5, consistency_level=LEVEL)[0]
    return [hit["id"] for hit in hits]


def audit(client, name):
    """How many tickets there are, with everybody's newest."""
    return client.query(name, output_fields=["count(*)"], consistency_level=LEVEL)[0]["count(*)"]


def suggest(client, name, vector, k):
    """The ids of the k nearest tickets, at once."""
    hits = client.search(name, data=[vector], limit=k, consistency_level=LEVEL)[0]
    return [hit["id"] for hit in hits]
