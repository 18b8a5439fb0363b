# id: hit-carries-everything
# check: test_nearest_word
# why: A row went in with its word, so a hit is expected to come back with it; it carries the key and the score alone.
# source: docs v3.0.x single-vector-search.md, "Use Output Fields": only the primary key and the score come back by default
# BEGIN SOLUTION
    client.create_collection(name, dimension=len(cards[0]["vector"]))
    client.insert(name, cards)
    hits = client.search(name, data=[query], limit=1)
    return hits[0][0]["entity"].get("word")
# END SOLUTION
