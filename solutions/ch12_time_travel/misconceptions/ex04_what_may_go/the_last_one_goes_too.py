# id: the-last-one-goes-too
# check: test_the_last_version_stays
# why: What has ended before the horizon answers no question any more, so it goes. Of an article that was deleted, the last version is such a one, and the only one there is.
# source: the lesson's section “Implementation Considerations”; https://www.postgresql.org/docs/current/routine-vacuuming.html (what no transaction can see is removed)
# BEGIN SOLUTION prune
    last, ended = {}, []
    for version in versions(client, name, ""):
        last[version["article"]] = max(last.get(version["article"], 0), version["valid_to"])
        if version["valid_to"] <= horizon:
            ended.append(version)
    return remove(client, name, [v["id"] for v in ended ])


def versions(client, name, filter):
    """Versions without their vectors."""
    found, pages = [], client.query_iterator(name, batch_size=1000, filter=filter, output_fields=["id", "article", "valid_to"])
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
