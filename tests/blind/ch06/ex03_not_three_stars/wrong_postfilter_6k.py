# expect: failed|partial
# because: six times k rows are fetched and filtered afterwards
def _ids(client, name, text):
    return [r["id"] for r in client.query(name, filter=text, output_fields=["id"])]
def unrated(client, name): return _ids(client, name, "stars is null")
def rated_but_not(client, name, stars): return _ids(client, name, f"stars is not null and stars != {stars}")
def all_but(client, name, stars): return _ids(client, name, f"stars is null or stars != {stars}")
def nearest_not_rated(client, name, vector, stars, k):
    hits = client.search(name, data=[vector], limit=6 * k, output_fields=["stars"])[0]
    return [h["id"] for h in hits if h["entity"]["stars"] != stars][:k]
