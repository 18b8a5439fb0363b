# id: counts-of-the-first
# check: test_every_instrument
# why: A query is given a limit that looks large. It says how many rows come, and nothing says that there were more: the counts are those of the first thousand.
# source: https://github.com/milvus-io/milvus/issues/36895 (a query for more than its largest limit); docs v3.0.x, get-and-scalar-query.md, `limit`
# BEGIN SOLUTION helpers
def condition(field, values):
    """The filter for what is ticked in one field."""
    listed = ", ".join(f'"{v}"' if isinstance(v, str) else str(v) for v in values)
    return f"array_contains_any({field}, [{listed}])" if field == "tags" else f"{field} in [{listed}]"


def rows(client, name, filter, field):
    """Every row that the filter keeps, with one field."""
    return client.query(name, filter=filter or "id >= 0", output_fields=[field], limit=1000)


def values_of(row, field):
    """The values that a row counts for."""
    return set(row["tags"]) if field == "tags" else [row[field]]
# END SOLUTION
