# expect: failed|partial
# because: '**no matter which client inserted it**': Session waits for this client's own writes only
def add_and_list(client, name, ticket):
    client.insert(name, [ticket])
    hits = client.search(name, data=[ticket["vector"]], limit=5, output_fields=["id"], consistency_level="Session")[0]
    return [hit["id"] for hit in hits]


def audit(client, name):
    rows = client.query(name, filter="", output_fields=["count(*)"], consistency_level="Session")
    return rows[0]["count(*)"]


def suggest(client, name, vector, k):
    hits = client.search(name, data=[vector], limit=k, output_fields=["id"], consistency_level="Bounded")[0]
    return [hit["id"] for hit in hits]
