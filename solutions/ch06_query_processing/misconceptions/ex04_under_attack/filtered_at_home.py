# id: filtered-at-home
# check: test_nothing_leaves
# why: Python compares any text with any other, so no quoting is needed at all. But all documents of all people travel to the client first.
# source: https://github.com/milvus-io/pymilvus/issues/2177 (does the filter run before or after the rows are fetched? asked because many do the latter); OWASP Top 10 2021, A01, Broken Access Control
# BEGIN SOLUTION mine
    found = client.query(name, filter="id >= 0", output_fields=["id", "owner"], limit=10_000)
    return [row["id"] for row in found if row["owner"] == owner]
# END SOLUTION
