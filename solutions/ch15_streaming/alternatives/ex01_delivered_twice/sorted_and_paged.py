"""Sort once, so that the last of each offer in a dict is its newest; read all stored versions page by page."""


def apply(client, name, events):
    if not events:
        return 0
    newest = {event["id"]: event for event in sorted(events, key=lambda event: event["version"])}
    stored, pages = {}, client.query_iterator(name, batch_size=1000, output_fields=["id", "version"])
    while page := pages.next():
        stored.update((row["id"], row["version"]) for row in page)
    pages.close()
    changed = 0
    batch = []
    for id, event in newest.items():
        if event["version"] <= stored.get(id, -1):
            continue
        batch.append(dict(event))
        changed += 1
        if len(batch) == 400:
            client.upsert(collection_name=name, data=batch)
            batch = []
    if batch:
        client.upsert(collection_name=name, data=batch)
    return changed
