# expect: failed|partial
# because: nearest_not_rated by reading all and sorting by cosine in NumPy; "metric L2"
def _ids(client, name, filter):
    return [row["id"] for row in client.query(name, filter=filter, output_fields=["id"])]


def unrated(client, name):
    return _ids(client, name, "stars is null")


def rated_but_not(client, name, stars):
    return _ids(client, name, f"stars is not null and stars != {stars}")


def all_but(client, name, stars):
    return _ids(client, name, f"stars != {stars} or stars is null")


def nearest_not_rated(client, name, vector, stars, k):
    import numpy as np
    rows = client.query(name, filter=f"stars != {stars} or stars is null", output_fields=["id", "vector"])
    if not rows:
        return []
    v = np.array([r["vector"] for r in rows]); q = np.asarray(vector)
    order = np.argsort(-(v @ q) / np.linalg.norm(v, axis=1))
    return [rows[i]["id"] for i in order[:k]]
