# id: a-page-is-everything
# check: test_many
# why: A query gives the rows that match. It gives at most as many as its limit, and says nothing about the others.
# source: docs v3.0.x get-and-scalar-query.md (limit); limits.md (16,384)
# BEGIN SOLUTION traces
    return {name: sorted(row["id"] for row in mentions(client, login, name, ["id"])) for name in names}


def mentions(client, login, name, fields):
    """Every row that mentions the login, however many there are."""
    text = json.dumps(login, ensure_ascii=False)
    return [dict(row) for row in client.query(name, filter=f"owner == {text} or array_contains(readers, {text})", output_fields=fields, limit=1000)]
    # END SOLUTION
