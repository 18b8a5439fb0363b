# expect: passed
# because: "the limit films with the largest scores": the search covers the collection, the scores are made here, then the page is cut, as taught
def newest_best(client, name, taste, limit, now, half_life):
    """The ids of the best films, older ones counting less."""
    (hits,) = client.search(name, data=[list(taste)], limit=3000, filter=f"released <= {now}", output_fields=["released"], consistency_level="Strong")
    films = []
    for hit in hits:
        if hit["distance"] > 0:
            released = hit["entity"]["released"]
            score = hit["distance"] * 0.5 ** ((now - released) / half_life)
            films.append((-score, -released, hit["id"]))
    films.sort()
    return [film for _, _, film in films[:limit]]
