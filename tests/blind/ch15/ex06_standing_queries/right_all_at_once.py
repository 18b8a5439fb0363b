# expect: passed
# because: one search for all offers, everything else in Python
def fire(client, name, offers):
    if not offers:
        return []
    events = []
    for offer, hits in zip(offers, client.search(name, data=[o["vector"] for o in offers], limit=4000, output_fields=["kind", "least", "open"])):
        for hit in hits:
            row = hit["entity"]
            if row["open"] and row["kind"] in {"any", offer["kind"]} and hit["distance"] >= row["least"]:
                events.append((offer["id"], hit["id"]))
    return events
