# id: one-query-is-all
# check: test_every_row_moves
# why: A query needs a limit, so one writes a large number; a collection that outgrows it loses rows without an error.
# source: docs v3.0.x get-and-scalar-query.md (limit; up to 16,384) and with-iterators.md
# BEGIN SOLUTION copy
    rows = client.query(old, filter="id >= 0", output_fields=["*"], limit=1000, consistency_level="Strong")
    client.insert(new, [{**row, "pages": int(row["pages"]) if row["pages"] else None} for row in rows])
    moved = len(rows)
# END SOLUTION
