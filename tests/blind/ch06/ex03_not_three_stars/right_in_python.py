# expect: passed
# because: everything is read once, and NULL is None in Python; the search is given the keys
def table(client, name):
    return {r["id"]: r["stars"] for r in client.query(name, filter="id >= 0", output_fields=["id", "stars"], limit=5000, consistency_level="Strong")}


def unrated(client, name):
    return [i for i, s in table(client, name).items() if s is None]


def rated_but_not(client, name, stars):
    return [i for i, s in table(client, name).items() if s is not None and s != stars]


def all_but(client, name, stars):
    return [i for i, s in table(client, name).items() if s != stars]


def nearest_not_rated(client, name, vector, stars, k):
    keys = all_but(client, name, stars)
    if not keys:
        return []
    return [h["id"] for h in client.search(name, data=[vector], filter=f"id in {keys}", limit=k, consistency_level="Strong")[0]]
