# id: one-search-is-enough
# check: test_half_of_it
# why: A hundred candidates for a page of ten look generous. One genre that is near takes all of them.
# source: the usual two-stage design (candidates, then re-ranking), as recommender tutorials draw it: what the first stage does not bring, the second cannot take
# BEGIN SOLUTION varied
    taken, count = [], {}
    (hits,) = client.search(name, data=[taste], limit=100, output_fields=["genre"])
    for hit in hits:
        genre = hit["entity"]["genre"]
        if count.get(genre, 0) < most and len(taken) < limit:
            count[genre] = count.get(genre, 0) + 1
            taken.append(hit["id"])
    return taken
    # END SOLUTION
