"""Move house without losing a row.

A shelf of books was filled in a hurry. Its collection `old` has the fields `id` (INT64, the key), `pages` (VARCHAR, a
number as text, or "" where nobody counted) and `vector` (32 floats, COSINE); everything else about a book, such as
`title` or `signed_by`, is in the dynamic field, and not every book has the same. `pages < "90"` is no question that this
collection can answer. Readers know the collection by its alias, never by its name.

Write `migrate(client, old, new, alias)`:

- `new` becomes a collection with the same rows, in which `pages` is an INT64, or NULL where it was "". Every other field
  is as it was, dynamic ones included, and `vector` is searched by COSINE.
- When `new` is complete and loaded, `alias` leads to it. Until then it leads to `old`, and at no moment to nothing.
- Rows may have been written to `old` a moment ago, and they also move. Only a read at the level Strong waits for them, and
  an iterator reads at the level of the collection, Bounded here, whatever it is given. So let a read of `old` at Strong
  come before any other.
- `old` stays as it is: it is the way back.
- An earlier run may have ended half-way and left a collection `new` with some of the rows; the alias still leads to `old`
  then. Start over.

Return the number of rows moved. There may be some thousands.
"""

from pymilvus import DataType


def migrate(client, old, new, alias):
    """Copy `old` to `new` with pages as numbers, then let the alias lead there; returns the number of rows."""
    # BEGIN SOLUTION prepare
    if client.has_collection(new):
        client.drop_collection(new)
    schema = client.create_schema(auto_id=False, enable_dynamic_field=True)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("pages", DataType.INT64, nullable=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="AUTOINDEX", metric_type="COSINE")
    client.create_collection(new, schema=schema, index_params=index)
    # END SOLUTION
    # BEGIN SOLUTION copy
    counted = client.query(old, filter="", output_fields=["count(*)"], consistency_level="Strong")  # waits for the newest rows
    there = counted[0]["count(*)"]
    moved = 0
    rows = client.query_iterator(old, batch_size=500, output_fields=["*"])
    while batch := rows.next():
        client.insert(new, [{**row, "pages": int(row["pages"]) if row["pages"] else None} for row in batch])
        moved += len(batch)
    rows.close()
    if moved != there:
        raise RuntimeError(f"{moved} of {there} rows were read; the alias stays where it is")
    # END SOLUTION
    # BEGIN SOLUTION switch
    client.alter_alias(new, alias)
    return moved
    # END SOLUTION
