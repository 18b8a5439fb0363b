# id: pages-by-offset
# check: test_while_others_write, test_a_batch_at_a_time
# why: limit and offset page through any list. But the offset counts from the beginning of what is there *now*: when rows before it are removed, everything behind moves up, and as many rows are skipped. And an offset ends at 16,384.
# source: docs v3.0.x, with-iterators.md and get-and-scalar-query.md (a query has no promised order; iterators for everything); run here: the lesson counts the rows that an offset skips
# BEGIN SOLUTION
    at = 0
    while batch := client.query(name, filter="", output_fields=["id", "title", "about"], limit=size, offset=at):
        yield [{field: row[field] for field in ("id", "title", "about")} for row in batch]
        at += size
# END SOLUTION
