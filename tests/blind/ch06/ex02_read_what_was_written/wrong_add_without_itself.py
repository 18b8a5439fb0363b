# expect: failed|partial
# because: 'the five tickets nearest ..., **itself first**': the ticket itself is taken out of its list
def add_and_list(client, name, ticket):
    client.insert(name, [ticket])
    hits = client.search(name, data=[ticket["vector"]], limit=6, output_fields=["id"], consistency_level="Session")[0]
    return [hit["id"] for hit in hits if hit["id"] != ticket["id"]][:5]


def audit(client, name):
    rows = client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")
    return rows[0]["count(*)"]


def suggest(client, name, vector, k):
    hits = client.search(name, data=[vector], limit=k, output_fields=["id"], consistency_level="Bounded")[0]
    return [hit["id"] for hit in hits]
