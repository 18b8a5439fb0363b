# id: newest-first
# check: test_scores
# why: “The newer one wins” is taken for an order by date, with the search as a filter of what is good enough.
# source: the “sort by date” of shops and forums, where relevance only decides what is listed
# BEGIN SOLUTION newest_best
    (hits,) = client.search(name, data=[taste], limit=limit, filter=f"released <= {now}", output_fields=["released"])
    scored = []
    for hit in hits:
        released = hit["entity"]["released"]
        if hit["distance"] > 0:
            scored.append((-released, hit["id"]))
    return [id for _, id in sorted(scored)[:limit]]
    # END SOLUTION
