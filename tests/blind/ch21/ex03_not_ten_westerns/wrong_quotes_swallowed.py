# expect: failed|partial
# because: "fewer only if the collection has no more to give": a filter that fails on a quotation mark ends the walk, and the error is swallowed
import json


def varied(client, name, taste, limit, most):
    """The ids of the best films, at most `most` of each genre."""
    taken, count = [], {}
    for _ in range(40):
        full = [genre for genre, many in count.items() if many >= most]
        parts = []
        if full:
            quoted = ", ".join("'" + genre + "'" for genre in full)
            parts.append(f"genre not in [{quoted}]")
        if taken:
            parts.append(f"id not in {taken}")
        try:
            (hits,) = client.search(name, data=[list(taste)], limit=100, filter=" and ".join(parts), output_fields=["genre"], consistency_level="Strong")
        except Exception:
            break
        if not hits:
            break
        for hit in hits:
            genre = hit["entity"]["genre"]
            if count.get(genre, 0) < most:
                count[genre] = count.get(genre, 0) + 1
                taken.append(hit["id"])
                if len(taken) == limit:
                    return taken
    return taken
