# expect: partial|failed
# because: shows each ticked value even when nothing matches it, but such values are left out
"""Facets.

Beside a list of instruments a shop shows how many there are of each kind: *maker: Alder 41, O'Hara 12 …* These numbers are called
facets. The collection `name` has `id` (INT64, the key), `vector` (4 floats), `maker` (VARCHAR), `year` (INT64) and `tags` (an ARRAY of
VARCHAR, which may be empty and may hold the same tag twice). It has at most 10,000 rows. Write

`facets(client, name, chosen)` → `{"maker": {value: count}, "year": {…}, "tags": {…}}`

- `chosen` maps fields to lists of values that the customer has ticked: `{"maker": ["Alder", "O'Hara"], "tags": ["fretless"]}`. An
  instrument matches a field if it has *one* of the values ticked there, and it has to match *every* field that is in `chosen`. No field
  is there with an empty list.
- The count of a value says how many instruments the list would have **if this value alone were ticked in its field**. So what is ticked
  in a field does not narrow that field's own counts, but it narrows the others'.
- An instrument counts once for each tag that it has, however often the tag stands there.
- Values that nothing matches are left out. All three fields are there in the result, with `{}` if need be.
- Vectors stay in Milvus.

Names hold apostrophes but neither quotation marks nor backslashes.

    >>> facets(client, "instruments", {"maker": ["Alder"]})["maker"]     # as without any tick
    {'Alder': 41, "O'Hara": 12, 'Wren & Sons': 7}
"""

from collections import Counter


def everything(client, name):
    pages = client.query_iterator(name, batch_size=2000, output_fields=["maker", "year", "tags"])
    while page := pages.next():
        yield from page
    pages.close()


def matches(row, field, values):
    if field == "tags":
        return any(tag in values for tag in row["tags"])
    return row[field] in values


def facets(client, name, chosen):
    """Counts of every value, by field."""
    counts = {"maker": Counter(), "year": Counter(), "tags": Counter()}
    for field, values in chosen.items():
        counts[field].update(dict.fromkeys(values, 0))
    for row in everything(client, name):
        missed = [field for field, values in chosen.items() if not matches(row, field, values)]
        for field in counts:
            if not missed or missed == [field]:
                counts[field].update(set(row["tags"]) if field == "tags" else [row[field]])
    return {field: dict(counter) for field, counter in counts.items()}
