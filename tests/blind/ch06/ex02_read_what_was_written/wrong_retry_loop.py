# expect: failed|partial
# because: it asks again until the ticket is there, and no level promises the tickets before it; an iterator reads at the level of the collection, Bounded here
def add_and_list(client, name, ticket):
    client.insert(name, [ticket])
    while True:
        ids = [h["id"] for h in client.search(name, data=[ticket["vector"]], limit=5)[0]]
        if ticket["id"] in ids:
            return ids
def audit(client, name):
    n, it = 0, client.query_iterator(name, filter="", output_fields=["id"], batch_size=1000, consistency_level="Strong")
    while rows := it.next():
        n += len(rows)
    it.close()
    return n
def suggest(client, name, vector, k):
    return [h["id"] for h in client.search(name, data=[vector], limit=k)[0]]
