# id: the-query-is-clean-already
# check: test_every_word
# why: Texts are cleaned when they are stored, and the query is taken as it was typed. Half of the accents are then on one side only.
# source: docs v3.0.x analyzer-overview.md (the same analyzer for texts and queries)
# BEGIN SOLUTION find
    hits = client.search(name, data=[text], anns_field="words", limit=k)[0]
    return [hit["id"] for hit in hits]
# END SOLUTION
