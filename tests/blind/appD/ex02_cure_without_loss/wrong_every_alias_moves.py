# expect: partial|failed
# because: all aliases of the other collection move along
import math


def cure(client, complaint):
    """Keys that have to be delivered again, and texts that a person has to look at."""
    name, real, field, key = (complaint[k] for k in ("name", "loader", "field", "number"))
    if not client.has_collection(name):
        client.create_alias(collection_name=real, alias=name)
    elif client.describe_collection(name)["collection_name"] != real:
        for alias in client.list_aliases(client.describe_collection(name)["collection_name"])["aliases"] + [name]:
            client.alter_alias(collection_name=real, alias=alias)

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


def _number(text):
    """The number that a text stands for, or None."""
    for kind in (int, float):
        try:
            value = kind(text)
        except ValueError:
            continue
        return value if math.isfinite(value) else None
    return None
