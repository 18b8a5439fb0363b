# expect: passed
# because: one search of all offers among the open rows; the kind, like the threshold, is compared with what the hit says of itself
def fire(client, name, offers):
    """The pairs of an offer and a row that it fires."""
    fired = []
    for start in range(0, len(offers), 10):
        some = offers[start:start + 10]
        answers = client.search(name, data=[offer["vector"] for offer in some], limit=4096, filter="open == true", output_fields=["kind", "least"])
        for offer, hits in zip(some, answers):
            for hit in hits:
                row = hit["entity"]
                if row["kind"] in ("any", offer["kind"]) and hit["distance"] >= row["least"]:
                    fired.append((offer["id"], hit["id"]))
    return fired
