# expect: failed|partial
# because: "0 stars is a rating, and a bad one" -- decides in Python by truth, so 0 counts as unrated
def _all(client, name):
    return client.query(name, filter="id >= 0 or id < 0", output_fields=["id", "stars"])


def unrated(client, name):
    """Ids of the teas without a rating."""
    return [row["id"] for row in _all(client, name) if not row["stars"]]


def rated_but_not(client, name, stars):
    """Ids of the teas with another rating."""
    return [row["id"] for row in _all(client, name) if row["stars"] and row["stars"] != stars]


def all_but(client, name, stars):
    """Ids of all teas except those rated so."""
    return [row["id"] for row in _all(client, name) if row["stars"] != stars]


def nearest_not_rated(client, name, vector, stars, k):
    """Ids of the k nearest teas of all_but, nearest first."""
    hits = client.search(name, data=[vector], limit=k, filter=f"stars != {stars} or stars is null")[0]
    return [hit["id"] for hit in hits]
