# expect: failed|partial
# because: 'one label may have nearly all of its rows. So Milvus does the searching': the label is sorted out of the thousand nearest
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
            hits_of = client.search(name, data=[[float(x) for x in row["vector"]] for row in part], limit=1000, output_fields=["label"])
            for row, hits in zip(part, hits_of, strict=True):
                far = dropwhile(lambda hit: hit["distance"] >= ceiling, [hit for hit in hits if hit["entity"]["label"] != label])
                result[row["id"]] = [hit["id"] for hit in islice(far, k)]
    return result
