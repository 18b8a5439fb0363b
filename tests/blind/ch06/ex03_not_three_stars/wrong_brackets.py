# expect: failed|partial
# because: "teas **with** a rating, and another one than `stars`" -- the filter of all_but is used for it
def unrated(client, name):
    """Ids of the teas without a rating."""
    return [row["id"] for row in client.query(name, filter="stars is null", output_fields=["id"])]


def rated_but_not(client, name, stars):
    """Ids of the teas with another rating."""
    return [row["id"] for row in client.query(name, filter=f"stars is null or stars != {stars}", output_fields=["id"])]


def all_but(client, name, stars):
    """Ids of all teas except those rated so."""
    return [row["id"] for row in client.query(name, filter=f"stars is null or stars != {stars}", output_fields=["id"])]


def nearest_not_rated(client, name, vector, stars, k):
    """Ids of the k nearest teas of all_but, nearest first."""
    hits = client.search(name, data=[vector], limit=k, filter=f"stars is null or stars != {stars}")[0]
    return [hit["id"] for hit in hits]
