"""A search per offer, kinds compared in Python, and the open ones by a filter."""


def matching(client, name, offer):
    hits = client.search(
        collection_name=name, data=[offer["vector"]], anns_field="vector", limit=16_384,
        filter="open == true", output_fields=["kind", "least"],
    )[0]  # fmt: skip
    for hit in hits:
        row = hit["entity"]
        if row["kind"] in (offer["kind"], "any") and row["least"] <= hit["distance"]:
            yield hit["id"]


def fire(client, name, offers):
    events = []
    for offer in offers:
        events.extend((offer["id"], watcher) for watcher in matching(client, name, offer))
    return events
