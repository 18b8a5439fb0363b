# expect: failed|partial
# because: 'at most 300 rows with a different label are as near as the ceiling': only 50 more than k are asked for
from itertools import dropwhile, groupby, islice


def batched(items, n):
    items = iter(items)
    while part := tuple(islice(items, n)):
        yield part


def mine(client, name, anchors, k, ceiling):
    rows = client.get(name, ids=anchors, output_fields=["id", "label", "vector"])
    result = {anchor: [] for anchor in anchors}
    by_label = lambda row: row["label"]
    for label, group in groupby(sorted(rows, key=by_label), key=by_label):
        for part in batched(group, 250):
            hits_of = client.search(name, data=[[float(x) for x in row["vector"]] for row in part], limit=k + 50,
                                    filter="label != {own}", filter_params={"own": label}, output_fields=["label"])
            for row, hits in zip(part, hits_of, strict=True):
                far = dropwhile(lambda hit: hit["distance"] >= ceiling, hits)
                result[row["id"]] = [hit["id"] for hit in islice(far, k)]
    return result
