# expect: failed|partial
# because: 'Every ticket whose insert had returned before `audit` was called has to be counted': an iterator reads at the collection's level, Bounded, whatever it is asked for
def add_and_list(client, name, ticket):
    client.insert(name, [ticket])
    hits = client.search(name, data=[ticket["vector"]], limit=5, output_fields=["id"], consistency_level="Session")[0]
    return [hit["id"] for hit in hits]


def audit(client, name):
    iterator = client.query_iterator(name, batch_size=1000, output_fields=["id"], consistency_level="Strong")
    total = 0
    while batch := iterator.next():
        total += len(batch)
    iterator.close()
    return total


def suggest(client, name, vector, k):
    hits = client.search(name, data=[vector], limit=k, output_fields=["id"], consistency_level="Bounded")[0]
    return [hit["id"] for hit in hits]
