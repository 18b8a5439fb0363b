# id: vectors-know-numbers
# check: test_number_first
# why: A model reads any text, so it is believed to read a part number. It has met neither the number nor its neighbors, and its vector says nothing of them.
# source: docs v3.0.x multi-vector-search.md (dense vectors for meaning, sparse ones for exact terms)
# BEGIN SOLUTION find
    hits = client.search(name, data=[list(vector)], anns_field="vector", limit=k)[0]
    return [hit["id"] for hit in hits]
# END SOLUTION
