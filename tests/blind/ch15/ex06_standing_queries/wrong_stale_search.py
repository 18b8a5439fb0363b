# expect: failed|partial
# because: 'The collection reads at the level Strong': the search asks for less, and misses who has just begun to wait
import json


def fire(client, name, offers):
    """The pairs of an offer and a row that it fires."""
    by_kind = {}
    for place, offer in enumerate(offers):
        by_kind.setdefault(offer["kind"], []).append(place)
    fired = [[] for _ in offers]
    for kind, places in by_kind.items():
        condition = f'open == true and kind in [{text(kind)}, "any"]'
        found = client.search(name, data=[offers[p]["vector"] for p in places], limit=4000, filter=condition, output_fields=["least"], consistency_level="Eventually")
        for place, hits in zip(places, found, strict=True):
            fired[place] = [(offers[place]["id"], hit["id"]) for hit in hits if hit["distance"] >= hit["entity"]["least"]]
    return [pair for pairs in fired for pair in pairs]


def text(kind):
    """The kind as a text in a filter."""
    return json.dumps(kind, ensure_ascii=False)
