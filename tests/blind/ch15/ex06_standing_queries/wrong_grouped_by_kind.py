# expect: failed|partial
# because: 'in the order of the offers': by kind
def fire(client, name, offers):
    """Who has to be told of what."""
    import json

    by_kind = {}
    for place, offer in enumerate(offers):
        by_kind.setdefault(offer["kind"], []).append(place)
    found = {}
    for kind, places in by_kind.items():
        hits = client.search(
            name,
            data=[offers[place]["vector"] for place in places],
            limit=4000,
            filter=f"open == true and kind in [{json.dumps(kind, ensure_ascii=False)}, \"any\"]",
            output_fields=["least"],
        )
        for place, of_one in zip(places, hits, strict=True):
            found[place] = [hit["id"] for hit in of_one if hit["distance"] >= hit["entity"]["least"]]
    return [(offers[place]["id"], id) for place in found for id in found[place]]
