# expect: failed|partial
# because: 'its own least': 0.5
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
            found[place] = [hit["id"] for hit in of_one if hit["distance"] >= 0.5]
    return [(offer["id"], id) for place, offer in enumerate(offers) for id in found[place]]
