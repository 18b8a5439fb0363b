# expect: passed
# because: sorted by version so that the last one wins, and the stored versions are read whole with a query_iterator
def stored_versions(client, name):
    pages = client.query_iterator(name, batch_size=1000, output_fields=["id", "version"])
    try:
        while page := pages.next():
            yield from ((row["id"], row["version"]) for row in page)
    finally:
        pages.close()


def apply(client, name, events):
    """Bring the rows up to date; the number of offers that have changed."""
    if not events:
        return 0
    newest = {event["id"]: event for event in sorted(events, key=lambda event: event["version"])}
    for key, version in stored_versions(client, name):
        if key in newest and newest[key]["version"] <= version:
            del newest[key]
    if newest:
        client.upsert(name, list(newest.values()))
    return len(newest)
