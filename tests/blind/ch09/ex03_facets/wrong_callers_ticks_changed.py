# expect: partial|failed
# because: fills the caller's own dict with empty lists for the fields without ticks, which 'no field is there with an empty list' forbids for the next call that gets it
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


def facets(client, name, chosen):
    """Counts of every value, by field."""
    for field in ("maker", "year", "tags"):
        chosen.setdefault(field, [])
    conditions = {
        "maker": f"maker in {chosen['maker']}",
        "year": f"year in {chosen['year']}",
        "tags": f"array_contains_any(tags, {chosen['tags']})",
    }
    result = {}
    for field in conditions:
        filter = " and ".join(c for f, c in conditions.items() if f != field and chosen[f])
        rows = client.query(name, filter=filter, output_fields=[field], limit=16_384)
        result[field] = dict(Counter(v for row in rows for v in (set(row["tags"]) if field == "tags" else [row[field]])))
    return result
