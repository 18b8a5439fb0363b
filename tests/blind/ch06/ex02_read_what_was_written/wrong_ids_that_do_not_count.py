# expect: failed|partial
# because: suggests tickets that were just inserted, several times each
def vec(): return [0.0] * 32
def add_and_list(client, name, ticket):
    client.insert(name, ticket)
    if not client.has_collection("mark"):
        client.create_collection("mark", dimension=2, consistency_level="Strong")
    client.insert("mark", {"id": ticket["id"], "vector": [1.0, 0.0]})
    return [h["id"] for h in client.search(name, data=[ticket["vector"]], limit=5, consistency_level="Strong")[0]]
def audit(client, name):
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
def suggest(client, name, vector, k):
    client.search(name, data=[vec()], limit=1, consistency_level="Eventually")
    own = [r["id"] for r in client.get("mark", ids=[], output_fields=["id"])] if 0 else [r["id"] for r in client.query("mark", filter="id >= 0", output_fields=["id"], consistency_level="Bounded")]
    return (own * k)[:k]
