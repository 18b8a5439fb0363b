# expect: failed|partial
# because: 'the ticket just inserted has to be the first': Eventually promises nothing about it
def add_and_list(client, name, ticket):
    client.insert(name, [ticket])
    hits = client.search(name, data=[ticket["vector"]], limit=5, output_fields=["id"], consistency_level="Eventually")[0]
    return [hit["id"] for hit in hits]


def audit(client, name):
    rows = client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")
    return rows[0]["count(*)"]


def suggest(client, name, vector, k):
    hits = client.search(name, data=[vector], limit=k, output_fields=["id"], consistency_level="Bounded")[0]
    return [hit["id"] for hit in hits]
