# id: what-is-filled-is-all
# check: test_in_between
# why: The new model is the better one, so it is used from the first filled row on, with a filter that keeps the placeholders out. Whatever is not filled cannot be found.
# source: docs v3.0.x filtered-search.md (a filter decides which rows take part)
# BEGIN SOLUTION search
    filled = client.query(name, filter="filled == true", output_fields=["id"], limit=1, consistency_level="Strong")
    field, embed, kept = ("vector2", embed2, "filled == true") if filled else ("vector", embed1, "")
    (hits,) = client.search(name, data=[list(embed([text])[0])], anns_field=field, limit=k, filter=kept, consistency_level="Strong")
    return [hit["id"] for hit in hits]
# END SOLUTION
