# id: the-nearest-ten
# check: test_everyone_is_told
# why: A search without a limit gives ten hits, and ten is a good list of answers. Here each hit is a person, and the eleventh was promised the same.
# source: run here on Milvus Lite 3.2.2 and 2.3.5: a search without a limit returns 10 hits; pymilvus 3.0.2, MilvusClient.search(limit=10)
# BEGIN SOLUTION
    import json

    events = []
    for offer in offers:
        hits = client.search(
            name,
            data=[offer["vector"]],
            filter=f"open == true and kind in [{json.dumps(offer['kind'], ensure_ascii=False)}, \"any\"]",
            output_fields=["least"],
        )[0]
        events += [(offer["id"], hit["id"]) for hit in hits if hit["distance"] >= hit["entity"]["least"]]
    return events
# END SOLUTION
