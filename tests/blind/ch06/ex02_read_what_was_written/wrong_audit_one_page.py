# expect: failed|partial
# because: 'The number of tickets in the collection': counts what one query brings, at most a thousand
def add_and_list(client, name, ticket):
    client.insert(name, [ticket])
    hits = client.search(name, data=[ticket["vector"]], limit=5, output_fields=["id"], consistency_level="Session")[0]
    return [hit["id"] for hit in hits]


def audit(client, name):
    rows = client.query(name, filter="", output_fields=["id"], limit=1000, consistency_level="Strong")
    return len(rows)


def suggest(client, name, vector, k):
    hits = client.search(name, data=[vector], limit=k, output_fields=["id"], consistency_level="Bounded")[0]
    return [hit["id"] for hit in hits]
