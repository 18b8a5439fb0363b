# id: filter-afterwards
# check: test_a_large_label
# why: Ten times as many hits as are needed should be enough, and a condition in Python is quickly written. It is enough until one label is large.
# source: docs v3.0.x, Filtered Search (the filter is applied before the search)
# BEGIN SOLUTION mine
    found = {}
    rows = []
    for start in range(0, len(anchors), 100):
        rows += client.get(name, ids=anchors[start : start + 100], output_fields=["label", "vector"])
    for start in range(0, len(rows), 50):
        part = rows[start : start + 50]
        answers = client.search(name, data=[row["vector"] for row in part], limit=1000, output_fields=["label"])
        for row, hits in zip(part, answers, strict=True):
            found[row["id"]] = [h["id"] for h in hits if h["entity"]["label"] != row["label"] and h["distance"] < ceiling][:k]
    return found
# END SOLUTION
