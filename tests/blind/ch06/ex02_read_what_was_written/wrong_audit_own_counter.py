# expect: failed|partial
# because: 'no matter which client inserted it' and 'a process that may call none of the others': adds what this process inserted to a Bounded count
inserted = 0


def add_and_list(client, name, ticket):
    global inserted
    client.insert(name, [ticket])
    inserted += 1
    hits = client.search(name, data=[ticket["vector"]], limit=5, output_fields=["id"], consistency_level="Session")[0]
    return [hit["id"] for hit in hits]


def audit(client, name):
    rows = client.query(name, filter="", output_fields=["count(*)"])
    return max(rows[0]["count(*)"], inserted)


def suggest(client, name, vector, k):
    hits = client.search(name, data=[vector], limit=k, output_fields=["id"], consistency_level="Bounded")[0]
    return [hit["id"] for hit in hits]
