# expect: failed|partial
# because: and in place of or, and queries that end at 100 rows
def _ids(client, name, text):
    return [r["id"] for r in client.query(name, filter=text, output_fields=["id"], limit=100)]
def unrated(client, name): return _ids(client, name, "stars is null")
def rated_but_not(client, name, stars): return _ids(client, name, f"stars is not null and stars != {stars}")
def all_but(client, name, stars): return _ids(client, name, f"stars is null or stars != {stars}")
def nearest_not_rated(client, name, vector, stars, k):
    return [h["id"] for h in client.search(name, data=[vector], limit=k, filter=f"stars is null and stars != {stars}")[0]]
