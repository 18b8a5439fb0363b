# expect: failed|partial
# because: "half_life": a half-life of 365 days is hard-coded
def newest_best(client, name, taste, limit, now, half_life):
    """The ids of the best films, older ones counting less."""
    (hits,) = client.search(name, data=[list(taste)], limit=3000, filter=f"released <= {now}", output_fields=["released"], consistency_level="Strong")
    films = []
    for hit in hits:
        if hit["distance"] > 0:
            released = hit["entity"]["released"]
            score = hit["distance"] * 0.5 ** ((now - released) / 365)
            films.append((-score, -released, hit["id"]))
    films.sort()
    return [film for _, _, film in films[:limit]]
