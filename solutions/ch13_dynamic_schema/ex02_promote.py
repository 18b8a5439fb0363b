"""Promote a key, and change no answer.

Readers of a collection ask `year > 1990`, and `year` is a key in its dynamic field, written by many hands: 1987, 2001.5, "1995", "about 1900", [1990],
or nothing. A field of its own is quicker to filter and can be indexed. But on no account may a question that was asked yesterday have
a different answer tomorrow.

Write `promote(client, old, new, key)`. The collection `old` has `id` (INT64, the key), `vector` (32 floats, COSINE) and a dynamic field. Create the collection `new`:

- It has the same rows, and in addition a field named `key`, a DOUBLE that may be NULL.
- In the dynamic field a comparison with a number finds numbers, and nothing else: `year > 1990` never found "1995". So a row whose value is an `int` or a
  `float` has it in the field, and every other row has NULL there.
- What was no number is not lost. It stays in the dynamic field under the key + `_raw`, as it was: `year_raw` is "1995".
- All else is as it was: ids, vectors, every other key of the dynamic field.
- `old` stays as it is. `new` is loaded, and can be searched and filtered when the function returns. Its consistency level is Strong, as that of `old` is.

Return a tuple: how many rows there are, and how many of them have a number. No value is a `bool` or NaN, and no row has the key + `_raw`
already. There may be some thousands of rows.
"""

from pymilvus import DataType


def promote(client, old, new, key):
    """Copy `old` to `new` with a field of its own for `key`; returns (rows, rows with a number)."""
    # BEGIN SOLUTION create
    schema = client.create_schema(auto_id=False, enable_dynamic_field=True)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    schema.add_field(key, DataType.DOUBLE, nullable=True)
    index = client.prepare_index_params("vector", index_type="AUTOINDEX", metric_type="COSINE")
    client.create_collection(new, schema=schema, index_params=index, consistency_level="Strong")
    # END SOLUTION
    # BEGIN SOLUTION copy
    total = numbers = 0
    rows = client.query_iterator(old, batch_size=500, output_fields=["*"])
    while batch := rows.next():
        copies = [promoted(dict(row), key) for row in batch]
        client.insert(new, copies)
        total += len(copies)
        numbers += sum(row[key] is not None for row in copies)
    rows.close()
    return total, numbers


def promoted(row, key):
    """The row in its new shape."""
    value = row.pop(key, None)
    number = isinstance(value, (int, float))
    if value is not None and not number:
        row[f"{key}_raw"] = value
    return row | {key: float(value) if number else None}
    # END SOLUTION
