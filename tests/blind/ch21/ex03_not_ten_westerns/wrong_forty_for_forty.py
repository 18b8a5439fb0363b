# expect: failed|partial
# because: "the first limit films taken": a search per film and 40 searches, so a page never has more than 40 films
import json


def varied(client, name, taste, limit, most):
    """The ids of the best films, at most `most` of each genre."""
    taken, count = [], {}
    for _ in range(40):
        full = [genre for genre, many in count.items() if many >= most]
        parts = []
        if full:
            parts.append(f"genre not in {json.dumps(full, ensure_ascii=False)}")
        if taken:
            parts.append(f"id not in {taken}")
        (hits,) = client.search(name, data=[list(taste)], limit=1, filter=" and ".join(parts), output_fields=["genre"], consistency_level="Strong")
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
