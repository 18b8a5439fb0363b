# id: one-threshold-for-all
# check: test_everyones_own_threshold
# why: "Similar" is a number in the configuration, 0.5 for instance, as for any search. But one buyer wants exactly this camera and another one anything like it: the threshold belongs to the one who asks.
# source: docs v3.0.x range-search.md (one radius per search, for all rows)
# BEGIN SOLUTION
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
            lowest = min((hit["entity"]["least"] for hit in of_one), default=0)
            found[place] = [hit["id"] for hit in of_one if hit["distance"] >= lowest]
    return [(offer["id"], id) for place, offer in enumerate(offers) for id in found[place]]
# END SOLUTION
