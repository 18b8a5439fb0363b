# id: likes-come-back
# check: test_the_answer
# why: The search for what is near a user's taste looks complete. That the nearest films are those the taste was made of shows only on the page.
# source: the Python library implicit, whose recommend() has `filter_already_liked_items` and an issue for each form in which it was forgotten
# BEGIN SOLUTION recommend
    if not liked:
        return []
    known = client.get(name, ids=list(liked), output_fields=["vector"])
    if not known:
        return []
    taste = np.sum([row["vector"] for row in known], axis=0)
    (hits,) = client.search(name, data=[taste.tolist()], limit=limit)
    return [hit["id"] for hit in hits]
    # END SOLUTION
