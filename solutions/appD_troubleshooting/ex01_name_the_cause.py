"""Name the cause.

“The search finds the wrong books, or none, and there is no error.” Before you change anything, look. Milvus knows the causes: it has to be asked.

`diagnose(client, complaint)` returns a dict of causes and the evidence for each; `{}` if nothing is wrong. The complaint says what the reader's program uses:

```
{"name": "books", "loader": "books_v2", "field": "embedding", "metric": "COSINE", "dim": 32, "number": "year", "ids": [17, 4, …]}
```

`name` is the name by which the reader asks: a collection, an alias, or nothing that is there. `loader` is the collection into which the loader writes. `field` is the field that the reader searches, with vectors of `dim` numbers and by `metric`.
`number` is a key of the dynamic field that the reader's filter compares with a number. `ids` are the keys (`id`, INT64) that the loader reported as written, each once, in no order.

All causes but the first two are about the collection that the reader *gets* by `name`:

| cause | when | evidence |
|:---|:---|:---|
| `"nowhere"` | no collection and no alias has this name; then there is no other cause | `name` |
| `"elsewhere"` | the name leads to a collection other than `loader` | the name of this collection |
| `"metric"` | the index of `field` has a different metric | the metric of the index |
| `"dim"` | `field` has a different dimension | its dimension, a whole number |
| `"ttl"` | the collection's property `collection.ttl.seconds` is more than 0: rows go by themselves | the seconds, a whole number |
| `"not loaded"` | the collection is not loaded | `True` |
| `"missing"` | keys of `ids` have no row | these keys, ascending |
| `"text"` | rows have a text (`str`) under `number` | their keys, ascending |
| `"absent"` | rows have nothing under `number`, or `None` | their keys, ascending |

The last three need the rows, and only a loaded collection can be read: if it is not loaded, they are not in the answer. Rows may be there that `ids` does not name, and they count for `"text"` and `"absent"`. Several causes may hold at once; each of them is named.

`diagnose` looks and changes nothing: it writes nothing, and what is not loaded stays so. The client reads at the level of the collections, which see every row. A collection may have several vector fields, each with an index, and thousands of rows. It is loaded or it is not; none is being loaded just now.
"""


def diagnose(client, complaint):
    """Causes and their evidence."""
    # BEGIN SOLUTION
    name, key = complaint["name"], complaint["number"]
    if not client.has_collection(name):
        return {"nowhere": name}
    found = {}
    facts = client.describe_collection(name)
    real = facts["collection_name"]
    if real != complaint["loader"]:
        found["elsewhere"] = real
    dim = next(int(f["params"]["dim"]) for f in facts["fields"] if f["name"] == complaint["field"])
    if dim != complaint["dim"]:
        found["dim"] = dim
    for index in client.list_indexes(real):
        described = client.describe_index(real, index)
        if described["field_name"] == complaint["field"] and described["metric_type"] != complaint["metric"]:
            found["metric"] = described["metric_type"]
    seconds = int(facts["properties"].get("collection.ttl.seconds", 0))
    if seconds > 0:
        found["ttl"] = seconds
    if client.get_load_state(real)["state"].name != "Loaded":
        found["not loaded"] = True
        return found

    values = {}
    pages = client.query_iterator(real, batch_size=1000, output_fields=["id", key])
    while page := pages.next():
        values |= {row["id"]: row.get(key) for row in page}
    pages.close()
    rows = {
        "missing": set(complaint["ids"]) - values.keys(),
        "text": {id for id, value in values.items() if isinstance(value, str)},
        "absent": {id for id, value in values.items() if value is None},
    }
    return found | {cause: sorted(ids) for cause, ids in rows.items() if ids}
    # END SOLUTION
