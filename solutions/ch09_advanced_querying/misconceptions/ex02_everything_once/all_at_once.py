# id: all-at-once
# check: test_a_batch_at_a_time
# why: One query with the largest limit gives everything, and slices of a list look like batches. Everything is in memory then, and the limit ends at 16,384.
# source: https://github.com/milvus-io/milvus/issues/39480 (a dump of a million rows ends at 16,384); docs v3.0.x, limitations.md
# BEGIN SOLUTION
    rows = client.query(name, filter="", output_fields=["id", "title", "about"], limit=16_384)
    for start in range(0, len(rows), size):
        yield [{field: row[field] for field in ("id", "title", "about")} for row in rows[start : start + size]]
# END SOLUTION
