# expect: passed
# because: sets are merged as the pairs come; per row the limit doubles until the list is not full
def groups(client, name, threshold):
    home = {}  # id -> the set that it is in
    iterator = client.query_iterator(name, filter="", output_fields=["id", "vector"], batch_size=100)
    rows = iterator.next()
    while rows:
        waiting, limit = rows, 64
        while waiting:
            full = []
            for row, hits in zip(waiting, client.search(name, data=[row["vector"] for row in waiting], limit=limit)):
                near = {hit["id"] for hit in hits if hit["distance"] >= threshold}
                if len(near) >= limit and limit < 8192:
                    full.append(row)
                    continue
                joined = near | {row["id"]}
                for i in list(joined):
                    joined |= home.get(i, set())
                for i in joined:
                    home[i] = joined
            waiting, limit = full, limit * 2
        rows = iterator.next()
    iterator.close()
    different = {id(group): group for group in home.values() if len(group) > 1}
    return sorted(sorted(group) for group in different.values())
