"""Two parts: the window is one search, what lies behind it another one with an offset."""

WINDOW = 40


def results(client, name, vector, page, size=10, room=""):
    def nearest(skip, count):
        if count < 1:
            return []
        kept = f"room in ['{room}']" if room else "id >= 0"
        (hits,) = client.search(name, [vector], filter=kept, offset=skip, limit=count, output_fields=["price"])
        return [(hit["entity"]["price"], hit["id"]) for hit in hits]

    first, last = size * (page - 1), size * page
    found = [id for _, id in sorted(nearest(0, WINDOW))[first:last]] if first < WINDOW else []
    behind = max(first, WINDOW)
    return found + [id for _, id in nearest(behind, last - behind)]
