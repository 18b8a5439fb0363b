# id: an-upsert-adds
# check: test_what_was_shown
# why: An upsert “updates” a row, so it seems that new elements join those of an array. It replaces the field that it is given.
# source: docs v3.0.x upsert-entities.md (an upsert overwrites; operations on single elements of arrays are a separate matter)
# BEGIN SOLUTION shown
    (row,) = client.get(people, ids=[user], output_fields=["id", "taste", "seen"])
    seen = list(dict.fromkeys(films))
    client.upsert(people, [{"id": user, "taste": list(row["taste"]), "seen": seen}])
    return len(seen)
    # END SOLUTION
