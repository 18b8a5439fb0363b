# expect: failed|partial
# because: 'tickets that the same process inserted before must not be missing': the own id is put first by hand, and the rest comes from a Bounded search
def add_and_list(client, name, ticket):
    client.insert(name, [ticket])
    hits = client.search(name, data=[ticket["vector"]], limit=5, output_fields=["id"])[0]
    others = [hit["id"] for hit in hits if hit["id"] != ticket["id"]]
    return ([ticket["id"]] + others)[:5]


def audit(client, name):
    rows = client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")
    return rows[0]["count(*)"]


def suggest(client, name, vector, k):
    hits = client.search(name, data=[vector], limit=k, output_fields=["id"], consistency_level="Bounded")[0]
    return [hit["id"] for hit in hits]
