# expect: failed|partial
# because: "the `k` teas nearest to `vector` among those of `all_but`" -- takes the k nearest of all and throws away
def unrated(client, name):
    """Ids of the teas without a rating."""
    return [row["id"] for row in client.query(name, filter="stars is null", output_fields=["id"])]


def rated_but_not(client, name, stars):
    """Ids of the teas with another rating."""
    return [row["id"] for row in client.query(name, filter=f"stars != {stars}", output_fields=["id"])]


def all_but(client, name, stars):
    """Ids of all teas except those rated so."""
    return [row["id"] for row in client.query(name, filter=f"stars is null or stars != {stars}", output_fields=["id"])]


def nearest_not_rated(client, name, vector, stars, k):
    """Ids of the k nearest teas of all_but, nearest first."""
    hits = client.search(name, data=[vector], limit=k, output_fields=["stars"])[0]
    return [hit["id"] for hit in hits if hit["entity"]["stars"] != stars]
