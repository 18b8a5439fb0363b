# expect: failed|partial
# because: 0 stars is taken for unrated; 0 stars is a rating
def ids(client, name, expression):
    return [r["id"] for r in client.query(name, filter=expression, output_fields=["id"], limit=5000, consistency_level="Strong")]


def unrated(client, name):
    return ids(client, name, "stars is null or stars == 0")


def rated_but_not(client, name, stars):
    return ids(client, name, f"stars > 0 and stars != {stars}")


def all_but(client, name, stars):
    return ids(client, name, f"stars is null or stars != {stars}")


def nearest_not_rated(client, name, vector, stars, k):
    hits = client.search(name, data=[vector], filter=f"stars is null or stars != {stars}", limit=k, consistency_level="Strong")
    return [h["id"] for h in hits[0]]
