# id: text-becomes-a-number
# check: test_the_same_answers
# why: "1995" is a year, so one cleans it up on the way. Rows then come up in answers in which nobody has ever seen them.
# source: run here: Milvus Lite 3.2.2 finds the texts of a dynamic key by no comparison with a number; docs v3.0.x json-field-overview.md
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
    try:
        return row | {key: float(value)}
    except (TypeError, ValueError):
        return row | {key: None} | ({} if value is None else {f"{key}_raw": value})
# END SOLUTION
