# expect: failed|partial
# because: 'Every ticket whose insert had returned before `audit` was called has to be counted': no level, so the count is Bounded
def add_and_list(client, name, ticket):
    client.insert(name, [ticket])
    hits = client.search(name, data=[ticket["vector"]], limit=5, output_fields=["id"], consistency_level="Session")[0]
    return [hit["id"] for hit in hits]


def audit(client, name):
    rows = client.query(name, filter="", output_fields=["count(*)"])
    return rows[0]["count(*)"]


def suggest(client, name, vector, k):
    hits = client.search(name, data=[vector], limit=k, output_fields=["id"], consistency_level="Bounded")[0]
    return [hit["id"] for hit in hits]
