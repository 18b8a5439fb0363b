# expect: passed
# because: Strong for the customer's list, which keeps the promise too; keys counted one by one in pages
def add_and_list(client, name, ticket):
    client.insert(name, ticket)
    hits = client.search(name, data=[ticket["vector"]], limit=5, consistency_level="Strong", output_fields=["word"])
    return [hit["id"] for hit in hits[0]]


def audit(client, name):
    return len(client.query(name, filter="id >= -9223372036854775807", output_fields=["id"], consistency_level="Strong"))


def suggest(client, name, vector, k):
    return [hit["id"] for hit in client.search(name, data=[vector], limit=k, consistency_level="Eventually")[0]]
