# id: missing-is-zero
# check: test_the_same_answers
# why: A field of a table has a value, and 0 is what a number has when nobody gave one. `year < 1990` then finds every book without a year.
# source: docs v3.0.x nullable-and-default.md (default_value replaces a value that is missing; NULL is no value)
# BEGIN SOLUTION copy
    total = numbers = 0
    rows = client.query_iterator(old, batch_size=500, output_fields=["*"])
    while batch := rows.next():
        numbers += sum(isinstance(row.get(key), (int, float)) for row in batch)
        copies = [promoted(dict(row), key) for row in batch]
        client.insert(new, copies)
        total += len(copies)
    rows.close()
    return total, numbers


def promoted(row, key):
    """The row in its new shape."""
    value = row.pop(key, None)
    number = isinstance(value, (int, float))
    if value is not None and not number:
        row[f"{key}_raw"] = value
    return row | {key: float(value) if number else 0.0}
# END SOLUTION
