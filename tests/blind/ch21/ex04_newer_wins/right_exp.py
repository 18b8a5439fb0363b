# expect: passed
# because: the same factor as a power of e
import math


def newest_best(client, name, taste, limit, now, half_life):
    """The ids of the best films, older ones counting less."""
    (hits,) = client.search(name, data=[taste], limit=3000, filter=f"released <= {now}", output_fields=["released"])
    scored = []
    for hit in hits:
        released = hit["entity"]["released"]
        if hit["distance"] > 0:
            scored.append((-hit["distance"] * math.exp(-math.log(2) * (now - released) / half_life), -released, hit["id"]))
    return [id for _, _, id in sorted(scored)[:limit]]
