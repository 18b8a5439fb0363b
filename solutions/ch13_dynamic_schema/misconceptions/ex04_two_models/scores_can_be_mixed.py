# id: scores-can-be-mixed
# check: test_in_between
# why: Both are cosines between -1 and 1, so the best of both lists are put into one. But each model has its own idea of what 0.8 is.
# source: docs v3.0.x multi-vector-search.md (scores of several fields are fused by a ranker, not compared)
# BEGIN SOLUTION search
    hits = []
    waiting = client.query(name, filter="filled == false", output_fields=["id"], limit=1, consistency_level="Strong")
    if client.query(name, filter="filled == true", output_fields=["id"], limit=1, consistency_level="Strong"):
        hits += client.search(name, data=[list(embed2([text])[0])], anns_field="vector2", limit=k, filter="filled == true", consistency_level="Strong")[0]
    if waiting:
        hits += client.search(name, data=[list(embed1([text])[0])], anns_field="vector", limit=k, filter="filled == false", consistency_level="Strong")[0]
    return [hit["id"] for hit in sorted(hits, key=lambda hit: -hit["distance"])][:k]
# END SOLUTION
