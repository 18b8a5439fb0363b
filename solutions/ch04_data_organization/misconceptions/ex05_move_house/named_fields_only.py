# id: named-fields-only
# check: test_fields_stay_what_they_were
# why: The schema lists id, pages, vector, and the one dynamic field that one remembers; so these are asked for, and the others stay behind.
# source: docs v3.0.x enable-dynamic-field.md (a key of the dynamic field is returned when it is named, or with "*")
# BEGIN SOLUTION copy
    client.query(old, filter="", output_fields=["count(*)"], consistency_level="Strong")
    moved = 0
    rows = client.query_iterator(old, batch_size=500, output_fields=["id", "pages", "vector", "title"])
    while batch := rows.next():
        client.insert(new, [{**row, "pages": int(row["pages"]) if row["pages"] else None} for row in batch])
        moved += len(batch)
    rows.close()
# END SOLUTION
