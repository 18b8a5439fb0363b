# expect: partial|failed
# because: takes a falsy value for a missing one, so the year 0 and an empty maker are not counted: an instrument counts once for each value
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

def facets(client, name, chosen):
    """Counts of every value, by field."""
    result = {}
    for field in ["maker", "year", "tags"]:
        parts = []
        if "maker" in chosen and field != "maker":
            parts.append(f"maker in {list(chosen['maker'])!r}")
        if "year" in chosen and field != "year":
            parts.append(f"year in {list(chosen['year'])!r}")
        if "tags" in chosen and field != "tags":
            parts.append(f"array_contains_any(tags, {list(chosen['tags'])!r})")
        rows = client.query(name, filter=" and ".join(parts), output_fields=[field], limit=16_384)
        result[field] = {}
        for row in rows:
            values = set(row["tags"]) if field == "tags" else {row[field]}
            for value in values:
                if not value:
                    continue
                result[field][value] = result[field].get(value, 0) + 1
    return result
