# expect: failed|partial
# because: it counts at most a thousand tickets
def add_and_list(client, name, ticket):
    client.insert(name, [ticket])
    return [h["id"] for h in client.search(name, data=[ticket["vector"]], limit=5, consistency_level="Session")[0]]
def audit(client, name):
    return len(client.query(name, filter="id >= 0", output_fields=["id"], limit=1000, consistency_level="Strong"))
def suggest(client, name, vector, k):
    return [h["id"] for h in client.search(name, data=[vector], limit=k, consistency_level="Eventually")[0]]
