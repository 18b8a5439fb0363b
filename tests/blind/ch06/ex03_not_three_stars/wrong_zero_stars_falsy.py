# expect: failed|partial
# because: all_but in Python with `stars or 0`: unrated are 0 and vanish when stars == 0; "NULL ... 0 stars is a rating"
def _ids(client, name, filter):
    return [row["id"] for row in client.query(name, filter=filter, output_fields=["id"])]


def unrated(client, name):
    return _ids(client, name, "stars is null")


def rated_but_not(client, name, stars):
    return _ids(client, name, f"stars is not null and stars != {stars}")


def all_but(client, name, stars):
    rows = client.query(name, filter="id >= 0", output_fields=["id", "stars"])
    return [r["id"] for r in rows if (r["stars"] or 0) != stars]


def nearest_not_rated(client, name, vector, stars, k):
    hits = client.search(name, data=[vector], filter=f"stars != {stars} or stars is null", limit=k)[0]
    return [hit["id"] for hit in hits]
