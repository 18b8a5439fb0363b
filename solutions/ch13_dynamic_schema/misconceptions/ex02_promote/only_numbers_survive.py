# id: only-numbers-survive
# check: test_nothing_is_lost
# why: What does not fit the new type has no place in it, so it is left out of the copy, and gone when the old collection is dropped.
# source: docs v3.0.x enable-dynamic-field.md (a key that the schema does not have is kept in the dynamic field)
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
    return row | {key: float(value) if isinstance(value, (int, float)) else None}
# END SOLUTION
