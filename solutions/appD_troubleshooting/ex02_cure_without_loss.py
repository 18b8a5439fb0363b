"""Cure without loss.

The causes are known. Now the reader's program has to come out right, and it cannot be changed: it asks by `name`, searches `field` by `metric`, and compares `number` with numbers. So the collection is cured, while it keeps all that it has.

`cure(client, complaint)` gets a complaint as in exercise 1 and returns what no cure in Milvus can bring back: `{"again": […], "by hand": […]}`, two lists of keys, ascending. Afterwards

- `name` leads to the collection `loader`. It is that collection, or an alias of another one, or nothing has the name: then it becomes an alias.
- `loader` is loaded, and the index of `field` has the reader's `metric`. It keeps its type and its parameters, as `describe_index` shows them (`params`: here `M` and `efConstruction`, or none). Indexes are called like their fields.
- a text under `number` has become a number: what Python's `int(text)` takes is that whole number, else what `float(text)` takes is that float, if it is finite. Any other text stays as it is, and its key is in `"by hand"`. No whole number has more than 18 digits. All other values, and rows with nothing under `number`, stay as they are.
- `"again"` has the keys of `ids` that have no row in `loader`: the loader has to deliver them again. Rows that `ids` does not name stay, and are cured like the others.

Everything else is as it was: each other field and dynamic key of every row, other collections and their rows, other aliases. Nothing that is right is written or made again: no row whose number is right, no index whose metric is right. A server does not check keys, so rows are replaced, never inserted.
A second call changes nothing and returns the same.

The dimension and the TTL are always right here. There may be thousands of rows. A collection's index can be dropped only while the collection is not loaded. Vectors may be read and written back: they come back as they were.
"""

import math


def cure(client, complaint):
    """Keys that have to be delivered again, and texts that a person has to look at."""
    # BEGIN SOLUTION
    name, real, field, key = (complaint[k] for k in ("name", "loader", "field", "number"))
    if not client.has_collection(name):
        client.create_alias(collection_name=real, alias=name)
    elif client.describe_collection(name)["collection_name"] != real:
        client.alter_alias(collection_name=real, alias=name)

    described = client.describe_index(real, field)
    if described["metric_type"] != complaint["metric"]:
        client.release_collection(real)
        client.drop_index(real, field)
        index = client.prepare_index_params()
        index.add_index(field, index_type=described["index_type"], metric_type=complaint["metric"], params=described.get("params", {}))
        client.create_index(real, index)
    if client.get_load_state(real)["state"].name != "Loaded":
        client.load_collection(real)

    keys, by_hand, changed = set(), [], []
    pages = client.query_iterator(real, batch_size=500, output_fields=["*"])
    while page := pages.next():
        for row in page:
            keys.add(row["id"])
            if isinstance(row.get(key), str):
                value = _number(row[key])
                if value is None:
                    by_hand.append(row["id"])
                else:
                    changed.append({**row, key: value})
    pages.close()
    for start in range(0, len(changed), 500):
        client.upsert(real, changed[start : start + 500])
    return {"again": sorted(set(complaint["ids"]) - keys), "by hand": sorted(by_hand)}
    # END SOLUTION


def _number(text):
    """The number that a text stands for, or None."""
    # BEGIN SOLUTION number
    for kind in (int, float):
        try:
            value = kind(text)
        except ValueError:
            continue
        return value if math.isfinite(value) else None
    return None
    # END SOLUTION
