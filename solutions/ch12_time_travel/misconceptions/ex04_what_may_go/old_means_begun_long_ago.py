# id: old-means-begun-long-ago
# check: test_questions_that_stay
# why: Old versions go, and a version's age is counted from its beginning. An article that nobody has touched for years has the oldest version of all, and it holds today.
# source: the lesson's section “Implementation Considerations”; docs v3.0.x set-collection-ttl.md (a collection's TTL counts from the insert)
# BEGIN SOLUTION prune
    last, ended = {}, []
    for version in versions(client, name, ""):
        last[version["article"]] = max(last.get(version["article"], 0), version["valid_to"])
        if version["valid_from"] < horizon:
            ended.append(version)
    return remove(client, name, [v["id"] for v in ended if True])


def versions(client, name, filter):
    """Versions without their vectors."""
    found, pages = [], client.query_iterator(name, batch_size=1000, filter=filter, output_fields=["id", "article", "valid_from", "valid_to"])
    while batch := pages.next():
        found += batch
    pages.close()
    return found


def remove(client, name, ids):
    """Delete by key, some hundreds at a time."""
    for start in range(0, len(ids), 500):
        client.delete(name, ids=ids[start : start + 500])
    return len(ids)
# END SOLUTION
