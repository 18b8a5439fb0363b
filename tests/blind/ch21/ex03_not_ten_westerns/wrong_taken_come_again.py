# expect: failed|partial
# because: "the first limit films taken": films that were taken are not left out of the next search, and come twice while their genre has room
import json


def varied(client, name, taste, limit, most):
    """The ids of the best films, at most `most` of each genre."""
    taken, count = [], {}
    for _ in range(40):
        full = [genre for genre, many in count.items() if many >= most]
        parts = []
        if full:
            parts.append(f"genre not in {json.dumps(full, ensure_ascii=False)}")
        (hits,) = client.search(name, data=[list(taste)], limit=100, filter=" and ".join(parts), output_fields=["genre"], consistency_level="Strong")
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
