# expect: passed
# because: ids first, vectors by get in batches of 200; the smallest label spreads until nothing changes; range search with a limit over 401
import numpy as np


def all_ids(client, name):
    it = client.query_iterator(name, output_fields=["id"], batch_size=500)
    try:
        while rows := it.next():
            yield from (row["id"] for row in rows)
    finally:
        it.close()


def groups(client, name, threshold):
    ids = sorted(all_ids(client, name))
    place = {i: n for n, i in enumerate(ids)}
    left, right = [], []
    for at in range(0, len(ids), 200):
        rows = client.get(name, ids=ids[at : at + 200], output_fields=["id", "vector"])
        found = client.search(
            name, data=[row["vector"] for row in rows], anns_field="vector", limit=450, output_fields=["id"],
            search_params={"metric_type": "COSINE", "params": {"radius": threshold - 0.0005}},
        )
        for row, hits in zip(rows, found, strict=True):
            for hit in hits:
                left.append(place[row["id"]])
                right.append(place[hit["id"]])
    left, right = np.array(left, dtype=int), np.array(right, dtype=int)
    label = np.arange(len(ids))
    while True:
        new = label.copy()
        np.minimum.at(new, left, label[right])
        np.minimum.at(new, right, label[left])
        new = new[new]
        if (new == label).all():
            break
        label = new
    result = {}
    for n, i in enumerate(ids):
        result.setdefault(int(label[n]), []).append(i)
    return [g for g in result.values() if len(g) > 1]
