# expect: passed
# because: one search of all offers among the rows for 'any', one for each kind among its own; merged and sorted by cosine
import json
from collections import defaultdict


def near(client, name, offers, kind):
    """For each of the offers the (cosine, row) that wait for a kind."""
    if not offers:
        return []
    quoted = json.dumps(kind, ensure_ascii=False)
    answers = client.search(name, [o["vector"] for o in offers], filter=f"open == true and kind == {quoted}", limit=5000, output_fields=["least"])
    return [[(h["distance"], h["id"]) for h in hits if h["distance"] >= h["entity"]["least"]] for hits in answers]


def fire(client, name, offers):
    """The pairs of an offer and a row that it fires."""
    lists = defaultdict(list)
    for place, hits in enumerate(near(client, name, offers, "any")):
        lists[place] += hits
    for kind in {o["kind"] for o in offers} - {"any"}:
        places = [p for p, o in enumerate(offers) if o["kind"] == kind]
        for place, hits in zip(places, near(client, name, [offers[p] for p in places], kind)):
            lists[place] += hits
    return [(offer["id"], row) for place, offer in enumerate(offers) for _, row in sorted(lists[place], key=lambda pair: -pair[0])]
