# id: cut-before-the-age
# check: test_scores
# why: Search for ten, then reorder the ten by score and age: the code reads like the statement. What the search left out can no longer win.
# source: docs v3.0.x decay-ranker-overview.md (a ranker adjusts what the search returned)
# BEGIN SOLUTION newest_best
    (hits,) = client.search(name, data=[taste], limit=limit, filter=f"released <= {now}", output_fields=["released"])
    scored = []
    for hit in hits:
        released = hit["entity"]["released"]
        if hit["distance"] > 0:
            scored.append((-hit["distance"] * 0.5 ** ((now - released) / half_life), -released, hit["id"]))
    return [id for _, _, id in sorted(scored)[:limit]]
    # END SOLUTION
