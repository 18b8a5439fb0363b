# id: every-row-twice
# check: test_holds
# why: it looks done
# source: the course's own miniature


def build(client, name, rows, m):
    client.create_collection(name, dimension=len(rows[0]), metric_type="L2")
    client.insert(name, [{"id": i + 1000, "vector": list(map(float, row))} for i, row in enumerate(rows)])
    client.insert(name, [{"id": i, "vector": list(map(float, row))} for i, row in enumerate(rows)])
