# expect: passed
# because: smaller-or-larger instead of !=; all_but is decided in Python over every row; the search gets the list of keys
MANY = 16_000


def unrated(client, name):
    """Ids of the teas without a rating."""
    return [row["id"] for row in client.query(name, filter="stars is null", output_fields=["id"])]


def rated_but_not(client, name, stars):
    """Ids of the teas with another rating."""
    return [row["id"] for row in client.query(name, filter=f"stars < {stars} or stars > {stars}", output_fields=["id"])]


def all_but(client, name, stars):
    """Ids of all teas except those rated so."""
    rows = client.query(name, filter="", limit=MANY, output_fields=["id", "stars"])
    return [row["id"] for row in rows if row["stars"] != stars]


def nearest_not_rated(client, name, vector, stars, k):
    """Ids of the k nearest teas of all_but, nearest first."""
    allowed = all_but(client, name, stars)
    if not allowed:
        return []
    hits = client.search(name, data=[vector], limit=k, filter=f"id in {allowed}")[0]
    return [hit["id"] for hit in hits]
