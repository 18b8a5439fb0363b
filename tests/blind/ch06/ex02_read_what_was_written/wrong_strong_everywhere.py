# expect: failed|partial
# because: suggest() asks for Strong, and it must not wait for the newest writes
def add_and_list(client, name, ticket):
    client.insert(name, [ticket])
    return [h["id"] for h in client.search(name, data=[ticket["vector"]], limit=5, consistency_level="Strong")[0]]


def audit(client, name):
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]


def suggest(client, name, vector, k):
    return [h["id"] for h in client.search(name, data=[vector], limit=k, consistency_level="Strong")[0]]
