"""Deeper and deeper, until no film that is left could still get onto the page: an age can only lower a score."""


def newest_best(client, name, taste, limit, now, half_life):
    depth = 2 * limit
    while True:
        hits = client.search(name, [taste], limit=depth, filter=f"released <= {now}", output_fields=["released"])[0]
        films = [(hit["distance"] * 2 ** -((now - hit["entity"]["released"]) / half_life), hit["entity"]["released"], -hit["id"]) for hit in hits if hit["distance"] > 0]
        films.sort(reverse=True)
        page = films[:limit]
        all_seen = len(hits) < depth or hits[-1]["distance"] <= 0
        if all_seen or (len(page) == limit and hits[-1]["distance"] < page[-1][0]):
            return [-negative for _, _, negative in page]
        depth = min(4 * depth, 3000)
