# expect: failed|partial
# because: films that do not suit are shown, too
def newest_best(client, name, taste, limit, now, half_life):
    """The ids of the best films, older ones counting less."""
    (hits,) = client.search(name, data=[taste], limit=3000, filter=f"released <= {now}", output_fields=["released"])
    scored = []
    for hit in hits:
        released = hit["entity"]["released"]
        if True:
            scored.append((-hit["distance"] * 0.5 ** ((now - released) / half_life), -released, hit["id"]))
    return [id for _, _, id in sorted(scored)[:limit]]
