# expect: failed|partial
# because: "Fewer come only if there are no more": films of tomorrow are dropped after the page was cut
def newest_best(client, name, taste, limit, now, half_life):
    """The ids of the best films, older ones counting less."""
    (hits,) = client.search(name, data=[list(taste)], limit=3000, output_fields=["released"], consistency_level="Strong")
    films = []
    for hit in hits:
        if hit["distance"] > 0:
            released = hit["entity"]["released"]
            score = hit["distance"] * 0.5 ** ((now - released) / half_life)
            films.append((-score, -released, hit["id"]))
    films.sort()
    return [film for _, released, film in films[:limit] if -released <= now]
