# expect: partial|failed
# because: remembers which values there are from the first call; a maker that comes later is never shown
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

import functools
import json

FIELDS = {"maker": False, "year": False, "tags": True}


def is_one_of(field, values):
    if FIELDS[field]:
        return "(" + " or ".join(f"array_contains({field}, {json.dumps(v, ensure_ascii=False)})" for v in values) + ")"
    return "(" + " or ".join(f"{field} == {json.dumps(v, ensure_ascii=False)}" for v in values) + ")"


@functools.cache
def values_of(client, name):
    """All values that there are, by field."""
    found = {field: set() for field in FIELDS}
    pages = client.query_iterator(name, batch_size=1000, output_fields=list(FIELDS))
    while page := pages.next():
        for row in page:
            found["maker"].add(row["maker"])
            found["year"].add(row["year"])
            found["tags"].update(row["tags"])
    pages.close()
    return found


def facets(client, name, chosen):
    """Counts of every value, by field."""
    answer = {field: {} for field in FIELDS}
    for field, values in values_of(client, name).items():
        others = [is_one_of(f, v) for f, v in chosen.items() if f != field]
        for value in values:
            filter = " and ".join([*others, is_one_of(field, [value])])
            n = client.query(name, filter=filter, output_fields=["count(*)"])[0]["count(*)"]
            if n:
                answer[field][value] = n
    return answer
