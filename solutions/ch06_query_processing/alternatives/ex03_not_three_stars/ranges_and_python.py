"""Ranges leave NULL out by themselves; Python's None finds what is left; the search forbids keys."""


def _rows(client, name):
    return client.query(name, filter="id >= 0", output_fields=["id", "stars"], limit=10_000)


def unrated(client, name):
    return [row["id"] for row in _rows(client, name) if row["stars"] is None]


def rated_but_not(client, name, stars):
    return [row["id"] for row in client.query(name, filter=f"stars < {stars} or stars > {stars}", output_fields=["id"])]


def all_but(client, name, stars):
    return {row["id"] for row in _rows(client, name)} - {row["id"] for row in client.query(name, filter=f"stars == {stars}", output_fields=["id"])}


def nearest_not_rated(client, name, vector, stars, k):
    rated = [row["id"] for row in client.query(name, filter=f"stars == {stars}", output_fields=["id"])]
    keep = f"id not in {rated}" if rated else ""
    return [hit["id"] for hit in client.search(name, [vector], filter=keep, limit=k)[0]]
