# expect: failed|partial
# because: "One genre may be half of the collection": full genres are not left out, and after five hundred films the walk gives up
import json


def varied(client, name, taste, limit, most):
    """The ids of the best films, at most `most` of each genre."""
    taken, count, came = [], {}, []
    for _ in range(5):
        parts = [f"id not in {came}"] if came else []
        (hits,) = client.search(name, data=[list(taste)], limit=100, filter=" and ".join(parts), output_fields=["genre"], consistency_level="Strong")
        if not hits:
            break
        for hit in hits:
            genre = hit["entity"]["genre"]
            came.append(hit["id"])
            if count.get(genre, 0) < most:
                count[genre] = count.get(genre, 0) + 1
                taken.append(hit["id"])
                if len(taken) == limit:
                    return taken
    return taken
